import type { ObjectType } from '../objects/types.ts';
import type { TableListener, Tables } from '../store/tables.ts';

/** Row of the tables `links/{portal}/{fromType}/{toType}`, keyed `{fromId}>{toId}`; both directions are kept. */
export interface LinkRow {
  readonly typeIds: readonly number[];
}

export const linkTable = (portalId: number, from: ObjectType, to: ObjectType): string =>
  `links/${portalId}/${from.id}/${to.id}`;

export interface AssociationIndex extends TableListener {
  /** Ids that a record is linked to, in the order they were linked. */
  of(table: string, fromId: string): readonly string[];
}

export function createAssociationIndex(): AssociationIndex {
  const links = new Map<string, Map<string, Set<string>>>();
  return {
    changed({ table, key, row }) {
      if (!table.startsWith('links/')) return;
      const [fromId = '', toId = ''] = key.split('>');
      let byFrom = links.get(table);
      if (!byFrom) links.set(table, (byFrom = new Map()));
      const to = byFrom.get(fromId) ?? new Set();
      if (row === undefined) to.delete(toId);
      else byFrom.set(fromId, to.add(toId));
    },
    cleared: () => links.clear(),
    of: (table, fromId) => [...(links.get(table)?.get(fromId) ?? [])],
  };
}

export const linkRow = (tables: Tables, table: string, fromId: string, toId: string): LinkRow | undefined =>
  tables.rows<LinkRow>(table).get(`${fromId}>${toId}`);
