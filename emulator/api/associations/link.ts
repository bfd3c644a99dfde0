import type { ChangeActor } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import { invalid, notFound } from '../http/errors.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import { OBJECT_TYPES, type ObjectType } from '../objects/types.ts';
import { isPrimary } from './association-type.ts';
import { linkRow, linkTable } from './index-of-links.ts';
import { requireWithinLimits } from './limits.ts';
import { type AssociationType, associationTypes, defaultType, typeById } from './types.ts';

export interface End {
  readonly type: ObjectType;
  readonly id: string;
}

/** Types for one link; refuses what HubSpot does not know. Without ids it is the unlabelled type. */
export function wantedTypes(
  hub: Hub,
  portalId: number,
  from: ObjectType,
  to: ObjectType,
  typeIds: readonly number[] = [],
): AssociationType[] {
  const plain = defaultType(hub, portalId, from, to);
  if (!plain) throw invalid(`No association type exists from ${from.plural} to ${to.plural}`);
  const types = typeIds.map((id) => {
    const type = typeById(hub, portalId, from, to, id);
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
export const PARENTS_OF_LINE_ITEMS = ['0-3', '0-14', '0-53', '0-69', '0-123', '0-142'];

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

export function requireLinkable(
  hub: Hub,
  portalId: number,
  from: End,
  to: End,
  types: readonly AssociationType[],
): void {
  requireRecord(hub, portalId, from);
  requireRecord(hub, portalId, to);
  if (from.type.id === to.type.id && from.id === to.id) {
    throw invalid(`A ${from.type.singular} cannot be associated with itself: both ids are ${from.id}.`);
  }
  requireFreeLineItem(hub, portalId, from, to);
  requireWithinLimits(hub, portalId, from, to, types);
}

const put = (hub: Hub, portalId: number, from: End, to: End, typeIds: readonly number[]): void =>
  hub.tables.put(linkTable(portalId, from.type, to.type), `${from.id}>${to.id}`, { typeIds });

/** Keeps a link as it looks from both of its ends. */
function putBoth(hub: Hub, portalId: number, from: End, to: End, types: readonly AssociationType[]): void {
  const ids = types.map((type) => type.typeId);
  const inverseIds = types.map((type) => type.inverseId);
  put(hub, portalId, from, to, ids);
  put(hub, portalId, to, from, inverseIds);
}

export function typesOfLink(hub: Hub, portalId: number, from: End, to: End): AssociationType[] {
  const ids = linkRow(hub.tables, linkTable(portalId, from.type, to.type), from.id, to.id)?.typeIds ?? [];
  return ids.flatMap((id) => typeById(hub, portalId, from.type, to.type, id) ?? []);
}

/**
 * Links two records in both directions; `wanted` become the whole set of labels. Answers whether anything changed. Each
 * label is a change of its own, so that a new primary company is told of twice: as primary, and as associated at all.
 */
export function link(
  hub: Hub,
  portalId: number,
  from: End,
  to: End,
  wanted: readonly AssociationType[],
  actor: ChangeActor,
): boolean {
  const before = typesOfLink(hub, portalId, from, to);
  const now = before.length === 0 ? withFirstPrimary(hub, portalId, from, to, wanted) : wanted;
  const added = now.filter((type) => !before.some((one) => one.typeId === type.typeId));
  const gone = before.filter((type) => !now.some((one) => one.typeId === type.typeId));
  if (added.length === 0 && gone.length === 0) return false;
  putBoth(hub, portalId, from, to, now);
  for (const type of gone) hub.changes.tell({ kind: 'unlinked', portalId, from, to, type, actor });
  if (added.some(isPrimary)) demoteOthers(hub, portalId, from, to, actor);
  for (const type of added) hub.changes.tell({ kind: 'linked', portalId, from, to, type, actor });
  return true;
}

/** Who has the primary company, and the company. */
const ownerAndCompany = (from: End, to: End): [End, End] =>
  from.type.singular === 'company' ? [to, from] : [from, to];

/** In HubSpot's pages the first company of a record is its primary one. */
function withFirstPrimary(
  hub: Hub,
  portalId: number,
  from: End,
  to: End,
  types: readonly AssociationType[],
): readonly AssociationType[] {
  if (!hub.settings.firstCompanyIsPrimary || types.some(isPrimary)) return types;
  const primary = associationTypes(hub, portalId, from.type, to.type).find(isPrimary);
  const [owner, company] = ownerAndCompany(from, to);
  const others = hub.links.of(linkTable(portalId, owner.type, company.type), owner.id);
  return primary && others.length === 0 ? [...types, primary] : types;
}

/** A contact, deal, ticket or order has one primary company: the newest one named so. Other labels stay. */
function demoteOthers(hub: Hub, portalId: number, from: End, to: End, actor: ChangeActor): void {
  const [owner, company] = ownerAndCompany(from, to);
  for (const id of hub.links.of(linkTable(portalId, owner.type, company.type), owner.id)) {
    if (id === company.id) continue;
    const other = { type: company.type, id };
    const types = typesOfLink(hub, portalId, owner, other);
    const primary = types.find(isPrimary);
    if (!primary) continue;
    const kept = types.filter((type) => type !== primary);
    putBoth(hub, portalId, owner, other, kept);
    hub.changes.tell({ kind: 'unlinked', portalId, from: owner, to: other, type: primary, actor });
  }
}

/** Removes a link in both directions. Answers whether there was one. */
export function unlink(hub: Hub, portalId: number, from: End, to: End, actor: ChangeActor): boolean {
  const table = linkTable(portalId, from.type, to.type);
  if (!linkRow(hub.tables, table, from.id, to.id)) return false;
  const types = typesOfLink(hub, portalId, from, to);
  hub.tables.remove(table, `${from.id}>${to.id}`);
  hub.tables.remove(linkTable(portalId, to.type, from.type), `${to.id}>${from.id}`);
  for (const type of types) hub.changes.tell({ kind: 'unlinked', portalId, from, to, type, actor });
  return true;
}
