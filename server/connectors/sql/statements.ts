import type { Value } from '../../engine/record.ts';
import { quoted, quotedRelation, type Database, type Row } from './database.ts';
import { keyOf, type Group } from './write-groups.ts';

type Written = Map<string, string>;

/** What tells the row apart, then its id. */
const written = (rows: readonly Row[]): Written => new Map(rows.map(([key, id]) => [key ?? '', id ?? key ?? '']));

const asText = (value: Value | undefined): string | null =>
  value === undefined || value === null ? null : String(value);

/** The changes of a group as rows of a statement, `v(key, c0, c1 ...)`, all of them text. */
function sourceOf({ columns, items }: Group): { readonly source: string; readonly lists: (string | null)[][] } {
  const lists = [
    items.map(({ change }) => keyOf(change)),
    ...columns.map((name) => items.map(({ change }) => ('fields' in change ? asText(change.fields[name]) : null))),
  ];
  const arrays = lists.map((_, at) => `$${at + 1}::text[]`).join(', ');
  return { source: `unnest(${arrays}) v(${['key', ...columns.map((_, at) => `c${at}`)].join(', ')})`, lists };
}

const typeOf = ({ object }: Group, name: string): string => object.writable.get(name)?.sqlType ?? 'text';
const valuesOf = (group: Group): string[] => group.columns.map((name, at) => `v.c${at}::${typeOf(group, name)}`);

export async function updateRows(db: Database, group: Group): Promise<Written> {
  const { object, columns } = group;
  const { source, lists } = sourceOf(group);
  const values = valuesOf(group);
  const sets = columns.map((name, at) => `${quoted(name)} = ${values[at]}`).join(', ');
  const key = quoted(object.tableKey.name);
  // What a person has put away meanwhile is absent, for a write as well.
  const there = object.archiving ? ` and not (${object.archiving.isArchived})` : '';
  const rows = await db.attempt(
    `update ${quotedRelation(object.table.name)} t set ${sets} from ${source} ` +
      `where t.${key} = v.key::${object.tableKey.sqlType}${there} returning v.key`,
    lists,
  );
  return written(rows);
}

/** Archives, restores or deletes. */
export async function moveRows(db: Database, group: Group): Promise<Written> {
  const { object, kind } = group;
  const { source, lists } = sourceOf(group);
  const table = quotedRelation(object.table.name);
  const where = `where t.${quoted(object.tableKey.name)} = v.key::${object.tableKey.sqlType} returning v.key`;
  if (kind === 'delete') return written(await db.attempt(`delete from ${table} t using ${source} ${where}`, lists));
  const set = kind === 'archive' ? object.archiving?.archive : object.archiving?.restore;
  return written(await db.attempt(`update ${table} t set ${set} from ${source} ${where}`, lists));
}

/**
 * Inserts rows that carry our reference, or updates the one that does already: sent twice, it makes one row. A unique index
 * on the reference makes that certain against anyone; without one it is as certain as that only we write this column.
 */
export async function insertRows(db: Database, group: Group): Promise<Written> {
  const { object, columns, referenceField } = group;
  const { source, lists } = sourceOf(group);
  const table = quotedRelation(object.table.name);
  const name = referenceField ?? '';
  const reference = quoted(name);
  const values = valuesOf(group);
  const into = `${table} (${[name, ...columns].map(quoted).join(', ')})`;
  const from = `select ${[`v.key::${typeOf(group, name)}`, ...values].join(', ')} from ${source}`;
  const returning = `${reference}::text, ${quoted(object.tableKey.name)}::text`;
  const revived = object.archiving ? [object.archiving.restore] : [];
  if (object.writable.get(name)?.unique) {
    const sets = [name, ...columns].map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
    const upsert = `on conflict (${reference}) do update set ${[...sets, ...revived].join(', ')}`;
    return written(await db.attempt(`insert into ${into} ${from} ${upsert} returning ${returning}`, lists));
  }
  const sets = [name, ...columns].map(
    (column, at) => `${quoted(column)} = ${[`v.key::${typeOf(group, name)}`, ...values][at]}`,
  );
  const same = `t.${reference} = v.key::${typeOf(group, name)}`;
  const rows = await db.attempt(
    `with old as (update ${table} t set ${[...sets, ...revived].join(', ')} from ${source} where ${same} ` +
      `returning t.${reference}::text as reference, t.${quoted(object.tableKey.name)}::text as id), ` +
      `new as (insert into ${into} ${from} where not exists (select 1 from ${table} t where ${same}) returning ${returning}) ` +
      'select reference, id from old union all select * from new',
    lists,
  );
  return written(rows);
}
