import type { RecordView } from '../../record-view.ts';
import { Table } from '../components/table.tsx';
import { useFew } from './few.tsx';

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
      {view.associations
        .filter(({ main, total }) => main || total > 0)
        .map((list) => (
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
  const { few, more } = useFew(list.records, list.total);
  const labels = [...new Set(list.records.flatMap((record) => record.lines.map((line) => line.label)))];
  return (
    <>
      <Table density="condensed" flush>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {few.map((record) => (
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
      </Table>
      {more}
    </>
  );
}
