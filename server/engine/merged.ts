import type { Pair } from './mapping.ts';
import type { Link, RoleLink, Side, SyncRecord } from './record.ts';
import { fieldValue, sameValue } from './value.ts';

/** Where a link of a merged record goes; `role` null: it ends, for the survivor has the same one. */
export interface LinkMove {
  readonly pair: string;
  readonly leftId: string | null;
  readonly rightId: string | null;
  readonly toLeftId: string;
  readonly toRightId: string;
  readonly role: string | null;
}

/** The role of a counterpart that a survivor has besides its primary one, until a person says what it is. */
export const ADDITIONAL = 'additional';

interface End {
  readonly leftId: string | null;
  readonly rightId: string | null;
  /** The record of the other side; null when a create is on its way whose record is not there. */
  readonly otherId: string | null;
  readonly role: string;
}

/**
 * What becomes of the links of records that were merged into `survivor`. Of several primary ones that stays primary whose
 * reference the survivor carries; the others are counterparts in the role `additional`.
 */
export function movesToSurvivor(
  pair: Pair,
  side: Side,
  survivor: SyncRecord,
  links: readonly (Link & { readonly otherId: string | null })[],
  roles: readonly RoleLink[],
): LinkMove[] {
  const primary = links.map((link): End => ({ ...link, role: 'primary' }));
  const others = roles.map((link): End => ({ ...link, otherId: side === 'left' ? link.rightId : link.leftId }));
  const ownId = (end: End): string | null => (side === 'left' ? end.leftId : end.rightId);
  const field = side === 'left' ? pair.reference : pair.rightReference;
  const carried = field === undefined ? null : fieldValue(survivor, field);
  const there = primary.filter(({ otherId }) => otherId !== null);
  const byReference = there.find(({ otherId }) => carried !== null && sameValue(otherId, carried));
  const own = there.find((end) => ownId(end) === survivor.id);
  // The left reference is the one that counts: on a right survivor its own link is the one whose left record carries its id.
  const keeper = (side === 'left' ? (byReference ?? own) : (own ?? byReference)) ?? there[0];
  const taken = new Set<string>();
  // The keeper comes first, so that whatever leads to the same record gives way to it.
  const inOrder = [...(keeper ? [keeper] : []), ...primary.filter((end) => end !== keeper), ...others];
  return inOrder.flatMap((end): LinkMove[] => {
    const { leftId, rightId, otherId } = end;
    const role = end === keeper ? 'primary' : end.role === 'primary' ? ADDITIONAL : end.role;
    // Of its own it is made or looked up as ever.
    if (otherId === null && ownId(end) === survivor.id) return [];
    const isDouble = otherId === null || taken.has(otherId);
    if (otherId !== null) taken.add(otherId);
    if (!isDouble && ownId(end) === survivor.id && role === end.role && leftId !== null && rightId !== null) return [];
    const to = side === 'left' ? [survivor.id, otherId ?? ''] : [otherId ?? '', survivor.id];
    const [toLeftId = '', toRightId = ''] = to;
    return [{ pair: pair.name, leftId, rightId, toLeftId, toRightId, role: isDouble ? null : role }];
  });
}
