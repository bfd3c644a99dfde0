import type { RecordView } from '../../record-view.ts';

/** HubSpot's own first tab: headline properties and the associated records. */
export function Overview({ view }: { view: RecordView }) {
  return (
    <>
      <section className="block">
        <h2>Data highlights</h2>
        <dl className="highlights">
          {view.highlights.map((property) => (
            <div key={property.name}>
              <dt>{property.label}</dt>
              <dd>{property.display || '--'}</dd>
            </div>
          ))}
        </dl>
      </section>
      {view.associations.map((list) => (
        <section key={list.plural} className="block">
          <h2>
            {list.plural.charAt(0).toUpperCase() + list.plural.slice(1)} <small>({list.total})</small>
          </h2>
          {list.records.length === 0 ? (
            <p className="block-note">No associated {list.plural}.</p>
          ) : (
            <AssociatedTable list={list} />
          )}
        </section>
      ))}
    </>
  );
}

function AssociatedTable({ list }: { list: RecordView['associations'][number] }) {
  const labels = [...new Set(list.records.flatMap((record) => record.lines.map((line) => line.label)))];
  return (
    <table className="hs-table hs-table-bordered hs-table-condensed">
      <thead>
        <tr>
          <th>Name</th>
          {labels.map((label) => (
            <th key={label}>{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.records.map((record) => (
          <tr key={record.id}>
            <td>
              <a href={record.href}>{record.title}</a>
            </td>
            {labels.map((label) => (
              <td key={label}>{record.lines.find((line) => line.label === label)?.display ?? '--'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
