import pMap from 'p-map';
import type { Change, Outcome } from '../../engine/connector.ts';
import { RetryLater } from '../../engine/error.ts';
import type { Fields } from '../../engine/record.ts';
import { advised } from './advice.ts';
import { outcomesOf } from './batch-answer.ts';
import { associate, dissociate } from './associations.ts';
import type { Call } from './call.ts';
import { ASSOCIATIONS_BATCH, BATCH, chunks } from './chunks.ts';
import { associateLabelled, dissociateLabelled } from './labelled.ts';
import type { LabelTypes } from './labels.ts';
import { objectPath } from './api-record.ts';
import { Refusal } from './refusal.ts';
import { toHubSpot } from './values.ts';
import { sendBatch, type Send } from './write-batch.ts';

/** A change with its place among all changes of the call, which serves as its trace id. */
export interface Placed<Kind extends Change['kind'] = Change['kind']> {
  readonly traceId: string;
  readonly change: Extract<Change, { kind: Kind }>;
}

/** So many batches of one kind are on their way at once, a whole page of 500: while fewer wait for answers, a part of the limit is unused. */
const ON_THEIR_WAY = 5;

/** Writes in batches of one kind and object; the kinds go out one after the other, in the order of their first change. */
export async function writeChanges(call: Call, labelTypes: LabelTypes, changes: readonly Change[]): Promise<Outcome[]> {
  const placed = changes.map((change, index) => ({ traceId: String(index), change }));
  const outcomes = new Map<string, Outcome>();
  let rest: Outcome = unanswered;
  try {
    for (const group of Map.groupBy(placed, ({ change }) => groupOf(change)).values()) {
      await writeGroup({ call, labelTypes }, group, outcomes);
    }
  } catch (error) {
    // What was written must not be forgotten, so once anything was, waiting is an outcome of each change.
    if (!(error instanceof RetryLater) || outcomes.size === 0) throw error;
    rest = { status: 'failed', reason: error.message, retryAfterMs: error.afterMs };
  }
  return placed.map(({ traceId, change }) => advised(change, outcomes.get(traceId) ?? rest));
}

interface Parts {
  readonly call: Call;
  readonly labelTypes: LabelTypes;
}

/** Throws the first error once what was on its way has come back; nothing more is sent after it. */
async function writeGroup(parts: Parts, group: readonly Placed[], outcomes: Map<string, Outcome>): Promise<void> {
  const keys = new Set(group.map(({ change }) => keyOf(change)));
  // A record that is changed twice has to be changed in order.
  const concurrency = keys.size === group.length ? ON_THEIR_WAY : 1;
  const errors: unknown[] = [];
  const write = async (batch: readonly Placed[]): Promise<void> => {
    if (errors.length > 0) return;
    try {
      const results = await sendBatch(batch, senderOf(parts, batch));
      batch.forEach(({ traceId }, index) => outcomes.set(traceId, results[index] ?? unanswered));
    } catch (error) {
      errors.push(error);
    }
  };
  const size = group[0] && 'from' in group[0].change ? ASSOCIATIONS_BATCH : BATCH;
  await pMap(
    chunks(group, ({ change }) => keyOf(change), size),
    write,
    { concurrency },
  );
  if (errors.length > 0) throw errors[0];
}

const unanswered: Outcome = { status: 'unknown', reason: 'HubSpot gave no outcome for this change.' };

function groupOf(change: Change): string {
  if ('from' in change) {
    return `${change.kind} ${change.from.object} ${change.to.object}${isLabelled(change) ? ' labelled' : ''}`;
  }
  return change.kind === 'create'
    ? `create ${change.object} ${change.referenceField}`
    : `${change.kind} ${change.object}`;
}

const isLabelled = (change: Change): boolean =>
  ('label' in change && change.label !== undefined) || ('unlabel' in change && change.unlabel !== undefined);

/** What must not come twice in a batch. HubSpot compares unique values without case. */
function keyOf(change: Change): string {
  if ('from' in change) return `${change.from.id} ${change.to.id}`;
  return change.kind === 'create' ? change.reference.toLowerCase() : change.id;
}

function senderOf({ call, labelTypes }: Parts, batch: readonly Placed[]): Send<Placed> {
  const [first] = batch;
  const kind = first?.change.kind;
  if (first && isLabelled(first.change)) {
    return kind === 'associate'
      ? (inputs) => associateLabelled(call, labelTypes, inputs as Placed<'associate'>[])
      : (inputs) => dissociateLabelled(call, inputs as Placed<'dissociate'>[]);
  }
  if (kind === 'associate') return (inputs) => associate(call, inputs as Placed<'associate'>[]);
  if (kind === 'dissociate') return (inputs) => dissociate(call, inputs as Placed<'dissociate'>[]);
  if (kind === 'create') return (inputs) => upsert(call, inputs as Placed<'create'>[]);
  if (kind === 'archive') return (inputs) => archive(call, inputs as Placed<'archive'>[]);
  if (kind === 'restore' || kind === 'delete') return (inputs) => Promise.resolve(inputs.map(unable));
  return (inputs) => update(call, inputs as Placed<'update'>[]);
}

/** Creates are upserts by our reference, so that doing one twice makes one record. */
async function upsert(call: Call, batch: readonly Placed<'create'>[]): Promise<Outcome[]> {
  const inputs = batch.map(({ traceId, change }) => ({
    id: change.reference,
    idProperty: change.referenceField,
    properties: { ...propertiesOf(change.fields), [change.referenceField]: change.reference },
    objectWriteTraceId: traceId,
  }));
  const body = await post(call, objectPath(batch[0]?.change.object ?? '', '/batch/upsert'), inputs);
  return outcomesOf(body, batch, ({ properties }, { change }) => {
    return (properties as Record<string, unknown> | undefined)?.[change.referenceField] === change.reference;
  });
}

async function update(call: Call, batch: readonly Placed<'update'>[]): Promise<Outcome[]> {
  const inputs = batch.map(({ traceId, change }) => ({
    id: change.id,
    properties: propertiesOf(change.fields),
    objectWriteTraceId: traceId,
  }));
  const body = await post(call, objectPath(batch[0]?.change.object ?? '', '/batch/update'), inputs);
  return outcomesOf(body, batch, ({ id }, { change }) => id === change.id);
}

/** HubSpot says nothing on single records here. One that is archived already, or does not exist, is none it complains of. */
async function archive(call: Call, batch: readonly Placed<'archive'>[]): Promise<Outcome[]> {
  const inputs = batch.map(({ change }) => ({ id: change.id }));
  try {
    await post(call, objectPath(batch[0]?.change.object ?? '', '/batch/archive'), inputs);
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404 && batch.length === 1)) throw error;
  }
  return batch.map(({ change }) => ({ status: 'done', id: change.id }));
}

const unable = ({ change }: Placed): Outcome => ({
  status: 'failed',
  reason:
    change.kind === 'restore'
      ? "HubSpot has no API to restore a record; a person can, within 90 days, under the object's Actions, Restore records"
      : 'Ledgerline deletes nothing for good in HubSpot; archive it instead',
  retryAfterMs: null,
});

async function post(call: Call, path: string, inputs: readonly object[]): Promise<unknown> {
  return (await call({ method: 'POST', path, body: { inputs }, repeatable: true })).body;
}

const propertiesOf = (fields: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toHubSpot(value)]));
