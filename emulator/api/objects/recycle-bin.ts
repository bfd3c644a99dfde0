import { linkRow, linkTable } from '../associations/index-of-links.ts';
import { type End, link, requireFreeLineItem } from '../associations/link.ts';
import { typeById } from '../associations/types.ts';
import type { ChangeActor } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import { HubSpotError, notFound } from '../http/errors.ts';
import { erase } from './erase.ts';
import { invoicesTouchedBy } from './invoice-amounts.ts';
import { recomputeInvoice } from './invoice-recompute.ts';
import { currentId } from './merged-ids.ts';
import { findTypeIn, typesIn } from './portal-types.ts';
import { binTable, type RecordRow, recordTable } from './record.ts';
import type { ObjectType } from './types.ts';
import { requireUnique } from './unique-values.ts';

/** An association that a record had when it was deleted. */
interface LostLink {
  readonly toTypeId: string;
  readonly toId: string;
  readonly typeIds: readonly number[];
}

/** Row of the table `recycleBin/{portalId}/{typeId}`, keyed by record id. */
interface BinRow {
  readonly links: readonly LostLink[];
}

const DAY_MS = 86_400_000;

/** Whether a deleted record's time in the recycle bin is over; HubSpot keeps it for 90 days. */
const expired = (hub: Hub, row: RecordRow): boolean =>
  row.archivedAt !== undefined && row.archivedAt + hub.settings.recycleBinDays * DAY_MS <= hub.clock.now();

/** A row as it may be shown: what has been in the bin for too long is thrown away when somebody comes across it. */
export function unexpired(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  row: RecordRow | undefined,
): RecordRow | undefined {
  if (!row || !expired(hub, row)) return row;
  erase(hub, portalId, type, row.id);
  return undefined;
}

/** What is lost with a record, to be asked before it goes. */
export function linksToKeep(hub: Hub, portalId: number, type: ObjectType, id: string): LostLink[] {
  return typesIn(hub, portalId).flatMap((toType) => {
    const table = linkTable(portalId, type, toType);
    return hub.links.of(table, id).map((toId) => ({
      toTypeId: toType.id,
      toId,
      typeIds: linkRow(hub.tables, table, id, toId)?.typeIds ?? [],
    }));
  });
}

export const keepInBin = (hub: Hub, portalId: number, type: ObjectType, id: string, links: readonly LostLink[]): void =>
  hub.tables.put(binTable(portalId, type), id, { links });

/** Back from the recycle bin with the same id. HubSpot offers it in its pages only, not in its API. */
export function restore(hub: Hub, portalId: number, type: ObjectType, id: string, actor: ChangeActor): RecordRow {
  const table = recordTable(portalId, type);
  const binned = unexpired(hub, portalId, type, hub.tables.rows<RecordRow>(table).get(id));
  if (binned?.archivedAt === undefined) {
    throw notFound(
      `No ${type.singular} with ID ${id} is in the recycle bin, which keeps records for ${hub.settings.recycleBinDays} days`,
    );
  }
  requireUnique(hub, portalId, type, binned.properties, id, new Set());
  const { archivedAt: _archivedAt, ...row } = binned;
  const links = hub.tables.rows<BinRow>(binTable(portalId, type)).get(id)?.links ?? [];
  hub.tables.put(table, id, { ...row, updatedAt: hub.clock.now() });
  hub.tables.remove(binTable(portalId, type), id);
  hub.changes.tell({ kind: 'restored', portalId, type, id, values: {}, actor });
  for (const lost of links) relink(hub, portalId, { type, id }, lost, actor);
  for (const invoice of invoicesTouchedBy(hub, portalId, type, id)) recomputeInvoice(hub, portalId, invoice, actor);
  return hub.tables.rows<RecordRow>(table).get(id) ?? row;
}

function relink(hub: Hub, portalId: number, from: End, lost: LostLink, actor: ChangeActor): void {
  const toType = findTypeIn(hub, portalId, lost.toTypeId);
  if (!toType) return;
  const to = { type: toType, id: currentId(hub, portalId, toType, lost.toId) };
  const other = hub.tables.rows<RecordRow>(recordTable(portalId, toType)).get(to.id);
  if (!other) return;
  const types = lost.typeIds.flatMap((typeId) => typeById(hub, portalId, from.type, toType, typeId) ?? []);
  if (other.archivedAt !== undefined) {
    // The other side is in the bin as well: the association comes back with it.
    const inverse = { toTypeId: from.type.id, toId: from.id, typeIds: types.map((type) => type.inverseId) };
    const kept = hub.tables.rows<BinRow>(binTable(portalId, toType)).get(to.id)?.links ?? [];
    keepInBin(hub, portalId, toType, to.id, [...kept, inverse]);
  } else if (types.length > 0 && isFree(hub, portalId, from, to)) {
    link(hub, portalId, from, to, types, actor);
  }
}

/** A line item may have found another parent in the meantime. */
function isFree(hub: Hub, portalId: number, from: End, to: End): boolean {
  try {
    requireFreeLineItem(hub, portalId, from, to);
    return true;
  } catch (error) {
    if (error instanceof HubSpotError) return false;
    throw error;
  }
}
