import { linkTable } from '../associations/index-of-links.ts';
import { type End, PARENTS_OF_LINE_ITEMS } from '../associations/link.ts';
import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { LINE_ITEM } from './types.ts';

/** A deal, quote, invoice or other parent has room for so many line items. */
export function requireRoomForLineItem(hub: Hub, portalId: number, from: End, to: End): void {
  const [item, parent] = from.type === LINE_ITEM ? [from, to] : [to, from];
  if (item.type !== LINE_ITEM || !PARENTS_OF_LINE_ITEMS.includes(parent.type.id)) return;
  const items = hub.links.of(linkTable(portalId, parent.type, LINE_ITEM), parent.id);
  if (items.includes(item.id) || items.length < hub.settings.lineItemsPerParent) return;
  throw invalid(
    `${parent.type.singular} ${parent.id} has ${items.length} line items, which is the most; put this one on another.`,
  );
}
