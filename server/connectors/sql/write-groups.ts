import type { Change, Outcome } from '../../engine/connector.ts';
import type { Objects, SqlObject } from './objects.ts';
import { canBe, refusal } from './value.ts';

type Update = Extract<Change, { kind: 'update' }>;

export interface Item {
  /** Place of the change in the request. */
  readonly at: number;
  readonly change: Update;
}
/** Updates that fit into one statement: same object, same columns, each row once. */
export interface Group {
  readonly object: SqlObject;
  readonly columns: readonly string[];
  /** How many earlier changes of the request concern the same row. */
  readonly repeat: number;
  readonly items: Item[];
}

/** Sorts changes into statements; what needs no statement to be refused gets its outcome at once. */
export async function groupUpdates(
  objects: Objects,
  changes: readonly Change[],
  outcomes: Outcome[],
): Promise<Group[]> {
  const groups = new Map<string, Group>();
  const repeats = new Map<string, number>();
  for (const [at, change] of changes.entries()) {
    if (change.kind !== 'update') {
      outcomes[at] = failed(switchedOff(change));
      continue;
    }
    const object = await objects.get(change.object);
    const problem = problemOf(object, change);
    if (problem !== null) {
      outcomes[at] = failed(problem);
      continue;
    }
    const columns = Object.keys(change.fields).toSorted();
    const row = JSON.stringify([change.object, change.id]);
    const repeat = repeats.get(row) ?? 0;
    repeats.set(row, repeat + 1);
    const key = JSON.stringify([repeat, change.object, columns]);
    const group = groups.get(key) ?? { object, columns, repeat, items: [] };
    group.items.push({ at, change });
    groups.set(key, group);
  }
  // The first repetitions of all rows before the second ones, so that the changes of one row keep their order.
  return [...groups.values()].toSorted((a, b) => a.repeat - b.repeat);
}

function problemOf(object: SqlObject, change: Update): string | null {
  if (!canBe(change.id, object.tableKey)) return `"${change.id}" cannot be an id of ${object.table.name}`;
  if (Object.keys(change.fields).length === 0) return 'the update names no field';
  for (const [name, value] of Object.entries(change.fields)) {
    const column = object.writable.get(name);
    if (!column)
      return `the column "${name}" is not listed under objects.${object.name}.writable in the connection file`;
    const refused = refusal(value, column);
    if (refused !== null) return `${name}: ${refused}`;
  }
  return null;
}

function switchedOff(change: Exclude<Change, Update>): string {
  if (change.kind === 'create') return `creating rows is switched off for ${change.object}`;
  return `associating rows is switched off for ${change.from.object}: write the column that refers to ${change.to.object}`;
}

export function failed(reason: string, retryAfterMs: number | null = null): Outcome {
  return { status: 'failed', reason, retryAfterMs };
}
