import { z } from 'zod';
import type { Outcome } from '../../engine/connector.ts';
import type { RecordRef } from '../../engine/record.ts';
import type { Call } from './call.ts';
import { objectPath } from './api-record.ts';
import { problemOf, Refusal, words } from './refusal.ts';
import { HUBSPOT_VERSION } from './version.ts';
import type { Placed } from './write.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const Created = z.object({
  results: z.array(z.object({ from: z.object({ id: Id }), to: z.object({ id: Id }) })).default([]),
  errors: z.array(z.unknown()).default([]),
});

/**
 * Associates with the pair's default type, in both directions at once. HubSpot knows a default for every pair of its
 * own objects that may be associated at all, so no list of type ids is needed.
 */
export async function associate(call: Call, batch: readonly Placed<'associate'>[]): Promise<Outcome[]> {
  const first = batch[0]?.change;
  const answer = await call({
    method: 'POST',
    path: `/crm/associations/${HUBSPOT_VERSION}/${first?.from.object}/${first?.to.object}/batch/associate/default`,
    body: { inputs: batch.map(({ change }) => ({ from: { id: change.from.id }, to: { id: change.to.id } })) },
    repeatable: true,
  });
  const { results, errors } = Created.parse(answer.body);
  const made = new Set(results.map(({ from, to }) => `${from.id} ${to.id}`));
  // Associations carry no trace ids: which input an error belongs to is not said in a documented way.
  const reason = [...new Set(errors.map((error) => words(problemOf(error))))].join('; ');
  return batch.map(({ change }) => {
    const done = made.has(`${change.from.id} ${change.to.id}`) || errors.length === 0;
    return done ? { status: 'done', id: change.from.id } : { status: 'failed', reason, retryAfterMs: null };
  });
}

/** Ends all associations of each pair of records, in both directions; what is not there is no error for HubSpot. */
export async function dissociate(call: Call, batch: readonly Placed<'dissociate'>[]): Promise<Outcome[]> {
  const first = batch[0]?.change;
  await call({
    method: 'POST',
    path: `/crm/associations/${HUBSPOT_VERSION}/${first?.from.object}/${first?.to.object}/batch/archive`,
    body: { inputs: batch.map(({ change }) => ({ from: { id: change.from.id }, to: [{ id: change.to.id }] })) },
    repeatable: true,
  });
  return batch.map(({ change }) => ({ status: 'done', id: change.from.id }));
}

const Associated = z.object({
  results: z.array(z.object({ toObjectId: Id })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

/** Ids of the records of `object` that are associated with the given one; none when HubSpot does not know that one. */
export async function associatedIds(call: Call, from: RecordRef, object: string): Promise<string[]> {
  const ids: string[] = [];
  const path = objectPath(
    from.object,
    `/${encodeURIComponent(from.id)}/associations/${encodeURIComponent(object)}?limit=500`,
  );
  for (let after: string | undefined; ;) {
    const page = await pageOf(call, after === undefined ? path : `${path}&after=${encodeURIComponent(after)}`);
    ids.push(...page.results.map(({ toObjectId }) => toObjectId));
    after = page.paging?.next?.after;
    if (after === undefined) return [...new Set(ids)];
  }
}

async function pageOf(call: Call, path: string): Promise<z.infer<typeof Associated>> {
  try {
    return Associated.parse((await call({ method: 'GET', path, repeatable: true })).body);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return { results: [] };
    throw error;
  }
}
