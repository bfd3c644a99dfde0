import type { Change } from '../engine/connector.ts';
import { RetryLater } from '../engine/error.ts';
import { otherSide } from '../engine/record.ts';
import type { Notice, Side, SyncRecord, Value } from '../engine/record.ts';
import { fieldValue, sameValue } from '../engine/value.ts';
import { giveUpReference } from './give-up-reference.ts';
import { referringNotices } from './notice-referring.ts';
import { connectorOf, fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { Refused } from './refused.ts';
import type { UndoneCreate } from './undo-creates.ts';

export const LOOK_AGAIN_MS = 1000;

/** The link may have moved since, to a record that the other one was merged into. */
export const idsOf = ({ look, side, recordId, reference }: UndoneCreate) => ({
  pair: look.pair.name,
  leftId: side === 'left' ? recordId : (look.link?.leftId ?? reference),
  rightId: side === 'left' ? (look.link?.rightId ?? reference) : recordId,
});

/** What is not archived after all, and why. */
export type Refusals = Map<UndoneCreate, string>;

/**
 * Before the records are archived, it is said that they and their counterparts have none, so that no look makes one again.
 * Then the two give up each other's ids: nobody else may have one while it is carried. Resolves to those that a system
 * refuses to change. Throws RetryLater while an outcome is not known.
 */
export async function partCreates(portal: Portal, creates: readonly UndoneCreate[]): Promise<Refusals> {
  const linked = creates.filter(({ look }) => look.link !== null);
  const notices: Notice[] = [];
  for (const { look } of linked) {
    if (look.leftId !== null) notices.push(...(await referringNotices(portal, look.pair, [look.leftId])));
  }
  await portal.store.tx(async (store) => {
    await store.removeLinks(linked.map(idsOf));
    await store.separate(
      linked.map(idsOf).flatMap((ids) => [ids, { ...ids, leftId: null }, { ...ids, rightId: null }]),
    );
    await store.acceptNotices(notices);
  });
  const refusals: Refusals = new Map();
  for (const side of ['left', 'right'] as const) await giveUpIds(portal, side, linked, refusals);
  // Of those that an earlier try has parted, nobody knows whether it came so far.
  for (const one of creates) if (one.look.link === null) await giveUpAgain(portal, one);
  return refusals;
}

async function giveUpAgain(portal: Portal, one: UndoneCreate): Promise<void> {
  const { leftId, rightId } = idsOf(one);
  try {
    await giveUpReference(portal, one.look.pair, leftId, rightId);
  } catch (error) {
    throw error instanceof Refused ? new RetryLater(error.message, LOOK_AGAIN_MS) : error;
  }
}

/** The record that stays, to be looked at. */
export function noticeOf({ look: { pair, right, rightId, leftId } }: UndoneCreate): Notice {
  const side = right === null ? 'left' : 'right';
  return { side, object: pair[side], id: (side === 'left' ? leftId : rightId) ?? '' };
}

const referenceOf = ({ look: { pair } }: UndoneCreate, side: Side): string | undefined =>
  side === 'left' ? pair.reference : pair.rightReference;

async function giveUpIds(
  portal: Portal,
  side: Side,
  creates: readonly UndoneCreate[],
  refusals: Refusals,
): Promise<void> {
  const steps = creates.flatMap((one): { one: UndoneCreate; change: Change }[] => {
    const field = referenceOf(one, side);
    const [record, other] = [one.look[side], one.look[otherSide(side)]];
    const otherId = other?.id ?? (side === 'left' ? one.look.rightId : one.look.leftId);
    if (field === undefined || !record || !sameValue(fieldValue(record, field), otherId) || refusals.has(one))
      return [];
    return [{ one, change: { kind: 'update', object: record.object, id: record.id, fields: { [field]: null } } }];
  });
  if (steps.length === 0) return;
  const outcomes = await connectorOf(portal, side).write(steps.map(({ change }) => change));
  for (const [index, { one }] of steps.entries()) {
    const outcome = outcomes[index];
    if (outcome?.status === 'done') continue;
    if (outcome?.status !== 'failed') throw unanswered();
    refusals.set(one, `the ${side} side refused to change it: ${outcome.reason}`);
  }
}

export const unanswered = (): RetryLater =>
  new RetryLater('A system has not answered whether it archived a record.', LOOK_AGAIN_MS);

/**
 * The records are asked for once more: what somebody changed in the meantime, or merged with another one, is not archived.
 * Those that an earlier try has parted have no base to merge from any more, so an edit made since goes along.
 */
export async function changedSince(portal: Portal, side: Side, creates: readonly UndoneCreate[]): Promise<Refusals> {
  const changed: Refusals = new Map();
  for (const [pair, ofPair] of Map.groupBy(creates, ({ look }) => look.pair)) {
    const ids = ofPair.map(({ recordId }) => recordId);
    const found = await connectorOf(portal, side).get({
      object: pair[side],
      ids,
      fields: fieldsOf(portal, pair, side),
    });
    const present = new Map(
      found.flatMap((record) => [record.id, ...(record.formerIds ?? [])].map((id) => [id, record])),
    );
    for (const one of ofPair) {
      const [before, now] = [one.look[side], present.get(one.recordId)];
      const isEdited = one.look.link !== null && before && now && !sameBut(referenceOf(one, side), before, now);
      const isSame = !now?.formerIds?.length && !isEdited;
      if (!isSame) changed.set(one, 'it was changed in the meantime');
    }
  }
  return changed;
}

function sameBut(reference: string | undefined, before: SyncRecord, now: SyncRecord): boolean {
  const value = (record: SyncRecord, field: string): Value => fieldValue(record, field);
  return Object.keys(now.fields).every(
    (field) => field === reference || sameValue(value(before, field), value(now, field)),
  );
}
