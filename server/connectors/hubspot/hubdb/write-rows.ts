import { z } from 'zod';
import type { Change, Outcome } from '../../../engine/connector.ts';
import type { Fields } from '../../../engine/record.ts';
import type { Call } from '../call.ts';
import { chunks } from '../chunks.ts';
import { failed, problemOf, words } from '../refusal.ts';
import { sendBatch } from '../write-batch.ts';
import { toCell } from './cells.ts';
import { Row, rowsWith, typesOf } from './rows.ts';
import { tablePath, type Table } from './tables.ts';

type Create = Extract<Change, { kind: 'create' }>;
type Update = Extract<Change, { kind: 'update' }>;
type Archive = Extract<Change, { kind: 'archive' }>;
interface Input<Kind extends Change> {
  readonly change: Kind;
  readonly row: object;
}

const Answer = z.object({ results: z.array(Row).default([]), errors: z.array(z.unknown()).default([]) });

/** Writes changes of the draft, and says what became of each, by change. */
export async function writeRows(
  call: Call,
  object: string,
  table: Table,
  changes: readonly Change[],
): Promise<Map<Change, Outcome>> {
  const outcomes = new Map<Change, Outcome>();
  const creates = changes.filter((change) => change.kind === 'create');
  const known = await knownRows(call, object, creates);
  const updates = changes.filter((change) => change.kind === 'update');
  const fresh = creates.filter(({ reference }) => !known.has(reference));
  // Rows have no unique columns, so that one which is there already is not made again is seen to here.
  const found = creates.flatMap((change) => {
    const id = known.get(change.reference);
    return id === undefined ? [] : [{ change, id, fields: referred(change) }];
  });
  const again = [...updates.map((change) => ({ change, id: change.id, fields: change.fields })), ...found];
  await send(call, object, table, fresh, outcomes);
  await sendUpdates(call, object, table, again, outcomes);
  const archives = changes.filter((change) => change.kind === 'archive');
  await purge(call, object, archives, outcomes);
  return outcomes;
}

const referred = ({ fields, referenceField, reference }: Create): Fields => ({
  ...fields,
  [referenceField]: reference,
});

async function knownRows(call: Call, object: string, creates: readonly Create[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [column, some] of Map.groupBy(creates, ({ referenceField }) => referenceField)) {
    const references = [...new Set(some.map(({ reference }) => reference))];
    for (const { id, values } of await rowsWith(call, object, column, references)) ids.set(String(values[column]), id);
  }
  return ids;
}

async function send(
  call: Call,
  object: string,
  table: Table,
  creates: readonly Create[],
  outcomes: Map<Change, Outcome>,
): Promise<void> {
  const inputs = spelled(table, creates, referred, outcomes);
  for (const batch of chunks(inputs, ({ change }) => change.reference)) {
    await write(call, tablePath(object, '/rows/draft/batch/create'), batch, outcomes, {
      repeatable: false,
      isRow: (row, { change }) => row.values[change.referenceField] === change.reference,
    });
  }
}

interface Known {
  readonly change: Update | Create;
  readonly id: string;
  readonly fields: Fields;
}

async function sendUpdates(
  call: Call,
  object: string,
  table: Table,
  known: readonly Known[],
  outcomes: Map<Change, Outcome>,
): Promise<void> {
  const byChange = new Map<Change, Known>(known.map((one) => [one.change, one]));
  const changes = known.map(({ change }) => change);
  const inputs = spelled(table, changes, (change) => byChange.get(change)?.fields ?? {}, outcomes);
  const idOf = (change: Change): string => byChange.get(change)?.id ?? '';
  const withIds = inputs.map(({ change, row }) => ({ change, row: { id: idOf(change), ...row } }));
  for (const batch of chunks(withIds, ({ change }) => idOf(change))) {
    await write(call, tablePath(object, '/rows/draft/batch/update'), batch, outcomes, {
      repeatable: true,
      isRow: (row, { change }) => row.id === idOf(change),
    });
  }
}

/** What a column cannot hold is refused here, each row by itself. */
function spelled<Kind extends Change>(
  table: Table,
  changes: readonly Kind[],
  fieldsOf: (change: Kind) => Fields,
  outcomes: Map<Change, Outcome>,
): Input<Kind>[] {
  return changes.flatMap((change) => {
    try {
      return [{ change, row: rowOf(table, fieldsOf(change)) }];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      outcomes.set(change, failed(error.message));
      return [];
    }
  });
}

function rowOf(table: Table, fields: Fields): object {
  const types = typesOf(table);
  const { hs_name, hs_path, ...columns } = fields;
  const values = Object.entries(columns).map(([name, value]) => [name, toCell(types.get(name) ?? 'string', value)]);
  return {
    ...(hs_name === undefined ? {} : { name: hs_name }),
    ...(hs_path === undefined ? {} : { path: hs_path }),
    values: Object.fromEntries(values) as object,
  };
}

async function write<Kind extends Change>(
  call: Call,
  path: string,
  batch: readonly Input<Kind>[],
  outcomes: Map<Change, Outcome>,
  how: { readonly repeatable: boolean; readonly isRow: (row: Row, input: Input<Kind>) => boolean },
): Promise<void> {
  const results = await sendBatch(batch, async (inputs) => {
    const body = { inputs: inputs.map(({ row }) => row) };
    const answer = Answer.parse((await call({ method: 'POST', path, body, repeatable: how.repeatable })).body);
    // Rows carry no trace ids, so an error does not say which one it is about.
    const reason = [...new Set(answer.errors.map((error) => words(problemOf(error))))].join('; ');
    return inputs.map((input) => {
      const row = answer.results.find((one) => how.isRow(one, input));
      return row ? { status: 'done', id: row.id } : failed(reason || 'HubSpot did not say what became of the row');
    });
  });
  batch.forEach(({ change }, index) => {
    const outcome = results[index];
    if (outcome) outcomes.set(change, outcome);
  });
}

async function purge(
  call: Call,
  object: string,
  archives: readonly Archive[],
  outcomes: Map<Change, Outcome>,
): Promise<void> {
  const path = tablePath(object, '/rows/draft/batch/purge');
  for (const batch of chunks(archives, ({ id }) => id)) {
    const results = await sendBatch(batch, async (some) => {
      await call({ method: 'POST', path, body: { inputs: some.map(({ id }) => id) }, repeatable: true });
      return some.map(({ id }) => ({ status: 'done', id }));
    });
    batch.forEach((change, index) => outcomes.set(change, results[index] ?? failed('There is no outcome')));
  }
}
