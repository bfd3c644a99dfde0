import { useState } from 'react';
import type { HistoryView } from '../../pages/history-view.ts';
import { useFresh } from '../use-fresh.ts';
import { Property } from './property.tsx';

type Shown = HistoryView['groups'][number]['properties'][number];

/** "View all properties": every property of the record by group, editable, with the values it had. */
export function HistoryPage({ first }: { first: HistoryView }) {
  const { portalId, objectTypeId, objectId } = first;
  const { view, refresh } = useFresh(first, '/history', { portalId, objectTypeId, objectId });
  const [query, setQuery] = useState('');
  const [filled, setFilled] = useState(false);
  const [historic, setHistoric] = useState(location.hash === '#history');
  const wanted = query.toLowerCase();
  const isShown = ({ label, name, value }: Shown) =>
    (label.toLowerCase().includes(wanted) || name.includes(wanted)) && (!filled || value !== '');
  const groups = view.groups
    .map(({ label, properties }) => ({ label, properties: properties.filter(isShown) }))
    .filter(({ properties }) => properties.length > 0);
  return (
    <main className="index" id="content">
      <p className="back">
        <a href={view.recordHref}>‹ {view.title}</a>
      </p>
      <div className="index-head">
        <h1>All properties</h1>
        <p>
          {view.singular} {view.objectId}
        </p>
      </div>
      <div className="index-card">
        <div className="index-tools">
          <input
            type="search"
            className="index-search"
            aria-label="Search properties"
            placeholder="Search properties"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <label>
            <input type="checkbox" checked={filled} onChange={() => setFilled(!filled)} /> Hide blank properties
          </label>
          <label>
            <input type="checkbox" checked={historic} onChange={() => setHistoric(!historic)} /> Show history
          </label>
        </div>
        {groups.map(({ label, properties }) => (
          <section key={label} className="property-group" aria-label={label}>
            <h2>{label}</h2>
            {properties.map((property) => (
              <div key={property.name} className="property-row">
                <dl>
                  <Property
                    at={view}
                    timezone={view.timezone}
                    property={property}
                    fresh={undefined}
                    refresh={refresh}
                  />
                </dl>
                <code>{property.name}</code>
                {historic ? <History property={property} /> : null}
              </div>
            ))}
          </section>
        ))}
        {groups.length === 0 ? (
          <div className="index-empty">
            <h2>No properties match</h2>
          </div>
        ) : null}
      </div>
    </main>
  );
}

function History({ property: { history } }: { property: Shown }) {
  if (history.length === 0) return <p className="history-none">Never had a value.</p>;
  return (
    <ol className="history">
      {history.map(({ display, at, source }, place) => (
        // Several values may have been written in one millisecond.
        // eslint-disable-next-line react/no-array-index-key
        <li key={place}>
          <b>{display || 'cleared'}</b> <span>{source}</span> <time>{at}</time>
        </li>
      ))}
    </ol>
  );
}
