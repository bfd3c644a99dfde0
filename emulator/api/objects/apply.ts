import type { ChangeActor } from '../../crm.ts';
import { type End, link, requireLinkable, unlink } from '../associations/link.ts';
import type { AssociationType } from '../associations/types.ts';
import { linkTable } from '../associations/index-of-links.ts';
import type { Hub } from '../hub.ts';
import { withCalculated } from './calculated.ts';
import { invoiceNumber } from './defaults.ts';
import { invoicesTouchedBy } from './invoice-amounts.ts';
import { recomputeInvoice } from './invoice-recompute.ts';
import { requireRoomForLineItem } from './line-item-limit.ts';
import { itemsThatGoWith, requireDeletable } from './deletion-rules.ts';
import type { PlannedWrite } from './plan.ts';
import { QUOTE, quotesTouchedBy, recomputeQuote } from './quote-amount.ts';
import { type RecordRow, recordTable } from './record.ts';
import { keepInBin, linksToKeep } from './recycle-bin.ts';
import { typesIn } from './portal-types.ts';
import { INVOICE, LINE_ITEM, type ObjectType } from './types.ts';
import { writeValues } from './write-values.ts';

/** Applies a planned write, tells the webhooks, and answers the record with how many records were written. */
export function applyWrite(
  hub: Hub,
  portalId: number,
  planned: PlannedWrite,
  actor: ChangeActor,
): { row: RecordRow; writes: number } {
  const { type, before, changes, links } = planned;
  if (before && Object.keys(changes).length === 0) return { row: before, writes: 0 };
  const { row, values } = before
    ? changed(hub, portalId, planned, before, actor)
    : created(hub, portalId, type, changes, actor);
  hub.changes.tell({ kind: before ? 'changed' : 'created', portalId, type, id: row.id, values, actor });
  let writes = 1;
  for (const { to, types } of links) writes += associate(hub, portalId, { type, id: row.id }, to, types, actor) ? 1 : 0;
  for (const id of invoicesTouchedBy(hub, portalId, type, row.id)) recomputeInvoice(hub, portalId, id, actor);
  for (const id of quotesTouchedBy(hub, portalId, type, row.id)) recomputeQuote(hub, portalId, id, actor);
  return { row: hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(row.id) ?? row, writes };
}

function created(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  given: Readonly<Record<string, string>>,
  createdBy: ChangeActor,
): ReturnType<typeof writeValues> {
  const now = hub.clock.now();
  const properties = { ...invoiceNumber(hub, portalId, type), ...given };
  const bare: RecordRow = { id: hub.ids.next(), properties, createdAt: now, updatedAt: now, createdBy };
  const row = withCalculated(hub, portalId, type, bare);
  hub.tables.put(recordTable(portalId, type), row.id, row);
  return { row, values: row.properties };
}

function changed(
  hub: Hub,
  portalId: number,
  { type, changes }: PlannedWrite,
  before: RecordRow,
  actor: ChangeActor,
): ReturnType<typeof writeValues> {
  // The row is read again: an earlier input of the same batch may have changed it since the plan.
  const current = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(before.id) ?? before;
  return writeValues(hub, portalId, type, current, changes, actor);
}

/** Links two records by an API or page write, with what follows from it. */
export function associate(
  hub: Hub,
  portalId: number,
  from: End,
  to: End,
  types: readonly AssociationType[],
  actor: ChangeActor,
): boolean {
  requireLinkable(hub, portalId, from, to, types);
  requireRoomForLineItem(hub, portalId, from, to);
  const linked = link(hub, portalId, from, to, types, actor);
  if (linked) followLink(hub, portalId, from, to, actor);
  return linked;
}

export function dissociate(hub: Hub, portalId: number, from: End, to: End, actor: ChangeActor): boolean {
  const removed = unlink(hub, portalId, from, to, actor);
  if (removed) followLink(hub, portalId, from, to, actor);
  return removed;
}

function followLink(hub: Hub, portalId: number, from: End, to: End, actor: ChangeActor): void {
  if (hub.settings.associationsTouchRecords) for (const end of [from, to]) touch(hub, portalId, end, actor);
  for (const { type, id } of [from, to]) {
    if (type === INVOICE) recomputeInvoice(hub, portalId, id, actor);
    if (type === QUOTE) recomputeQuote(hub, portalId, id, actor);
  }
}

/** The record was modified now, though none of its values was. */
function touch(hub: Hub, portalId: number, { type, id }: End, actor: ChangeActor): void {
  const row = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(id);
  if (row && row.archivedAt === undefined) writeValues(hub, portalId, type, row, {}, actor);
}

/** Moves a record to the recycle bin; its associations go. Answers whether it was there. */
export function archive(hub: Hub, portalId: number, type: ObjectType, id: string, actor: ChangeActor): boolean {
  const table = recordTable(portalId, type);
  const row = hub.tables.rows<RecordRow>(table).get(id);
  if (!row || row.archivedAt !== undefined) return false;
  requireDeletable(type, row);
  for (const item of itemsThatGoWith(hub, portalId, type, id)) archive(hub, portalId, LINE_ITEM, item, actor);
  keepInBin(hub, portalId, type, id, linksToKeep(hub, portalId, type, id));
  const now = hub.clock.now();
  // Archived before its links go: the amounts of a deleted invoice stay what they were.
  hub.tables.put(table, id, { ...row, archivedAt: now, updatedAt: now });
  dissociateAll(hub, portalId, { type, id }, actor);
  hub.changes.tell({ kind: 'deleted', portalId, type, id, values: {}, actor });
  return true;
}

/** Ends every association of a record. */
export function dissociateAll(hub: Hub, portalId: number, from: End, actor: ChangeActor): void {
  for (const toType of typesIn(hub, portalId)) {
    for (const toId of hub.links.of(linkTable(portalId, from.type, toType), from.id)) {
      dissociate(hub, portalId, from, { type: toType, id: toId }, actor);
    }
  }
}
