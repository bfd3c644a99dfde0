import { useState } from 'react';
import type { RecordsView } from '../../pages/records-view.ts';
import { ModalDialog } from '../dialogs/dialogs.tsx';

interface ColumnsProps {
  readonly view: RecordsView;
  readonly save: (columns: readonly string[]) => void;
  readonly close: () => void;
}

const keyOf = (objectTypeId: string): string => `columns ${objectTypeId}`;

/** A person's choice of columns belongs to the browser, as a view of theirs: no other reader is to see it. */
export const keptColumns = (objectTypeId: string): readonly string[] =>
  (localStorage.getItem(keyOf(objectTypeId)) ?? '').split(',').filter(Boolean);

export const keepColumns = (objectTypeId: string, columns: readonly string[]): void =>
  localStorage.setItem(keyOf(objectTypeId), columns.join(','));

export function ColumnsDialog({ view, save, close }: ColumnsProps) {
  const [chosen, setChosen] = useState<readonly string[]>(view.columns.map(({ name }) => name));
  const [query, setQuery] = useState('');
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  const found = view.allColumns.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
  return (
    <ModalDialog title="Edit columns" close={close}>
      <div className="hs-modal-body">
        <input
          type="text"
          className="hs-input"
          aria-label="Find a property"
          placeholder="Find a property"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <fieldset className="choices choices-long" aria-label="Columns">
          {found.map(({ name, label }) => (
            <label key={name}>
              <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
              {label}
            </label>
          ))}
        </fieldset>
      </div>
      <footer className="hs-modal-footer">
        <button
          type="button"
          className="hs-button hs-button-primary hs-button-sm"
          disabled={chosen.length === 0}
          onClick={() => save(chosen)}
        >
          Apply
        </button>
        <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={close}>
          Cancel
        </button>
      </footer>
    </ModalDialog>
  );
}
