import type { Change, Outcome } from '../engine/connector.ts';
import type { Announced, Reserved, ReservedRight } from '../store/links.ts';
import { matchedBy } from './matched-by.ts';
import { isAssociationKey } from '../engine/associations.ts';
import type { Pending } from '../engine/record.ts';
import type { OpenLook } from './read-looks.ts';
import { pendingOf } from '../engine/pending.ts';
import { orderOperations } from '../engine/plan.ts';
import type { Operation } from '../engine/plan.ts';
import { confirmGone } from './confirm-gone.ts';
import { isStopped, newFate, withTarget } from './fate.ts';
import { findExisting } from './find-existing.ts';
import type { Fate } from './fate.ts';
import { createLeftIds } from './left-ids.ts';
import type { LeftIds } from './left-ids.ts';
import { announceGone } from './settle-gone.ts';
import type { PlannedLook } from './plan-looks.ts';
import { connectorOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { sideOf, toChange } from './to-change.ts';

export interface Applied {
  readonly fates: Fate[];
  /** What ended the batch early: to be thrown once what was done is saved. */
  readonly error: unknown;
}

interface Step {
  readonly operation: Operation;
  readonly fate: Fate;
  readonly change: Change;
}

/** Writes the planned operations phase by phase. `late`: whether late updates are written now or left to a later pass. */
export async function applyLooks(
  portal: Portal,
  planned: readonly PlannedLook[],
  { late }: { late: boolean },
): Promise<Applied> {
  const fates = planned.map(newFate);
  const fateOf = new Map(fates.flatMap((fate) => fate.planned.plan.operations.map((operation) => [operation, fate])));
  const leftIds = createLeftIds(portal, fates);
  const operations = [...fateOf.keys()];
  await confirmGone(portal, fates);
  await announce(
    portal,
    fates.filter((fate) => !isStopped(fate)),
  );
  for (const phase of orderOperations(portal.mapping, operations)) {
    await leftIds.load(phase);
    const steps = phase.flatMap((operation) => {
      const fate = fateOf.get(operation);
      return fate ? prepare(portal, leftIds, operation, fate, late) : [];
    });
    await announceTargets(portal, steps);
    const error = (await writeSteps(portal, leftIds, steps)) ?? (await endWithSurvivors(portal, leftIds, steps));
    await findExisting(portal, fates);
    if (error !== null) return { fates: fates.map((fate) => unsettleRest(fate)), error };
  }
  return { fates, error: null };
}

/** Everything that is about to be written is kept first: new links as reserved ones, updates with their links. */
async function announce(portal: Portal, fates: readonly Fate[]): Promise<void> {
  const reserved: Reserved[] = [];
  const onTheRight: ReservedRight[] = [];
  const updated: Announced[] = [];
  for (const { planned } of fates) {
    const { look, plan, by } = planned;
    const writes = pendingOf(look.pair, plan.operations, plan.base ?? look.link?.base ?? null, by);
    if (writes.length === 0) continue;
    if (look.rightId === null) {
      if (look.leftId !== null) onTheRight.push({ pair: look.pair.name, leftId: look.leftId, pending: writes });
      continue;
    }
    // What earlier tries wrote is saved only at the end of this one, which may fail as well: it stays announced.
    const announced = { pair: look.pair.name, rightId: look.rightId, pending: [...carriedOver(look), ...writes] };
    const link = plan.operations.find((operation) => operation.kind === 'link');
    const creates = plan.operations.some((operation) => operation.kind === 'create');
    if (link) reserved.push({ ...announced, leftId: link.leftId, matchedBy: matchedBy(link) });
    else if (creates) reserved.push(announced);
    else updated.push(announced);
  }
  await portal.store.reserveLinks(reserved);
  await portal.store.reserveRight(onTheRight);
  await portal.store.announceWrites(updated);
  await announceGone(portal.store, fates);
}

/**
 * Whom a record is about to be associated with may have been made in this very batch, and its id was not known when the
 * writes were announced. Should nobody save the association, a later look must know whom to end it with.
 */
async function announceTargets(portal: Portal, steps: readonly Step[]): Promise<void> {
  const fates = new Set(steps.flatMap(({ operation, fate }) => (operation.kind === 'associate' ? [fate] : [])));
  const announced = [...fates].flatMap((fate): Announced[] => {
    const { look, plan, by } = fate.planned;
    const operations = plan.operations.map((operation) => withTarget(fate, operation));
    if (look.rightId === null || operations.every((one, index) => one === plan.operations[index])) return [];
    const writes = pendingOf(look.pair, operations, plan.base ?? look.link?.base ?? null, by);
    return [{ pair: look.pair.name, rightId: look.rightId, pending: [...carriedOver(look), ...writes] }];
  });
  if (announced.length > 0) await portal.store.announceWrites(announced);
}

const carriedOver = ({ applied, link }: OpenLook): Pending[] => [
  ...applied,
  ...(link?.pending ?? []).filter(({ field }) => isAssociationKey(field)),
];

/** The step to write, or none when the operation is ours alone, must wait, or its look has stopped. */
function prepare(portal: Portal, leftIds: LeftIds, operation: Operation, fate: Fate, late: boolean): Step[] {
  if (isStopped(fate)) return [];
  if (operation.kind === 'link') {
    fate.leftId = operation.leftId;
    leftIds.set(operation.pair, operation.rightId, operation.leftId);
    fate.done.push(operation);
    return [];
  }
  if (operation.kind === 'update' && operation.late && !late) {
    fate.deferred.push(operation);
    return [];
  }
  const change = toChange(portal.mapping, leftIds, operation);
  if (!change && operation.kind === 'dissociate') {
    // The other record is linked no more, so there is nothing on the left to be separated from.
    fate.done.push(operation);
    return [];
  }
  if (change?.kind === 'associate' && 'to' in operation) fate.aimedAt.set(operation.to.pair, change.to.id);
  if (change) return [{ operation, fate, change }];
  fate.waiting.push(operation);
  return [];
}

/** Returns what the call as a whole failed with, or null. */
async function writeSteps(portal: Portal, leftIds: LeftIds, steps: readonly Step[]): Promise<unknown> {
  for (const side of ['left', 'right'] as const) {
    const ofSide = steps.filter(({ operation }) => operation.kind !== 'link' && sideOf(operation) === side);
    if (ofSide.length === 0) continue;
    try {
      const outcomes = await connectorOf(portal, side).write(ofSide.map((step) => step.change));
      for (const [index, step] of ofSide.entries()) settle(leftIds, step, outcomes[index]);
    } catch (error) {
      for (const { fate } of ofSide) fate.unsettled = String(error);
      return error;
    }
  }
  return null;
}

/**
 * A record may be merged between our reading and our writing: what was to end is an association with the survivor then.
 * Returns what a call failed with, or null.
 */
async function endWithSurvivors(portal: Portal, leftIds: LeftIds, steps: readonly Step[]): Promise<unknown> {
  const ended = steps.filter(({ operation, fate }) => operation.kind === 'dissociate' && fate.done.includes(operation));
  if (ended.length === 0) return null;
  try {
    await leftIds.load(ended.map(({ operation }) => operation));
  } catch (error) {
    for (const step of ended) reopen(step).unsettled = String(error);
    return error;
  }
  const again = ended.flatMap((step): Step[] => {
    const change = step.operation.kind === 'link' ? null : toChange(portal.mapping, leftIds, step.operation);
    const isSame = !change || JSON.stringify(change) === JSON.stringify(step.change);
    return isSame ? [] : [{ ...step, change }];
  });
  for (const step of again) reopen(step);
  return (await writeSteps(portal, leftIds, again)) ?? endWithSurvivors(portal, leftIds, again);
}

function reopen({ fate, operation }: Step): Fate {
  fate.done.splice(fate.done.indexOf(operation), 1);
  return fate;
}

function settle(leftIds: LeftIds, { operation, fate, change }: Step, outcome: Outcome | undefined): void {
  if (outcome?.status === 'done') {
    fate.done.push(operation);
    if (operation.kind === 'associate' && 'to' in change) fate.associatedWith.set(operation.to.pair, change.to.id);
    if (operation.kind !== 'create') return;
    if (operation.side === 'left') fate.leftId = outcome.id;
    else {
      fate.leftId = operation.reference;
      fate.rightId = outcome.id;
    }
    leftIds.set(operation.pair, fate.rightId ?? '', fate.leftId);
  } else if (outcome?.status === 'failed') {
    const { status: _failed, ...refusal } = outcome;
    fate.refused = { operation, ...refusal };
  } else {
    fate.unsettled = outcome?.reason ?? 'the connector gave no outcome for this change';
  }
}

function unsettleRest(fate: Fate): Fate {
  const { operations } = fate.planned.plan;
  const settled = fate.done.length + fate.waiting.length + fate.deferred.length === operations.length;
  if (!settled && !isStopped(fate)) fate.unsettled = 'the batch ended early';
  return fate;
}
