import type { Change, Outcome } from '../../engine/connector.ts';
import type { Fields } from '../../engine/record.ts';
import type { Objects, SqlObject } from './objects.ts';
import { canBe, refusal } from './value.ts';

/** What is done to a row; rows are associated by their columns. */
export type RowChange = Exclude<Change, { readonly from: unknown }>;

export interface Item<Kind extends RowChange['kind'] = RowChange['kind']> {
  /** Place of the change in the request. */
  readonly at: number;
  readonly change: Extract<RowChange, { kind: Kind }>;
}
/** Changes that fit into one statement: same object, same kind, same columns, each row once. */
export interface Group {
  readonly object: SqlObject;
  readonly kind: RowChange['kind'];
  readonly columns: readonly string[];
  /** For creates: the column that carries our reference. */
  readonly referenceField: string | null;
  /** How many earlier changes of the request concern the same row. */
  readonly repeat: number;
  readonly items: Item[];
}

/** Sorts changes into statements; what needs no statement to be refused gets its outcome at once. */
export async function groupChanges(
  objects: Objects,
  changes: readonly Change[],
  outcomes: Outcome[],
): Promise<Group[]> {
  const groups = new Map<string, Group>();
  const repeats = new Map<string, number>();
  for (const [at, change] of changes.entries()) {
    if ('from' in change) {
      outcomes[at] = failed(
        `associating rows is switched off for ${change.from.object}: write the column that refers to ${change.to.object}`,
      );
      continue;
    }
    const object = await objects.get(change.object);
    const problem = switchedOff(object, change.kind) ?? problemOf(object, change);
    if (problem !== null) {
      outcomes[at] = failed(problem);
      continue;
    }
    const columns = 'fields' in change ? Object.keys(change.fields).toSorted() : [];
    const referenceField = change.kind === 'create' ? change.referenceField : null;
    const row = JSON.stringify([change.object, referenceField, keyOf(change)]);
    const repeat = repeats.get(row) ?? 0;
    repeats.set(row, repeat + 1);
    const key = JSON.stringify([repeat, change.object, change.kind, referenceField, columns]);
    const group = groups.get(key) ?? { object, kind: change.kind, columns, referenceField, repeat, items: [] };
    group.items.push({ at, change });
    groups.set(key, group);
  }
  // The first repetitions of all rows before the second ones, so that the changes of one row keep their order.
  return [...groups.values()].toSorted((a, b) => a.repeat - b.repeat);
}

/** What tells the row apart: its id, or our reference while it has none. */
export const keyOf = (change: RowChange): string => (change.kind === 'create' ? change.reference : change.id);

function switchedOff(object: SqlObject, kind: RowChange['kind']): string | null {
  const entry = `objects.${object.name}`;
  if (kind === 'create' && !object.creatable) {
    return `creating rows is switched off for ${object.name}: set ${entry}.creatable in the connection file`;
  }
  if (kind === 'delete' && !object.deletable) {
    return `deleting rows is switched off for ${object.name}: set ${entry}.deletable in the connection file`;
  }
  if ((kind === 'archive' || kind === 'restore') && !object.archiving) {
    return `rows of ${object.name} cannot be put away: name a column for it under ${entry}.archived in the connection file`;
  }
  return null;
}

function problemOf(object: SqlObject, change: RowChange): string | null {
  if (change.kind !== 'create') {
    if (!canBe(change.id, object.tableKey)) return `"${change.id}" cannot be an id of ${object.table.name}`;
    if (change.kind !== 'update') return null;
    return Object.keys(change.fields).length === 0 ? 'the update names no field' : fieldProblem(object, change.fields);
  }
  const reference = object.writable.get(change.referenceField);
  if (!reference) return notListed(object, change.referenceField);
  if (!canBe(change.reference, reference)) return `"${change.reference}" cannot be held by ${change.referenceField}`;
  return fieldProblem(object, change.fields);
}

function fieldProblem(object: SqlObject, fields: Fields): string | null {
  for (const [name, value] of Object.entries(fields)) {
    const column = object.writable.get(name);
    if (!column) return notListed(object, name);
    const refused = refusal(value, column);
    if (refused !== null) return `${name}: ${refused}`;
  }
  return null;
}

const notListed = (object: SqlObject, name: string): string =>
  `the column "${name}" is not listed under objects.${object.name}.writable in the connection file`;

export function failed(reason: string, retryAfterMs: number | null = null): Outcome {
  return { status: 'failed', reason, retryAfterMs };
}
