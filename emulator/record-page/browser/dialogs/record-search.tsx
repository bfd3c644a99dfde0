import { useEffect, useState } from 'react';
import type { FoundView } from '../../pages/found-view.ts';
import { read, sentenceOf } from '../ask.ts';

interface RecordSearchProps {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly label: string;
  /** Not offered: the record itself, or what is associated already. */
  readonly without: ReadonlySet<string>;
  readonly several: boolean;
  readonly chosen: readonly FoundView[];
  readonly choose: (chosen: readonly FoundView[]) => void;
}

/** null: nothing was answered yet. */
interface Answer {
  readonly found: readonly FoundView[] | null;
  readonly problem: string | null;
}

const WAIT_MS = 150;

/** Finds records of a type; one or several of them are chosen. */
export function RecordSearch(props: RecordSearchProps) {
  const { portalId, objectTypeId, label, without, several, chosen, choose } = props;
  const [query, setQuery] = useState('');
  const [{ found, problem }, setAnswer] = useState<Answer>({ found: null, problem: null });
  useEffect(() => {
    const timer = setTimeout(() => {
      read<FoundView[]>('/found', { portalId, objectTypeId, q: query.trim() })
        .then((answer) => setAnswer({ found: answer ?? [], problem: null }))
        .catch((error: unknown) => setAnswer({ found: [], problem: sentenceOf(error) }));
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [query, portalId, objectTypeId]);
  const offered = (found ?? []).filter(({ id }) => !without.has(id));
  const toggle = (record: FoundView) => {
    if (!several) choose([record]);
    else if (chosen.some(({ id }) => id === record.id)) choose(chosen.filter(({ id }) => id !== record.id));
    else choose([...chosen, record]);
  };
  return (
    <div className="record-search">
      <input
        type="search"
        className="hs-input"
        aria-label={label}
        placeholder={label}
        value={query}
        autoFocus
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <fieldset aria-label="Records found" className="record-found">
        {offered.map((record) => (
          <label key={record.id}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={`found ${label}`}
              checked={chosen.some(({ id }) => id === record.id)}
              onChange={() => toggle(record)}
            />
            <span>
              <b>{record.title}</b>
              <small>{record.hint}</small>
            </span>
          </label>
        ))}
        {offered.length === 0 ? <p role="status">{problem ?? nothingOffered(found)}</p> : null}
      </fieldset>
    </div>
  );
}

/** A record that was found and left out is not the same as none. */
function nothingOffered(found: readonly FoundView[] | null): string {
  if (found === null) return 'Searching…';
  return found.length === 0 ? 'No records found.' : 'Every record found is here already.';
}
