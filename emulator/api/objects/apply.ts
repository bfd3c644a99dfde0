import type { ChangeActor } from '../../crm.ts';
import { type End, link, requireLinkable, unlink } from '../associations/link.ts';
import type { AssociationType } from '../associations/types.ts';
import { linkTable } from '../associations/index-of-links.ts';
import type { Hub } from '../hub.ts';
import { invoiceNumber } from './defaults.ts';
import { invoicesTouchedBy, recomputeInvoice } from './invoice-rules.ts';
import type { PlannedWrite } from './plan.ts';
import { type RecordRow, recordTable } from './record.ts';
import { OBJECT_TYPES, type ObjectType } from './types.ts';

/** Applies a planned write, tells the webhooks, and answers the record with how many records were written. */
export function applyWrite(
  hub: Hub,
  portalId: number,
  planned: PlannedWrite,
  actor: ChangeActor,
): { row: RecordRow; writes: number } {
  const { type, before, changes, links } = planned;
  if (before && Object.keys(changes).length === 0) return { row: before, writes: 0 };
  const row = before ? changed(hub, portalId, type, before, changes) : created(hub, portalId, type, changes);
  const event = { portalId, type, id: row.id, values: changes, actor };
  if (before) hub.webhooks.changed(event);
  else hub.webhooks.created(event);
  let writes = 1;
  for (const { to, types } of links) writes += associate(hub, portalId, { type, id: row.id }, to, types, actor) ? 1 : 0;
  for (const id of invoicesTouchedBy(hub, portalId, type, row.id)) recomputeInvoice(hub, portalId, id);
  return { row: hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(row.id) ?? row, writes };
}

function created(hub: Hub, portalId: number, type: ObjectType, given: Readonly<Record<string, string>>): RecordRow {
  const now = hub.clock.now();
  const properties = { ...invoiceNumber(hub, portalId, type), ...given };
  const row: RecordRow = { id: hub.ids.next(), properties, createdAt: now, updatedAt: now };
  hub.tables.put(recordTable(portalId, type), row.id, row);
  return row;
}

function changed(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: RecordRow,
  changes: Readonly<Record<string, string>>,
): RecordRow {
  // The row is read again: an earlier input of the same batch may have changed it since the plan.
  const current = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(before.id) ?? before;
  const properties: Record<string, string> = { ...current.properties };
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') delete properties[name];
    else properties[name] = value;
  }
  const row = { ...current, properties, updatedAt: hub.clock.now() };
  hub.tables.put(recordTable(portalId, type), row.id, row);
  return row;
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
  requireLinkable(hub, portalId, from, to);
  const linked = link(hub, portalId, from, to, types, actor);
  if (linked) recomputeAfterLink(hub, portalId, from, to);
  return linked;
}

export function dissociate(hub: Hub, portalId: number, from: End, to: End, actor: ChangeActor): boolean {
  const removed = unlink(hub, portalId, from, to, actor);
  if (removed) recomputeAfterLink(hub, portalId, from, to);
  return removed;
}

function recomputeAfterLink(hub: Hub, portalId: number, from: End, to: End): void {
  for (const end of [from, to]) if (end.type.singular === 'invoice') recomputeInvoice(hub, portalId, end.id);
}

/** Moves a record to the recycle bin; its associations go. Answers whether it was there. */
export function archive(hub: Hub, portalId: number, type: ObjectType, id: string, actor: ChangeActor): boolean {
  const table = recordTable(portalId, type);
  const row = hub.tables.rows<RecordRow>(table).get(id);
  if (!row || row.archivedAt !== undefined) return false;
  const now = hub.clock.now();
  for (const toType of OBJECT_TYPES) {
    for (const toId of hub.links.of(linkTable(portalId, type, toType), id)) {
      dissociate(hub, portalId, { type, id }, { type: toType, id: toId }, actor);
    }
  }
  hub.tables.put(table, id, { ...row, archivedAt: now, updatedAt: now });
  hub.webhooks.deleted({ portalId, type, id, values: {}, actor });
  return true;
}
