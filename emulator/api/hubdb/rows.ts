import type { Hub } from '../hub.ts';
import type { Call } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { iso } from '../objects/record.ts';
import { type HubDbTable, nextHubDbId, putTable, requireVersion, type Stage } from './table.ts';
import { checkedCells } from './values.ts';

/** Row of the tables `hubdbRows/{portalId}/{tableId}/{stage}`, keyed by row id. */
export interface HubDbRow {
  readonly id: string;
  readonly name: string | null;
  readonly path: string | null;
  readonly childTableId: number | null;
  readonly displayIndex: number | null;
  readonly values: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
}

/** What a caller may say of a row. */
export interface RowInput {
  readonly name?: string | null | undefined;
  readonly path?: string | null | undefined;
  readonly childTableId?: number | null | undefined;
  readonly displayIndex?: number | null | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A change may leave out everything. */
type ChangedFields = Omit<RowInput, 'values'> & { readonly values?: RowInput['values'] | undefined };

export const rowsTable = (portalId: number, tableId: string, stage: Stage): string =>
  `hubdbRows/${portalId}/${tableId}/${stage}`;

const rowsOf = (hub: Hub, portalId: number, tableId: string, stage: Stage): ReadonlyMap<string, HubDbRow> =>
  hub.tables.rows<HubDbRow>(rowsTable(portalId, tableId, stage));

export const allRows = (hub: Hub, portalId: number, tableId: string, stage: Stage): HubDbRow[] => [
  ...rowsOf(hub, portalId, tableId, stage).values(),
];

export const countRows = (hub: Hub, portalId: number, tableId: string, stage: Stage): number =>
  rowsOf(hub, portalId, tableId, stage).size;

export const findRow = (call: Call, table: HubDbTable, stage: Stage, id: string): HubDbRow | undefined =>
  rowsOf(call.hub, call.portalId, table.id, stage).get(id);

export function requireRow(call: Call, table: HubDbTable, stage: Stage, id = call.params['row'] ?? ''): HubDbRow {
  const row = findRow(call, table, stage, id);
  if (!row) throw notFound(`HubDB table ${table.id} has no ${stage} row ${id}.`);
  return row;
}

export function putRow(call: Call, table: HubDbTable, row: HubDbRow): HubDbRow {
  call.hub.tables.put(rowsTable(call.portalId, table.id, 'draft'), row.id, row);
  touch(call, table);
  return row;
}

export function removeRow(call: Call, table: HubDbTable, id: string): boolean {
  if (!findRow(call, table, 'draft', id)) return false;
  call.hub.tables.remove(rowsTable(call.portalId, table.id, 'draft'), id);
  touch(call, table);
  return true;
}

const touch = (call: Call, { id }: HubDbTable): void => {
  const tables = call.hub.tables.rows<HubDbTable>(`hubdb/${call.portalId}`);
  const table = tables.get(id);
  if (table) putTable(call, { ...table, updatedAt: iso(call.hub.clock.now()) });
};

/** A new draft row, checked against the draft's columns. */
export function newRow(call: Call, table: HubDbTable, input: RowInput): HubDbRow {
  if (countRows(call.hub, call.portalId, table.id, 'draft') >= call.hub.settings.hubdbRows) {
    throw invalid(`A HubDB table holds at most ${call.hub.settings.hubdbRows} rows.`);
  }
  const now = iso(call.hub.clock.now());
  return {
    id: nextHubDbId(call.hub),
    name: input.name ?? null,
    path: input.path ?? null,
    childTableId: input.childTableId ?? null,
    displayIndex: input.displayIndex ?? null,
    values: checkedCells(requireVersion(table, 'draft'), input.values),
    createdAt: now,
    updatedAt: now,
    publishedAt: null,
  };
}

/** A changed draft row: `replace` forgets what is not given, otherwise only what is given changes; null clears. */
export function changedRow(
  call: Call,
  table: HubDbTable,
  row: HubDbRow,
  input: ChangedFields,
  replace: boolean,
): HubDbRow {
  const given = checkedCells(requireVersion(table, 'draft'), input.values ?? {});
  const values = Object.entries({ ...(replace ? {} : row.values), ...given }).filter(([, value]) => value !== null);
  const kept = <Value>(next: Value | undefined, before: Value): Value => (next === undefined ? before : next);
  return {
    ...row,
    name: kept(input.name, replace ? null : row.name),
    path: kept(input.path, replace ? null : row.path),
    childTableId: kept(input.childTableId, replace ? null : row.childTableId),
    displayIndex: kept(input.displayIndex, row.displayIndex),
    values: Object.fromEntries(values),
    updatedAt: iso(call.hub.clock.now()),
  };
}

/** Makes one stage's rows those of the other: publish copies the draft, reset copies what is published. */
export function copyRows(call: Call, tableId: string, from: Stage, to: Stage, publishedAt: string | null): void {
  clearRows(call, tableId, to);
  for (const row of allRows(call.hub, call.portalId, tableId, from)) {
    const copy = publishedAt === null ? row : { ...row, publishedAt };
    call.hub.tables.put(rowsTable(call.portalId, tableId, to), row.id, copy);
    if (publishedAt !== null) call.hub.tables.put(rowsTable(call.portalId, tableId, from), row.id, copy);
  }
}

export function clearRows(call: Call, tableId: string, stage: Stage): void {
  for (const { id } of allRows(call.hub, call.portalId, tableId, stage)) {
    call.hub.tables.remove(rowsTable(call.portalId, tableId, stage), id);
  }
}
