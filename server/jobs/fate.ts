import type { Outcome } from '../engine/connector.ts';
import type { Operation } from '../engine/plan.ts';
import type { PlannedLook } from './plan-looks.ts';

export interface RefusedOperation extends Omit<Extract<Outcome, { status: 'failed' }>, 'status'> {
  readonly operation: Operation;
}

/** What became of one planned look. */
export interface Fate {
  readonly planned: PlannedLook;
  /** The left record's id, as soon as it is known. */
  leftId: string | null;
  rightId: string | null;
  readonly done: Operation[];
  /** Left ids of the records that it was associated with, by pair. */
  readonly associatedWith: Map<string, string>;
  /** And of those that it was to be associated with, whatever became of that: known once they are made. */
  readonly aimedAt: Map<string, string>;
  /** The other end of an association is not linked yet; it is tried again at the next look. */
  readonly waiting: Operation[];
  /** Late updates left to a later pass. */
  readonly deferred: Operation[];
  /** The system refused an operation. */
  refused: RefusedOperation | null;
  /** The left record that there is already and that a create was refused for; to be linked, and looked at again. */
  existing: string | null;
  /** The answer to an operation was lost, or the call as a whole failed. */
  unsettled: string | null;
}

export const newFate = (planned: PlannedLook): Fate => ({
  planned,
  leftId: planned.look.link?.leftId ?? null,
  rightId: planned.look.rightId,
  done: [],
  associatedWith: new Map(),
  aimedAt: new Map(),
  waiting: [],
  deferred: [],
  refused: null,
  existing: null,
  unsettled: null,
});

/** After the first trouble the rest of a look is left alone: its operations build on each other. */
export const isStopped = (fate: Fate): boolean => fate.refused !== null || fate.unsettled !== null;

export const undone = (fate: Fate): Operation[] =>
  fate.planned.plan.operations.filter((operation) => !fate.done.includes(operation));

/** An association with the record that it is made with, where that was not known when it was planned. */
export function withTarget({ aimedAt }: Fate, operation: Operation): Operation {
  if (operation.kind !== 'associate' || operation.to.leftId !== undefined) return operation;
  const leftId = aimedAt.get(operation.to.pair);
  return leftId === undefined ? operation : { ...operation, to: { ...operation.to, leftId } };
}
