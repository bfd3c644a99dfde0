import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import type { FoundView } from '../../pages/found-view.ts';
import { read } from '../ask.ts';

const WAIT_MS = 150;

/** The search at the top: records of every type, chosen by arrows and Enter or by a click. */
export function GlobalSearch({ portalId }: { portalId: number }) {
  const [query, setQuery] = useState('');
  const [answered, setAnswered] = useState<readonly FoundView[]>([]);
  const [at, setAt] = useState(0);
  const list = useId();
  useEffect(() => {
    if (query.trim() === '') return undefined;
    const timer = setTimeout(() => {
      const asked = read<FoundView[]>('/found', { portalId, q: query.trim() });
      asked.then((answer) => setAnswered(answer ?? [])).catch(() => setAnswered([]));
      setAt(0);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [query, portalId]);
  const open = query.trim() !== '';
  const found = open ? answered : [];
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setQuery('');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    }
    const chosen = found[at];
    if (event.key === 'Enter' && chosen) location.assign(chosen.href);
  };
  return (
    <div className="shell-search" role="search" aria-label="All records">
      <input
        type="text"
        role="combobox"
        aria-label="Search HubSpot"
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        aria-activedescendant={open && found[at] ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder="Search HubSpot"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={() => setTimeout(() => setQuery(''), WAIT_MS)}
      />
      {open ? (
        <ul id={list} role="listbox" aria-label="Records" className="shell-found">
          {found.map((record, place) => (
            <li
              key={record.href}
              id={`${list}-${place}`}
              role="option"
              aria-selected={place === at}
              onPointerDown={() => location.assign(record.href)}
            >
              <b>{record.title}</b>
              <span>
                {record.singular} · {record.hint}
              </span>
            </li>
          ))}
          {found.length === 0 ? (
            <li role="option" aria-selected="false" aria-disabled="true">
              No records found
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}
