import type { ReactNode } from 'react';
import { classes } from './base.ts';
import type { ChoicesState } from './choices.ts';

interface ChoiceListProps {
  readonly choices: ChoicesState;
  readonly label: string;
  readonly options: readonly { readonly key: string; readonly label: string; readonly chosen: boolean }[];
  readonly several?: boolean;
  /** Text and setter of the search above the options. */
  readonly search?: { readonly text: string; readonly type: (text: string) => void } | undefined;
  readonly none?: ReactNode;
}

/** The list below a field. Pressing an option leaves the focus where it is, or the list would take it for leaving. */
export function ChoiceList({ choices, label, options, several = false, search, none }: ChoiceListProps) {
  if (!choices.open) return null;
  const { active, setActive, choose, optionId, listId } = choices;
  return (
    <div className="hs-popup">
      {search ? (
        <input
          className="hs-input hs-popup-search"
          role="combobox"
          aria-label={`Search ${label}`}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={options.length > 0 ? optionId(active) : undefined}
          autoFocus
          placeholder="Search"
          value={search.text}
          onChange={(event) => {
            setActive(0);
            search.type(event.currentTarget.value);
          }}
        />
      ) : null}
      <ul id={listId} role="listbox" aria-label={label} aria-multiselectable={several || undefined} tabIndex={-1}>
        {options.map((option, at) => (
          <li
            key={option.key}
            id={optionId(at)}
            role="option"
            aria-selected={option.chosen}
            className={classes(at === active && 'hs-option-active', several && 'hs-option-box')}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(at)}
            onClick={() => choose(at)}
          >
            {option.label}
          </li>
        ))}
      </ul>
      {options.length === 0 ? <p className="hs-popup-none">{none ?? 'No options'}</p> : null}
    </div>
  );
}
