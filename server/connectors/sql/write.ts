import type { Change, Outcome } from '../../engine/connector.ts';
import type { Database } from './database.ts';
import type { Objects } from './objects.ts';
import { insertRows, moveRows, updateRows } from './statements.ts';
import { codeOf, explain, isPassing, lost, messageOf } from './trouble.ts';
import { failed, groupChanges, keyOf, type Group, type Item } from './write-groups.ts';

const RETRY_MS = 5000;

/** One statement for each object, kind, set of columns and repetition of a row; the outcomes are in the order of the changes. */
export async function writeChanges(db: Database, objects: Objects, changes: readonly Change[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const groups = await groupChanges(objects, changes, outcomes);
  for (const group of groups) await writeGroup(db, group, outcomes);
  return outcomes;
}

async function writeGroup(db: Database, group: Group, outcomes: Outcome[]): Promise<void> {
  try {
    const written = await send(db, group);
    for (const { at, change } of group.items) outcomes[at] = settled(group, change, written.get(keyOf(change)));
  } catch (error) {
    if (!isRefusal(error) || group.items.length === 1) {
      for (const { at } of group.items) outcomes[at] = outcomeOf(error, db);
      return;
    }
    // One refused value fails the whole statement; alone, each change gets its own outcome.
    for (const item of group.items) await writeGroup(db, { ...group, items: [item] }, outcomes);
  }
}

/** The ids of the rows that were written, by what tells them apart. */
function send(db: Database, group: Group): Promise<Map<string, string>> {
  if (group.kind === 'create') return insertRows(db, group);
  return group.kind === 'update' ? updateRows(db, group) : moveRows(db, group);
}

function settled(group: Group, change: Item['change'], id: string | undefined): Outcome {
  if (id !== undefined) return { status: 'done', id };
  // A row that is not there is as good as put away or deleted.
  if (change.kind === 'archive' || change.kind === 'delete') return { status: 'done', id: change.id };
  return failed(`the row ${keyOf(change)} of ${group.object.table.name} does not exist any more`);
}

/** Class 22: the value, 23: a constraint, P0001: a trigger said no. All concern rows, not the connection. */
const isRefusal = (error: unknown): boolean => /^(22|23|P0001)/.test(codeOf(error));

function outcomeOf(error: unknown, db: Database): Outcome {
  if (isRefusal(error)) return failed(messageOf(error));
  const explained = explain(error, db.address);
  if (lost(error)) return { status: 'unknown', reason: messageOf(explained) };
  if (isPassing(error)) return failed(messageOf(explained), RETRY_MS);
  throw explained;
}
