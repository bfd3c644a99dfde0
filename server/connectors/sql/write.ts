import type { Change, Outcome } from '../../engine/connector.ts';
import type { Value } from '../../engine/record.ts';
import { quoted, quotedRelation, type Database } from './database.ts';
import type { Objects } from './objects.ts';
import { codeOf, explain, isPassing, lost, messageOf } from './trouble.ts';
import { failed, groupUpdates, type Group, type Item } from './write-groups.ts';

const RETRY_MS = 5000;

/** One statement for each object, set of columns and repetition of a row; the outcomes are in the order of the changes. */
export async function writeChanges(db: Database, objects: Objects, changes: readonly Change[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const groups = await groupUpdates(objects, changes, outcomes);
  for (const group of groups) await writeGroup(db, group, outcomes);
  return outcomes;
}

async function writeGroup(db: Database, group: Group, outcomes: Outcome[]): Promise<void> {
  try {
    const written = await update(db, group, group.items);
    for (const { at, change } of group.items) {
      outcomes[at] = written.has(change.id)
        ? { status: 'done', id: change.id }
        : failed(`the row ${change.id} of ${group.object.table.name} does not exist any more`);
    }
  } catch (error) {
    if (!isRefusal(error) || group.items.length === 1) {
      for (const { at } of group.items) outcomes[at] = outcomeOf(error, db);
      return;
    }
    // One refused value fails the whole statement; alone, each change gets its own outcome.
    for (const item of group.items) await writeGroup(db, { ...group, items: [item] }, outcomes);
  }
}

async function update(db: Database, { object, columns }: Group, items: readonly Item[]): Promise<Set<string>> {
  const lists = [
    items.map(({ change }) => change.id),
    ...columns.map((name) => items.map(({ change }) => asText(change.fields[name]))),
  ];
  const sources = lists.map((_, at) => `$${at + 1}::text[]`).join(', ');
  const names = ['key', ...columns.map((_, at) => `c${at}`)].join(', ');
  const sets = columns
    .map((name, at) => `${quoted(name)} = v.c${at}::${object.writable.get(name)?.sqlType ?? 'text'}`)
    .join(', ');
  const key = quoted(object.tableKey.name);
  const rows = await db.attempt(
    `update ${quotedRelation(object.table.name)} t set ${sets} from unnest(${sources}) v(${names}) ` +
      `where t.${key} = v.key::${object.tableKey.sqlType} returning v.key`,
    lists,
  );
  return new Set(rows.map((row) => row[0] ?? ''));
}

const asText = (value: Value | undefined): string | null =>
  value === undefined || value === null ? null : String(value);

/** Class 22: the value, 23: a constraint, P0001: a trigger said no. All concern rows, not the connection. */
const isRefusal = (error: unknown): boolean => /^(22|23|P0001)/.test(codeOf(error));

function outcomeOf(error: unknown, db: Database): Outcome {
  if (isRefusal(error)) return failed(messageOf(error));
  const explained = explain(error, db.address);
  if (lost(error)) return { status: 'unknown', reason: messageOf(explained) };
  if (isPassing(error)) return failed(messageOf(explained), RETRY_MS);
  throw explained;
}
