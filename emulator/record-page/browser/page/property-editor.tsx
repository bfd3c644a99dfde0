import { useState } from 'react';
import type { PropertyView } from '../../record-view.ts';

interface EditorProps {
  readonly property: PropertyView;
  /** Rejects with HubSpot's words when the value is refused. */
  readonly save: (value: string) => Promise<void>;
  readonly cancel: () => void;
}

const isDate = ({ type }: PropertyView): boolean => type === 'date';

/** Dates are stored as midnight UTC: as text in new records, as milliseconds in older ones. */
function asDate(value: string): string {
  const date = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

export function PropertyEditor({ property, save, cancel }: EditorProps) {
  const [value, setValue] = useState(isDate(property) ? asDate(property.value) : property.value);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async () => {
    setBusy(true);
    try {
      await save(value);
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <form
      className="property-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel();
      }}
    >
      <PropertyInput property={property} value={value} onChange={setValue} />
      {refusal === null ? null : <em role="alert">{refusal}</em>}
      <div>
        <button type="submit" className="hs-button hs-button-primary hs-button-xs" disabled={busy}>
          Save
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-xs" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface InputProps {
  readonly property: PropertyView;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function PropertyInput({ property, value, onChange }: InputProps) {
  const field = {
    className: 'hs-input',
    'aria-label': property.label,
    autoFocus: true,
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (property.options.length > 0 && property.fieldType !== 'checkbox') {
    return (
      <select {...field}>
        <option value="">--</option>
        {property.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (property.fieldType === 'textarea') return <textarea rows={3} {...field} />;
  return <input type={isDate(property) ? 'date' : 'text'} {...field} />;
}
