import { z } from 'zod';
import { canonicalDatetime } from '../../../engine/canonical.ts';
import type { ReadRequest, RecordPage } from '../../../engine/connector.ts';
import type { FieldType, SyncRecord } from '../../../engine/record.ts';
import type { Call } from '../call.ts';
import { chunks } from '../chunks.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { GetRequest } from '../records.ts';
import { fromCell } from './cells.ts';
import { fieldsOfTable, tablePath, type Table, type Tables } from './tables.ts';

export const Row = z.object({
  id: z.coerce.string(),
  name: z.string().nullish(),
  path: z.string().nullish(),
  values: z.record(z.string(), z.unknown()),
  updatedAt: z.string(),
});
export type Row = z.infer<typeof Row>;
const Rows = z.object({
  results: z.array(Row),
  paging: z.object({ next: z.object({ after: z.string().optional() }).optional() }).optional(),
});

const PAGE = 1000;
/** References that are asked for in one address, which must not become too long. */
const REFERENCES = 50;
/** The clocks of HubSpot and this server may differ. */
const OVERLAP_MS = 60_000;

export const typesOf = (table: Table): ReadonlyMap<string, FieldType> =>
  new Map(fieldsOfTable(table).map(({ name, type }) => [name, type]));

function toRecord(table: Table, object: string, fields: readonly string[], row: Row): SyncRecord {
  const types = typesOf(table);
  const ofRow: Record<string, unknown> = { hs_name: row.name, hs_path: row.path };
  const cell = (name: string): unknown => (name in ofRow ? ofRow[name] : row.values[name]);
  return {
    object,
    id: row.id,
    fields: Object.fromEntries(fields.map((name) => [name, fromCell(types.get(name) ?? 'string', cell(name))])),
    modifiedAt: canonicalDatetime(row.updatedAt),
  };
}

async function* pagesOf(call: Call, object: string, query = ''): AsyncGenerator<{ rows: Row[]; isLast: boolean }> {
  for (let after: string | undefined; ;) {
    const next = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    const path = tablePath(object, `/rows/draft?limit=${PAGE}${query}${next}`);
    const { results, paging } = Rows.parse((await call({ method: 'GET', path, repeatable: true })).body);
    after = paging?.next?.after;
    yield { rows: results, isLast: after === undefined };
    if (after === undefined) return;
  }
}

/** All rows of a table that has changed since; of one that has not, none. */
export async function* readRows(
  call: Call,
  tables: Tables,
  request: ReadRequest,
  now: Date,
): AsyncGenerator<RecordPage> {
  const { object, fields, cursor } = request;
  const { listing, since } = readCursor(cursor, now);
  const from = listing ? Number.NEGATIVE_INFINITY : Date.parse(since) - OVERLAP_MS;
  const table = await tables.reload(object);
  const next = writeCursor({ since: now.toISOString() });
  if (table === null || Date.parse(table.updatedAt) < from) {
    yield { records: [], cursor: next };
    return;
  }
  for await (const { rows, isLast } of pagesOf(call, object)) {
    const changed = rows.filter(({ updatedAt }) => Date.parse(updatedAt) >= from);
    const records = changed.map((row) => toRecord(table, object, fields, row));
    // A table has ten pages at most, so a reading that was interrupted begins again.
    yield { records, cursor: isLast ? next : (cursor ?? writeCursor({ since: new Date(0).toISOString() })) };
  }
}

export async function getRows(call: Call, tables: Tables, request: GetRequest): Promise<SyncRecord[]> {
  const { object, fields, by } = request;
  const ids = [...new Set(request.ids)];
  const table = ids.length === 0 ? null : await tables.find(object);
  if (table === null) return [];
  const rows = by === undefined ? await rowsById(call, object, ids) : await rowsWith(call, object, by, ids);
  return rows.map((row) => toRecord(table, object, fields, row));
}

async function rowsById(call: Call, object: string, ids: readonly string[]): Promise<Row[]> {
  const path = tablePath(object, '/rows/draft/batch/read');
  const pages = chunks(ids, (id) => id).map(async (inputs) => {
    const { body } = await call({ method: 'POST', path, body: { inputs }, repeatable: true });
    return Rows.parse(body).results;
  });
  return (await Promise.all(pages)).flat();
}

/** Rows that have one of these texts in a column. What the filter lets through besides is left out here. */
export async function rowsWith(call: Call, object: string, column: string, texts: readonly string[]): Promise<Row[]> {
  const found: Row[] = [];
  // A list is written with commas, so a text that has one cannot stand in it; then all rows are looked through.
  const lists = texts.some((text) => text.includes(',')) ? [null] : chunks(texts, (text) => text, REFERENCES);
  for (const list of lists) {
    const query = list === null ? '' : `&${encodeURIComponent(column)}__in=${encodeURIComponent(list.join(','))}`;
    for await (const { rows } of pagesOf(call, object, query)) found.push(...rows);
  }
  return found.filter(({ values }) => texts.includes(String(values[column])));
}
