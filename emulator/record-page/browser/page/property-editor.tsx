import { useState } from 'react';
import type { PropertyView } from '../../record-view.ts';
import { useSubmit } from '../use-submit.ts';
import { PropertyInput } from '../editors/property-input.tsx';

interface EditorProps {
  readonly property: PropertyView;
  readonly timezone: string;
  /** Rejects with HubSpot's words when the value is refused. */
  readonly save: (value: string) => Promise<void>;
  readonly cancel: () => void;
}

export function PropertyEditor({ property, timezone, save, cancel }: EditorProps) {
  const [value, setValue] = useState(property.value);
  const { busy, refusal, submit } = useSubmit();
  return (
    <form
      className="property-edit"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(() => save(value));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel();
      }}
    >
      <PropertyInput property={property} value={value} onChange={setValue} timezone={timezone} autoFocus />
      {refusal === null ? null : <em role="alert">{refusal}</em>}
      <div>
        <button type="submit" className="hs-button hs-button-primary hs-button-xs" aria-busy={busy}>
          Save
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-xs" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
