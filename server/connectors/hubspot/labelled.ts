import { z } from 'zod';
import type { Outcome } from '../../engine/connector.ts';
import { associatedWithEach, type AssociationType } from './associated-many.ts';
import { dissociate } from './associations.ts';
import type { Call } from './call.ts';
import type { LabelTypes } from './labels.ts';
import { problemOf, words } from './refusal.ts';
import { HUBSPOT_VERSION } from './version.ts';
import type { Placed } from './write.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const Labelled = z.object({
  results: z.array(z.object({ fromObjectId: Id, toObjectId: Id })).default([]),
  errors: z.array(z.unknown()).default([]),
});

type Ends = Pick<Placed<'associate' | 'dissociate'>['change'], 'from' | 'to'>;
type Batch = readonly { readonly change: Ends }[];
type Spec = Pick<AssociationType, 'category' | 'typeId'>;

const keyOf = ({ from, to }: Ends): string => `${from.id} ${to.id}`;
const done = ({ from }: Ends): Outcome => ({ status: 'done', id: from.id });
const specOf = ({ category, typeId }: Spec) => ({ associationCategory: category, associationTypeId: typeId });

/**
 * Associates by a label. HubSpot takes the labels of a write for the whole set, so those that are there are read first and
 * sent along: another label is a person's, and the primary company stays the primary one.
 */
export async function associateLabelled(
  call: Call,
  labelTypes: LabelTypes,
  batch: readonly Placed<'associate'>[],
): Promise<Outcome[]> {
  const [from, to] = objectsOf(batch);
  const present = await typesBetween(call, batch);
  const types = await labelTypes.find(from, to, [...new Set(batch.map(({ change }) => change.label ?? null))]);
  const outcomes = new Map<string, Outcome>();
  const inputs: { change: Placed<'associate'>['change']; types: readonly Spec[] }[] = [];
  for (const { change } of batch) {
    const { label, unlabel = [] } = change;
    const type = types.get(label ?? null);
    const there = present.get(keyOf(change)) ?? [];
    const kept = there.filter((one) => one.label == null || one.label === label || !unlabel.includes(one.label));
    const isThere = type === undefined || kept.some(({ typeId }) => typeId === type.typeId);
    if (type === undefined) outcomes.set(keyOf(change), unknownLabel(change));
    else if (isThere && kept.length === there.length) outcomes.set(keyOf(change), done(change));
    else inputs.push({ change, types: isThere ? kept : [...kept, type] });
  }
  if (inputs.length > 0) await send(call, batchPath(from, to, 'create'), inputs, outcomes);
  return batch.map(({ change }) => outcomes.get(keyOf(change)) ?? done(change));
}

async function send(
  call: Call,
  path: string,
  inputs: readonly { change: Ends; types: readonly Spec[] }[],
  outcomes: Map<string, Outcome>,
): Promise<void> {
  const body = {
    inputs: inputs.map(({ change, types }) => ({
      from: { id: change.from.id },
      to: { id: change.to.id },
      types: types.map(specOf),
    })),
  };
  const answer = Labelled.parse((await call({ method: 'POST', path, body, repeatable: true })).body);
  const made = new Set(answer.results.map(({ fromObjectId, toObjectId }) => `${fromObjectId} ${toObjectId}`));
  // As with the default type, nobody says which input an error belongs to.
  const reason = [...new Set(answer.errors.map((error) => words(problemOf(error))))].join('; ');
  for (const { change } of inputs) {
    const isDone = made.has(keyOf(change)) || answer.errors.length === 0;
    outcomes.set(keyOf(change), isDone ? done(change) : { status: 'failed', reason, retryAfterMs: null });
  }
}

/** Ends what was associated by a label: the whole association, or the label alone where a person gave it another one. */
export async function dissociateLabelled(call: Call, batch: readonly Placed<'dissociate'>[]): Promise<Outcome[]> {
  const [from, to] = objectsOf(batch);
  const present = await typesBetween(call, batch);
  const isPersons = (type: AssociationType, label: string | undefined): boolean =>
    type.label != null && type.label !== label && !isPrimary(type);
  const isKept = ({ change }: Placed<'dissociate'>): boolean =>
    (present.get(keyOf(change)) ?? []).some((type) => isPersons(type, change.label));
  const ended = batch.filter((one) => !isKept(one));
  if (ended.length > 0) await dissociate(call, ended);
  const inputs = batch.filter(isKept).flatMap(({ change }) => {
    const own = (present.get(keyOf(change)) ?? []).filter(({ label }) => label === change.label);
    const ends = { from: { id: change.from.id }, to: { id: change.to.id } };
    return own.length === 0 ? [] : [{ ...ends, types: own.map(specOf) }];
  });
  if (inputs.length > 0) {
    await call({ method: 'POST', path: batchPath(from, to, 'labels/archive'), body: { inputs }, repeatable: true });
  }
  return batch.map(({ change }) => done(change));
}

/** HubSpot itself makes the first company of a record its primary one; that alone does not say that a person wants it. */
const isPrimary = ({ category, label }: AssociationType): boolean =>
  category === 'HUBSPOT_DEFINED' && label === 'Primary';

const objectsOf = (batch: Batch): [string, string] => [
  batch[0]?.change.from.object ?? '',
  batch[0]?.change.to.object ?? '',
];

const batchPath = (from: string, to: string, rest: string): string =>
  `/crm/associations/${HUBSPOT_VERSION}/${encodeURIComponent(from)}/${encodeURIComponent(to)}/batch/${rest}`;

/** How the two records of each change are associated now. */
async function typesBetween(call: Call, batch: Batch): Promise<ReadonlyMap<string, readonly AssociationType[]>> {
  const [object, to] = objectsOf(batch);
  const ids = [...new Set(batch.map(({ change }) => change.from.id))];
  const found = await associatedWithEach(call, { object, ids, to });
  return new Map([...found].flatMap(([id, others]) => others.map((one) => [`${id} ${one.id}`, one.types] as const)));
}

const unknownLabel = ({ label, from, to }: Placed<'associate'>['change']): Outcome => ({
  status: 'failed',
  reason: `HubSpot has no association label "${label ?? ''}" of ${from.object} with ${to.object}; the next sync creates it`,
  retryAfterMs: null,
});
