import { useState, type FormEvent } from 'react';
import type { PropertyView } from '../../record-view.ts';
import { askPage } from '../card/ask-page.ts';
import { useCrm } from '../card/crm-context.ts';
import { PropertyInput } from '../editors/property-input.tsx';
import { Icon } from './icon.tsx';

interface RecordKey {
  readonly objectTypeId: string;
  readonly objectId: string;
}
interface CrmPropertyProps {
  readonly of: RecordKey;
  readonly property: PropertyView;
  readonly saved: () => void;
}

/** A value that is edited where it stands, as HubSpot's property lists let one. */
export function CrmProperty({ of, property, saved }: CrmPropertyProps) {
  const [editing, setEditing] = useState(false);
  const shown = property.display || '--';
  if (editing) return <Editor {...{ of, property, saved }} leave={() => setEditing(false)} />;
  if (property.readOnly) return <span className="hs-crm-value">{shown}</span>;
  return (
    <button
      type="button"
      className="hs-crm-value hs-crm-edit"
      aria-label={`Edit ${property.label}: ${shown}`}
      onClick={() => setEditing(true)}
    >
      {shown} <Icon name="edit" />
    </button>
  );
}

function Editor({ of, property, saved, leave }: CrmPropertyProps & { leave: () => void }) {
  const { at, timezone } = useCrm();
  const [value, setValue] = useState(property.value);
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    try {
      await askPage('/edit', { ...at, ...of }, { name: property.name, value });
      leave();
      saved();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      className="hs-crm-editor"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.key === 'Escape' && leave()}
    >
      <PropertyInput property={property} value={value} onChange={setValue} timezone={timezone} autoFocus />
      {refusal === null ? null : (
        <p role="alert" className="hs-field-wrong">
          {refusal}
        </p>
      )}
      <span>
        <button type="submit" className="hs-button hs-button-primary hs-button-xs">
          Save
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-xs" onClick={leave}>
          Cancel
        </button>
      </span>
    </form>
  );
}
