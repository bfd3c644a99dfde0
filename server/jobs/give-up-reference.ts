import type { Pair } from '../engine/mapping.ts';
import type { Side } from '../engine/record.ts';
import { connectorOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { Refused } from './refused.ts';

/** Two records must not carry one reference, so those whose link ends give theirs up. Throws Refused. */
export async function giveUpReference(portal: Portal, pair: Pair, leftId: string, rightId: string): Promise<void> {
  await giveUp(portal, pair, 'left', { field: pair.reference, id: leftId, carried: rightId });
  if (pair.rightReference === undefined) return;
  await giveUp(portal, pair, 'right', { field: pair.rightReference, id: rightId, carried: leftId });
}

/**
 * Records that carry one of these ids without being linked with it, for instance since the create of their counterpart was
 * undone, give it up for the two that are linked now. Throws Refused.
 */
export async function giveUpElsewhere(portal: Portal, pair: Pair, leftId: string, rightId: string): Promise<void> {
  // Before the first sync nothing carries one, and the field may not be there.
  if (!(await portal.store.hasFinishedSync())) return;
  await giveUpBut(portal, pair, 'left', { field: pair.reference, but: leftId, carried: rightId });
  if (pair.rightReference === undefined) return;
  await giveUpBut(portal, pair, 'right', { field: pair.rightReference, but: rightId, carried: leftId });
}

async function giveUpBut(
  portal: Portal,
  pair: Pair,
  side: Side,
  { field, but, carried }: { field: string; but: string; carried: string },
): Promise<void> {
  const request = { object: pair[side], ids: [carried], fields: [field], by: field };
  const carriers = await connectorOf(portal, side).get(request);
  for (const { id } of carriers) if (id !== but) await giveUp(portal, pair, side, { field, id, carried });
}

/** Empties the field where it holds the id that is not to be carried any more. Throws Refused. */
export async function giveUp(
  portal: Portal,
  pair: Pair,
  side: Side,
  { field, id, carried }: { field: string; id: string; carried: string },
): Promise<void> {
  const object = pair[side];
  const [record] = await connectorOf(portal, side).get({ object, ids: [id], fields: [field] });
  // It may be gone, or carry another one by now.
  if (!record || record.fields[field] !== carried) return;
  const change = { kind: 'update', object, id: record.id, fields: { [field]: null } } as const;
  const [outcome] = await connectorOf(portal, side).write([change]);
  if (outcome?.status === 'done') return;
  const why = outcome ? outcome.reason : 'it gave no answer';
  throw new Refused(`${object} ${id} could not give up its \`${field}\`: ${why}. Try again.`);
}
