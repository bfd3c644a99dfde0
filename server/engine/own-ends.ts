import { associationKey, madeKey } from './associations.ts';
import { heldBefore, madeWith } from './left-ends.ts';
import type { Known, LeftEnds } from './left-ends.ts';
import type { Association } from './mapping.ts';
import type { Pending, Value } from './record.ts';
import { sameValue } from './value.ts';

/** An association that an earlier try announced to make or to end; whether it did is not known. */
export interface OwnEnd {
  readonly kind: 'made' | 'ended';
  readonly rightId: Value;
  readonly leftId: string;
}

export function ownEnds(
  association: Association,
  pending: readonly Pending[],
  { leftIds }: LeftEnds,
  known: Known,
): OwnEnd[] {
  const { to } = association;
  const before = heldBefore(association, known);
  const leftOf = (rightId: Value): string | null => leftIds.get(String(rightId)) ?? null;
  return pending.flatMap((one): OwnEnd[] => {
    if (one.field !== associationKey(to)) return [];
    if (one.after !== null) {
      const leftId = one.key === madeKey(to) && typeof one.agreed === 'string' ? one.agreed : leftOf(one.after);
      return leftId === null ? [] : [{ kind: 'made', rightId: one.after, leftId }];
    }
    const leftId = sameValue(one.before, before) ? madeWith(association, known, leftIds) : leftOf(one.before);
    return leftId === null ? [] : [{ kind: 'ended', rightId: one.before, leftId }];
  });
}

/** With whom the left record would be associated had nothing of it been written: what differs then is a person's doing. */
export function withoutOwn(ids: readonly string[], own: readonly OwnEnd[], made: string | null): string[] {
  const ended = own.flatMap(({ kind, leftId }) => (kind === 'ended' ? [leftId] : []));
  const added = own.flatMap(({ kind, leftId }) => (kind === 'made' && leftId !== made ? [leftId] : []));
  return [...new Set([...ids.filter((id) => !added.includes(id)), ...ended])];
}
