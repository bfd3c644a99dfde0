import { can } from '../engine/connector.ts';
import type { Outcome } from '../engine/connector.ts';
import type { Pair } from '../engine/mapping.ts';
import { WHOLE_RECORD } from '../engine/record.ts';
import type { Side, Work } from '../engine/record.ts';
import { UNDO } from '../engine/pending.ts';
import { isCreate, whyNotArchive } from '../engine/undo-create.ts';
import type { LeftAlone, UndoTarget, Written } from '../store/undo.ts';
import { changedSince, idsOf, noticeOf, partCreates, unanswered } from './part-creates.ts';
import type { Refusals } from './part-creates.ts';
import { connectorOf } from './portal.ts';
import type { Portal } from './portal.ts';
import type { OpenLook } from './read-looks.ts';

/** A record that the run created, and what becomes of it. */
export interface UndoneCreate {
  readonly look: OpenLook;
  readonly side: Side;
  readonly recordId: string;
  /** Of the record on the other side. */
  readonly reference: string;
  /** Why it is left alone; null when it is archived. */
  readonly why: string | null;
  /** An earlier try of this undo has archived it. */
  readonly settled: boolean;
}

/** What the ledger says of a record that is there. */
const PRESENT = 'present';

/** The record that was created among those of a look; null when there is none, or only one of its fields is meant. */
export async function createOf(
  portal: Portal,
  look: OpenLook,
  written: readonly Written[],
  { target, undoId }: { target: UndoTarget; undoId: string },
): Promise<UndoneCreate | null> {
  const { pair } = look;
  const entry = written.find((one) => isCreate(pair, one));
  if (!entry || target.field !== undefined) return null;
  const { side, recordId } = entry;
  const wrote = written.map((one) => ({ ...one, later: one.lastRunId !== target.runId && one.lastRunId !== undoId }));
  const last = await portal.store.lastWriter({ object: pair[side], recordId });
  const later =
    last === target.runId ? null : 'a later run wrote to the record that the run created; undo that one first';
  const [whole] = await portal.store.ledgerOf({ object: pair[side], id: recordId, field: WHOLE_RECORD });
  const settled = whole?.runId === undoId;
  const isGone = whole !== undefined && whole.after !== PRESENT;
  const before = isGone ? 'the record that the run created was archived or deleted since' : null;
  const unsaved =
    look.applied.length > 0 ? 'what was written to it is being saved just now; undo it again later' : null;
  const why = settled
    ? null
    : (before ?? whyNotArchive(look, side, wrote) ?? later ?? unsaved ?? (await whyUnable(portal, pair, side)));
  return { look, side, recordId, reference: String(entry.after), why, settled };
}

async function whyUnable(portal: Portal, pair: Pair, side: Side): Promise<string | null> {
  const objects = await connectorOf(portal, side).describe();
  const object = objects.find(({ name }) => name === pair[side]);
  return object && can(object, 'archive') ? null : `the ${side} side cannot archive ${pair[side]}; do it by hand`;
}

/**
 * Archives the records. First the two are parted, so that no look makes the record again; a system that refuses has them
 * linked as before. Resolves to how many were archived, and what was refused. Throws RetryLater while
 * an outcome is not known: whoever comes again finds them alone, and archives them.
 */
export async function archiveCreated(
  portal: Portal,
  creates: readonly UndoneCreate[],
  by: Work,
): Promise<{ archived: number; leftAlone: LeftAlone[] }> {
  const wanted = creates.filter(({ why, settled }) => why === null && !settled);
  const refusals = await partCreates(portal, wanted);
  const parted = wanted.filter((one) => !refusals.has(one));
  const leftAlone: LeftAlone[] = [];
  const spare = async (some: Refusals): Promise<void> => {
    for (const [one, reason] of some) {
      leftAlone.push(leftAloneOf(one, reason));
      if (one.look.link) await linkAgain(portal, one);
    }
  };
  await spare(refusals);
  let archived = creates.length - creates.filter(({ settled }) => !settled).length;
  let open = false;
  for (const side of ['left', 'right'] as const) {
    const asked = parted.filter((one) => one.side === side);
    const changed = await changedSince(portal, side, asked);
    await spare(changed);
    const ofSide = asked.filter((one) => !changed.has(one));
    if (ofSide.length === 0) continue;
    const changes = ofSide.map(({ look, recordId: id }) => ({ kind: 'archive' as const, object: look.pair[side], id }));
    const outcomes = await connectorOf(portal, side).write(changes);
    portal.afterWrite();
    for (const [index, one] of ofSide.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'done') archived += 1;
      if (outcome?.status === 'failed')
        leftAlone.push(leftAloneOf(one, `the ${side} side refused to archive it: ${outcome.reason}`));
      if (outcome === undefined || outcome.status === 'unknown') open = true;
      await settle(portal, one, outcome, by);
    }
  }
  if (open) throw unanswered();
  return { archived, leftAlone };
}

/** The whole record: `*` stands for all its fields. */
export const leftAloneOf = ({ look, side, recordId }: UndoneCreate, reason: string): LeftAlone => ({
  object: look.pair[side],
  recordId,
  field: '*',
  reason,
});

async function settle(portal: Portal, one: UndoneCreate, outcome: Outcome | undefined, by: Work): Promise<void> {
  const { look, side, recordId } = one;
  const { pair } = look;
  const record = { pair: pair.name, side, object: pair[side], recordId, field: WHOLE_RECORD };
  const entry = { ...by, ...record, before: PRESENT, after: 'archived', reason: UNDO };
  if (outcome?.status === 'done') await portal.store.appendLedger([entry]);
  if (outcome?.status === 'failed') await linkAgain(portal, one);
}

/** It is not archived after all; at the next look the two carry each other's ids again. */
async function linkAgain({ store }: Portal, one: UndoneCreate): Promise<void> {
  await store.tx(async (inTx) => {
    await inTx.unite([idsOf(one)]);
    await inTx.saveLinks([{ ...idsOf(one), base: one.look.link?.base ?? {}, matchedBy: 'create' }]);
    await inTx.acceptNotices([noticeOf(one)]);
  });
}
