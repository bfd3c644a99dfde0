import type { Hub } from '../hub.ts';
import type { Call } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';

export type Stage = 'draft' | 'published';

export interface HubDbOption {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly order: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface HubDbColumn {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly description: string;
  readonly options?: readonly HubDbOption[];
  readonly foreignTableId?: number;
  readonly foreignColumnId?: number;
  readonly maxNumberOfCharacters?: number;
}

/** What a draft and a published version each have on their own. */
export interface TableVersion {
  readonly name: string;
  readonly label: string;
  readonly columns: readonly HubDbColumn[];
  readonly useForPages: boolean;
  readonly allowPublicApiAccess: boolean;
  readonly allowChildTables: boolean;
  readonly enableChildTablePages: boolean;
  readonly dynamicMetaTags: Readonly<Record<string, number>>;
}

/** Row of the table `hubdb/{portalId}`, keyed by table id. */
export interface HubDbTable {
  readonly id: string;
  readonly draft: TableVersion;
  readonly published: TableVersion | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt: string | null;
  readonly deletedAt: string | null;
}

export const tablesOf = (portalId: number): string => `hubdb/${portalId}`;

export const allTables = (hub: Hub, portalId: number): HubDbTable[] => [
  ...hub.tables.rows<HubDbTable>(tablesOf(portalId)).values(),
];

/** A live table by its id, or by the name of its draft; `archived` finds a deleted one instead. */
export function requireTable(call: Call, archived = false): HubDbTable {
  const wanted = call.params['table'] ?? '';
  const found = allTables(call.hub, call.portalId).find(
    (table) => (table.deletedAt !== null) === archived && (table.id === wanted || table.draft.name === wanted),
  );
  if (!found) throw notFound(`HubDB table ${wanted} does not exist.`);
  return found;
}

/** A version of a table; a table that was never published has none for the website. */
export function requireVersion(table: HubDbTable, stage: Stage): TableVersion {
  const version = stage === 'draft' ? table.draft : table.published;
  if (!version) throw notFound(`HubDB table ${table.id} is not published; publish its draft or read the draft.`);
  return version;
}

export function putTable(call: Call, table: HubDbTable): HubDbTable {
  call.hub.tables.put(tablesOf(call.portalId), table.id, table);
  return table;
}

const FIRST_ID = 5_200_001;

/** One sequence for tables, columns, options and rows, as HubSpot's ids are unique across them. */
export function nextHubDbId(hub: Hub): string {
  const next = (hub.tables.rows<{ next: number }>('hubdbIds').get('next')?.next ?? FIRST_ID) + 1;
  hub.tables.put('hubdbIds', 'next', { next });
  return String(next - 1);
}
