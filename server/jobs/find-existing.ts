import { fieldValue } from '../engine/value.ts';
import type { Fate } from './fate.ts';
import type { Portal } from './portal.ts';
import { isExpected } from './trouble.ts';

/**
 * The left system refused a create, for it has a record with a value that may be there once only: somebody was quicker, or
 * no match key covers that value. When that record is nobody's, the two are linked, and the next look merges them as it does
 * after a match: blanks are filled, and what differs is decided by the rules. A record that carries another reference, is
 * linked with another one or was kept apart by a person stays what it is, and the create waits in the inbox.
 */
export async function findExisting(portal: Portal, fates: readonly Fate[]): Promise<void> {
  for (const fate of fates) {
    const { refused, rightId, existing } = fate;
    if (refused?.existingId === undefined || rightId === null || existing !== null) continue;
    if (refused.operation.kind !== 'create' || refused.operation.side !== 'left') continue;
    try {
      const belongs = await belongsTo(portal, fate, refused.existingId, rightId);
      fate.existing = belongs === null ? refused.existingId : null;
      fate.refused =
        belongs === null ? { ...refused, retryAfterMs: 0 } : withReason(refused, `${refused.reason}. ${belongs}`);
    } catch (error) {
      if (!isExpected(error)) throw error;
      // What was written besides must be saved all the same; the next create is refused again.
      fate.refused = { ...refused, retryAfterMs: LOOK_AGAIN_MS };
    }
  }
}

const LOOK_AGAIN_MS = 30_000;

const withReason = (refused: NonNullable<Fate['refused']>, reason: string) => {
  const { existingId: _known, ...rest } = refused;
  return { ...rest, reason };
};

/** Null: to nobody. */
async function belongsTo(
  { left, store }: Portal,
  { planned }: Fate,
  leftId: string,
  rightId: string,
): Promise<string | null> {
  const { pair } = planned.look;
  const [link] = await store.linksByLeft(pair.name, [leftId]);
  if (link && link.rightId !== rightId) return `It is linked with ${link.rightId ?? 'another record'}`;
  const { separated } = await store.bindings(pair.name, { leftIds: [leftId], rightIds: [rightId] });
  const isApart = separated.some((one) => (one.leftId ?? leftId) === leftId && (one.rightId ?? rightId) === rightId);
  if (isApart) return 'A person said that the two are not the same; link them by hand if they are';
  const [record] = await left.get({ object: pair.left, ids: [leftId], fields: [pair.reference] });
  const reference = record === undefined ? null : fieldValue(record, pair.reference);
  return reference === null || reference === rightId ? null : `It carries the reference ${String(reference)}`;
}
