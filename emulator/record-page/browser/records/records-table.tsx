import type { AskedRecords, RecordsView } from '../../pages/records-view.ts';

interface RecordsTableProps {
  readonly view: RecordsView;
  readonly asked: AskedRecords;
  readonly sortBy: (sort: string, descending: boolean) => void;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
  /** null where HubSpot shows no preview. */
  readonly preview: ((id: string) => void) | null;
  readonly create: () => void;
}

export function RecordsTable(props: RecordsTableProps) {
  const { view, asked, sortBy, chosen, choose } = props;
  const ids = view.rows.map((row) => row.id);
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  const columns = [{ name: 'title', label: 'Name' }, ...view.columns];
  return (
    // A wide table scrolls; the region can be focused, so that the arrow keys scroll it.
    <div className="index-scroll" role="region" aria-label={`Table of ${view.many}`} tabIndex={0}>
      <table className="index-table index-records">
        <thead>
          <tr>
            <th className="index-check">
              <input
                type="checkbox"
                aria-label={`Select all ${view.many} on this page`}
                checked={all}
                disabled={ids.length === 0}
                onChange={() => choose(new Set(all ? [] : ids))}
              />
            </th>
            {columns.map(({ name, label }) => (
              <SortHeader key={name} name={name} label={label} asked={asked} sortBy={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <Row key={row.id} row={row} {...props} />
          ))}
        </tbody>
      </table>
      {view.rows.length === 0 ? <Nothing {...props} /> : null}
    </div>
  );
}

type HeaderProps = Pick<RecordsTableProps, 'asked' | 'sortBy'> & { readonly name: string; readonly label: string };

/** First press sorts upwards, the second downwards, the third goes back to newest first. */
function SortHeader({ name, label, asked, sortBy }: HeaderProps) {
  const here = asked.sort === name;
  const direction = asked.descending ? 'descending' : 'ascending';
  const press = () => {
    if (!here) sortBy(name, false);
    else if (asked.descending) sortBy('', false);
    else sortBy(name, true);
  };
  return (
    <th aria-sort={here ? direction : 'none'} scope="col" className={name === 'title' ? 'index-name-head' : undefined}>
      <button type="button" onClick={press}>
        {label}
        <i aria-hidden="true" className={here ? `sort-${direction}` : 'sort-none'} />
      </button>
    </th>
  );
}

function Row({ row, chosen, choose, preview }: RecordsTableProps & { row: RecordsView['rows'][number] }) {
  const toggle = () => {
    const next = new Set(chosen);
    if (!next.delete(row.id)) next.add(row.id);
    choose(next);
  };
  return (
    <tr className={chosen.has(row.id) ? 'index-chosen' : undefined}>
      <td className="index-check">
        <input type="checkbox" aria-label={`Select ${row.title}`} checked={chosen.has(row.id)} onChange={toggle} />
      </td>
      <td className="index-name">
        <a href={row.href}>{row.title}</a>
        {preview ? (
          <button type="button" aria-label={`Preview ${row.title}`} onClick={() => preview(row.id)}>
            Preview
          </button>
        ) : null}
      </td>
      {row.cells.map((cell, at) => (
        // Cells have no identity but their column.
        // eslint-disable-next-line react/no-array-index-key
        <td key={at}>{cell || '--'}</td>
      ))}
    </tr>
  );
}

function Nothing({ view, asked, create }: RecordsTableProps) {
  const searched = asked.query !== '';
  return (
    <div className="index-empty">
      <h2>{searched ? `No ${view.many} match “${asked.query}”` : `No ${view.many} yet`}</h2>
      <p>
        {searched
          ? 'The search looks at the names and numbers that HubSpot searches by default.'
          : `Create the first ${view.one} here, or let an app create it through the API.`}
      </p>
      {searched ? null : (
        <button type="button" className="hs-button hs-button-secondary hs-button-sm" onClick={create}>
          Create {view.one}
        </button>
      )}
    </div>
  );
}
