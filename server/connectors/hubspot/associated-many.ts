import { z } from 'zod';
import type { Associated } from '../../engine/connector.ts';
import type { Call } from './call.ts';
import { chunks } from './chunks.ts';
import { HUBSPOT_VERSION } from './version.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const Type = z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() });
const Answer = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: Id }),
      to: z.array(z.object({ toObjectId: Id, associationTypes: z.array(Type).default([]) })),
      paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
    }),
  ),
});

/** A way in which two records are associated; of the plain one `label` is null or left out. */
export type AssociationType = z.infer<typeof Type>;

export interface AssociatedBy {
  readonly id: string;
  readonly types: readonly AssociationType[];
}

/** HubSpot takes so many records in one reading of associations. */
const RECORDS_PER_CALL = 1000;

interface Input {
  readonly id: string;
  readonly after?: string;
}

/**
 * The records of `to` that each of the given ones is associated with, and how. Neither the list nor a batch read says it,
 * and a record without any is an error of the 207, so it is simply absent.
 */
export async function associatedWithEach(
  call: Call,
  { object, ids, to }: { object: string; ids: readonly string[]; to: string },
): Promise<ReadonlyMap<string, readonly AssociatedBy[]>> {
  const found = new Map<string, AssociatedBy[]>();
  let inputs: Input[] = [...new Set(ids)].map((id) => ({ id }));
  while (inputs.length > 0) {
    const more: Input[] = [];
    for (const batch of chunks(inputs, ({ id }) => id, RECORDS_PER_CALL)) {
      for (const result of await readBatch(call, object, to, batch)) {
        const { id } = result.from;
        const page = result.to.map((one) => ({ id: one.toObjectId, types: one.associationTypes }));
        found.set(id, [...(found.get(id) ?? []), ...page]);
        const after = result.paging?.next?.after;
        if (after !== undefined) more.push({ id, after });
      }
    }
    inputs = more;
  }
  return found;
}

/** The same by the labels alone, each record once. */
export async function labelsWithEach(
  call: Call,
  request: { object: string; ids: readonly string[]; to: string },
): Promise<ReadonlyMap<string, readonly Associated[]>> {
  const found = await associatedWithEach(call, request);
  return new Map(
    [...found].map(([id, others]) => {
      const labels = Map.groupBy(others, (one) => one.id);
      const each = [...labels].map(([other, ways]) => ({
        id: other,
        labels: ways.flatMap(({ types }) => types.flatMap(({ label }) => label ?? [])),
      }));
      return [id, each] as const;
    }),
  );
}

async function readBatch(call: Call, object: string, to: string, inputs: readonly Input[]) {
  const answer = await call({
    method: 'POST',
    path: `/crm/associations/${HUBSPOT_VERSION}/${encodeURIComponent(object)}/${encodeURIComponent(to)}/batch/read`,
    body: { inputs },
    repeatable: true,
  });
  return Answer.parse(answer.body).results;
}
