import type { ReadRequest, RecordPage } from '../../engine/connector.ts';
import type { Fields, SyncRecord } from '../../engine/record.ts';
import { columnOf, type Column } from './catalog.ts';
import { quoted, quotedRelation, type Cell, type Database } from './database.ts';
import type { SqlDefinition } from './definition.ts';
import { changes, type Feed } from './feed.ts';
import { formerKeys, survivorKeys } from './merged.ts';
import type { SqlObject } from './objects.ts';
import { canBe, canonical, selected } from './value.ts';

/** So many ids go into one statement. */
const IDS_PER_STATEMENT = 1000;

interface Wanted {
  readonly columns: readonly Column[];
  readonly select: readonly string[];
}

export async function* readRecords(
  db: Database,
  object: SqlObject,
  definition: SqlDefinition,
  fileName: string,
  request: ReadRequest,
): AsyncGenerator<RecordPage> {
  const { columns, select } = wanted(object, request.fields, definition.timeZone, fileName);
  const feed: Feed = {
    relation: object.relation.name,
    key: object.key,
    changedAt: object.changedAt,
    select: [isArchived(object), ...select],
    timeZone: definition.timeZone,
    overlapSeconds: definition.overlapSeconds,
  };
  for await (const page of changes(db, feed, request.cursor)) {
    const [away, there] = [true, false].map((archived) =>
      page.rows.filter(({ cells }) => (cells[0] === 'true') === archived),
    );
    const records = (there ?? []).map(({ key, cells }) => toRecord(object, columns, key, cells.slice(1)));
    yield {
      records: await afterMerges(db, object, definition, fileName, request, records),
      gone: (away ?? []).map(({ key }) => key),
      cursor: page.cursor,
    };
  }
}

const isArchived = ({ archiving }: SqlObject): string => `(${archiving?.isArchived ?? 'false'})::text`;

export async function getRecords(
  db: Database,
  object: SqlObject,
  definition: SqlDefinition,
  fileName: string,
  request: { ids: readonly string[]; fields: readonly string[]; by?: string },
): Promise<SyncRecord[]> {
  const { columns, select } = wanted(object, request.fields, definition.timeZone, fileName);
  const by =
    request.by === undefined ? object.key : columnOf(object.relation, request.by, `object ${object.name}`, fileName);
  const asked = [...new Set(request.ids)].filter((id) => canBe(id, by));
  const survivors = request.by === undefined ? await survivorKeys(db, object, asked) : new Map<string, string>();
  const ids = [...new Set(asked.map((id) => survivors.get(id) ?? id))];
  const unmerged = object.mergedInto === null ? '' : ` and t.${quoted(object.mergedInto.name)} is null`;
  const sql =
    `select t.${quoted(object.key.name)}::text, ${select.join(', ')} from ${quotedRelation(object.relation.name)} t ` +
    `where t.${quoted(by.name)} = any($1::text[]::${by.sqlType}[])` +
    unmerged +
    (object.archiving ? ` and not (${object.archiving.isArchived})` : '');
  const records: SyncRecord[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_STATEMENT) {
    const rows = await db.query(sql, [ids.slice(start, start + IDS_PER_STATEMENT)]);
    for (const [key, ...cells] of rows) records.push(toRecord(object, columns, key ?? '', cells));
  }
  return withFormer(db, object, records);
}

/** A row that was merged away is no record: in its place comes the one it is part of now. */
async function afterMerges(
  db: Database,
  object: SqlObject,
  definition: SqlDefinition,
  fileName: string,
  { fields }: ReadRequest,
  records: readonly SyncRecord[],
): Promise<SyncRecord[]> {
  if (object.mergedInto === null) return [...records];
  const survivors = await survivorKeys(
    db,
    object,
    records.map(({ id }) => id),
  );
  const kept = records.filter(({ id }) => !survivors.has(id));
  const there = new Set(kept.map(({ id }) => id));
  const ids = [...new Set(survivors.values())].filter((id) => !there.has(id));
  return [
    ...(await withFormer(db, object, kept)),
    ...(await getRecords(db, object, definition, fileName, { ids, fields })),
  ];
}

async function withFormer(db: Database, object: SqlObject, records: readonly SyncRecord[]): Promise<SyncRecord[]> {
  const former = await formerKeys(
    db,
    object,
    records.map(({ id }) => id),
  );
  return records.map((record) => {
    const formerIds = former.get(record.id);
    return formerIds === undefined ? record : { ...record, formerIds };
  });
}

/** The time of modification comes first, then the fields. */
function wanted(object: SqlObject, fields: readonly string[], timeZone: string, fileName: string): Wanted {
  const columns = fields.map((field) => columnOf(object.relation, field, `object ${object.name}`, fileName));
  return { columns, select: [object.modifiedAt, ...columns].map((column) => selected(column, timeZone)) };
}

function toRecord(object: SqlObject, columns: readonly Column[], id: string, cells: readonly Cell[]): SyncRecord {
  const [modifiedAt = null, ...values] = cells;
  const fields: Fields = Object.fromEntries(columns.map((column, at) => [column.name, canonical(values[at], column)]));
  return { object: object.name, id, fields, modifiedAt };
}
