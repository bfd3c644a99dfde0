import type { Call } from '../http/endpoint.ts';
import type { ObjectType } from '../objects/types.ts';
import { linkTable } from './index-of-links.ts';
import { type End, typesOfLink } from './link.ts';

/** One associated record with its labels; the id is a JSON number, as the guides and live answers show it. */
function toView(call: Call, from: End, to: End): object {
  const types = typesOfLink(call.hub, call.portalId, from, to);
  return {
    toObjectId: Number(to.id),
    associationTypes: types.map(({ category, typeId, label }) => ({ category, typeId, label })),
  };
}

export interface LinksPage {
  readonly views: readonly object[];
  /** The id to go on after; null on the last page. */
  readonly after: string | null;
}

/** Ids that a record is associated with, in their order, so that a page stays in place while links come and go. */
export function linkedIds(call: Call, from: End, toType: ObjectType, after: string | null, limit: number) {
  const all = call.hub.links
    .of(linkTable(call.portalId, from.type, toType), from.id)
    .filter((id) => after === null || Number(id) > Number(after))
    .toSorted((one, other) => Number(one) - Number(other));
  return { ids: all.slice(0, limit), after: all.length > limit ? (all[limit - 1] ?? null) : null };
}

export function linksPage(call: Call, from: End, toType: ObjectType, after: string | null, limit: number): LinksPage {
  const page = linkedIds(call, from, toType, after, limit);
  return { views: page.ids.map((id) => toView(call, from, { type: toType, id })), after: page.after };
}
