import { createHash } from 'node:crypto';
import type { Fields, Side, SyncRecord } from '../engine/record.ts';
import type { Fate } from './fate.ts';

/**
 * What both records are once this look is done: another text whenever a person, or the other system, changes one of them.
 * Our own writes count as done, or each would seem to be a change.
 */
export function fingerprint(fate: Fate): string {
  const { left, right } = fate.planned.look;
  const state = [left, right].map((record, index) => stateOf(record, writtenBy(fate, index === 0 ? 'left' : 'right')));
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url');
}

const stateOf = (record: SyncRecord | null, written: Fields): unknown =>
  record && [record.id, Object.entries({ ...record.fields, ...written }).toSorted(([a], [b]) => (a < b ? -1 : 1))];

const writtenBy = ({ done }: Fate, side: Side): Fields =>
  Object.fromEntries(
    done.flatMap((operation) =>
      operation.kind === 'update' && operation.side === side
        ? operation.changes.map(({ field, after }) => [field, after] as const)
        : [],
    ),
  );
