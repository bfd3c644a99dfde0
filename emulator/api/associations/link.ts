import type { ChangeActor } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import { invalid, notFound } from '../http/errors.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import { OBJECT_TYPES, type ObjectType } from '../objects/types.ts';
import { linkRow, linkTable } from './index-of-links.ts';
import { type AssociationType, defaultType, typeById } from './types.ts';

export interface End {
  readonly type: ObjectType;
  readonly id: string;
}

/** Types for one link; refuses what HubSpot does not know. Without ids it is the unlabelled type. */
export function wantedTypes(from: ObjectType, to: ObjectType, typeIds: readonly number[] = []): AssociationType[] {
  const plain = defaultType(from, to);
  if (!plain) throw invalid(`No association type exists from ${from.plural} to ${to.plural}`);
  const types = typeIds.map((id) => {
    const type = typeById(from, to, id);
    if (!type) throw invalid(`${id} is not a valid association type from ${from.plural} to ${to.plural}`);
    return type;
  });
  // A labelled link is always an unlabelled one as well.
  return types.includes(plain) ? types : [plain, ...types];
}

export function requireRecord(hub: Hub, portalId: number, { type, id }: End): RecordRow {
  const row = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(id);
  if (!row || row.archivedAt !== undefined) throw notFound(`No ${type.singular} with ID ${id} exists`);
  return row;
}

/** HubSpot copies line items instead of sharing them: each belongs to one deal, quote, order, invoice or the like. */
const PARENTS_OF_LINE_ITEMS = ['0-3', '0-14', '0-53', '0-69', '0-123', '0-142'];

export function requireFreeLineItem(hub: Hub, portalId: number, from: End, to: End): void {
  const [item, parent] = from.type.singular === 'line_item' ? [from, to] : [to, from];
  if (item.type.singular !== 'line_item' || !PARENTS_OF_LINE_ITEMS.includes(parent.type.id)) return;
  for (const type of OBJECT_TYPES.filter((one) => PARENTS_OF_LINE_ITEMS.includes(one.id))) {
    const others = hub.links.of(linkTable(portalId, item.type, type), item.id);
    const other = others.find((id) => type !== parent.type || id !== parent.id);
    if (!other) continue;
    throw invalid(
      `Line item ${item.id} is already associated with ${type.singular} ${other}; a line item has exactly one parent. Create a copy.`,
    );
  }
}

export function requireSingleParent(type: ObjectType, links: readonly { readonly to: End }[]): void {
  const parents = links.filter(({ to }) => PARENTS_OF_LINE_ITEMS.includes(to.type.id));
  if (type.singular !== 'line_item' || parents.length < 2) return;
  throw invalid('A line item has exactly one parent; create one line item for each.');
}

export function requireLinkable(hub: Hub, portalId: number, from: End, to: End): void {
  requireRecord(hub, portalId, from);
  requireRecord(hub, portalId, to);
  requireFreeLineItem(hub, portalId, from, to);
}

const put = (hub: Hub, portalId: number, from: End, to: End, typeIds: readonly number[]): void =>
  hub.tables.put(linkTable(portalId, from.type, to.type), `${from.id}>${to.id}`, { typeIds });

/** Links two records in both directions; `types` become the whole set of labels. Answers whether anything changed. */
export function link(
  hub: Hub,
  portalId: number,
  from: End,
  to: End,
  types: readonly AssociationType[],
  actor: ChangeActor,
): boolean {
  const before = linkRow(hub.tables, linkTable(portalId, from.type, to.type), from.id, to.id)?.typeIds ?? [];
  const now = types.map((type) => type.typeId);
  if (before.length === now.length && now.every((id) => before.includes(id))) return false;
  put(hub, portalId, from, to, now);
  put(
    hub,
    portalId,
    to,
    from,
    types.map((type) => type.inverseId),
  );
  const primary = types.find((type) => type.label === 'Primary');
  if (primary) demoteOthers(hub, portalId, from, to);
  for (const type of types.filter((one) => !before.includes(one.typeId))) {
    hub.webhooks.associated({ portalId, from, to, type, removed: false, actor });
  }
  return true;
}

/** A contact, deal, ticket or order has one primary company: the newest one named so. */
function demoteOthers(hub: Hub, portalId: number, from: End, to: End): void {
  const [owner, company] = from.type.singular === 'company' ? [to, from] : [from, to];
  const table = linkTable(portalId, owner.type, company.type);
  for (const id of hub.links.of(table, owner.id).filter((other) => other !== company.id)) {
    const kept = wantedTypes(owner.type, company.type);
    const other = { type: company.type, id };
    if ((linkRow(hub.tables, table, owner.id, id)?.typeIds.length ?? 0) <= kept.length) continue;
    put(
      hub,
      portalId,
      owner,
      other,
      kept.map((type) => type.typeId),
    );
    put(
      hub,
      portalId,
      other,
      owner,
      kept.map((type) => type.inverseId),
    );
  }
}

/** Removes a link in both directions. Answers whether there was one. */
export function unlink(hub: Hub, portalId: number, from: End, to: End, actor: ChangeActor): boolean {
  const table = linkTable(portalId, from.type, to.type);
  const row = linkRow(hub.tables, table, from.id, to.id);
  if (!row) return false;
  hub.tables.remove(table, `${from.id}>${to.id}`);
  hub.tables.remove(linkTable(portalId, to.type, from.type), `${to.id}>${from.id}`);
  for (const typeId of row.typeIds) {
    const type = typeById(from.type, to.type, typeId);
    if (type) hub.webhooks.associated({ portalId, from, to, type, removed: true, actor });
  }
  return true;
}
