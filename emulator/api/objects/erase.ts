import type { Hub } from '../hub.ts';
import { historyTable } from './history.ts';
import { ID_TABLE } from './indexes.ts';
import { binTable, recordTable } from './record.ts';
import type { ObjectType } from './types.ts';

/** Takes a record out of the store for good, with its history and its place in the recycle bin. */
export function erase(hub: Hub, portalId: number, type: ObjectType, id: string): void {
  hub.tables.put(ID_TABLE, 'highest', { id: hub.ids.last() });
  hub.tables.remove(recordTable(portalId, type), id);
  hub.tables.remove(historyTable(portalId, type), id);
  hub.tables.remove(binTable(portalId, type), id);
}
