import { targetKey } from '../engine/associations.ts';
import type { Pair } from '../engine/mapping.ts';
import { fieldValue } from '../engine/value.ts';
import { counterpartsOf } from './counterparts.ts';
import type { Portal } from './portal.ts';
import type { OpenLook } from './read-looks.ts';

/** Whom the records of these looks are to be associated with on the left, as far as those are linked. */
export async function readTargets(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const targets = new Map<string, string>();
  for (const { to, right: field } of pair.associations) {
    const named = looks.flatMap(({ right }) => (right ? (fieldValue(right, field) ?? []) : []));
    const rightIds = [...new Set(named.map(String))];
    if (rightIds.length === 0) continue;
    for (const [rightId, leftId] of await counterpartsOf(portal.store, to, rightIds)) {
      targets.set(targetKey(to, rightId), leftId);
    }
  }
  for (const look of looks) look.targets = targets;
}
