import type { Operation } from '../engine/plan.ts';
import { counterpartsOf } from './counterparts.ts';
import type { Fate } from './fate.ts';
import type { Portal } from './portal.ts';

/** Finds left ids by pair and right id: of this batch, or of the links saved before. */
export interface LeftIds {
  get(pair: string, rightId: string): string | null;
  set(pair: string, rightId: string, leftId: string): void;
  /** The id of a record that an association was made with once, and that may have been merged since. */
  current(leftId: string): string;
  /** Looks up what the operations of a phase refer to, a query a pair. */
  load(operations: readonly Operation[]): Promise<void>;
}

export function createLeftIds(portal: Portal, fates: readonly Fate[]): LeftIds {
  const known = new Map<string, string | null>();
  const renamed = new Map<string, string>();
  const keyOf = (pair: string, rightId: string): string => JSON.stringify([pair, rightId]);
  for (const { leftId, planned } of fates) {
    const { pair, rightId } = planned.look;
    if (leftId !== null && rightId !== null) known.set(keyOf(pair.name, rightId), leftId);
  }
  return {
    get: (pair, rightId) => known.get(keyOf(pair, rightId)) ?? null,
    set: (pair, rightId, leftId) => known.set(keyOf(pair, rightId), leftId),
    current: (leftId) => renamed.get(leftId) ?? leftId,
    async load(operations) {
      await readRenamed(portal, operations, renamed);
      const ends = operations.flatMap((operation) =>
        operation.kind === 'associate' || operation.kind === 'dissociate' ? [operation.from, operation.to] : [],
      );
      const unknown = ends.filter(({ pair, rightId }) => !known.has(keyOf(pair, rightId)));
      for (const pair of new Set(unknown.map((end) => end.pair))) {
        const rightIds = [...new Set(unknown.filter((end) => end.pair === pair).map((end) => end.rightId))];
        for (const [rightId, leftId] of await counterpartsOf(portal.store, pair, rightIds, { present: true })) {
          known.set(keyOf(pair, rightId), leftId);
        }
      }
    },
  };
}

/** Only associations that end name such an id, and few do. */
async function readRenamed(
  portal: Portal,
  operations: readonly Operation[],
  renamed: Map<string, string>,
): Promise<void> {
  const made = operations.flatMap((one) => (one.kind === 'dissociate' && one.to.leftId !== undefined ? [one.to] : []));
  for (const pair of portal.mapping.pairs) {
    const ids = made.flatMap(({ pair: name, leftId }) => (name === pair.name && leftId !== undefined ? [leftId] : []));
    if (ids.length === 0) continue;
    const records = await portal.left.get({ object: pair.left, ids: [...new Set(ids)], fields: [] });
    for (const { id, formerIds = [] } of records) for (const former of formerIds) renamed.set(former, id);
  }
}
