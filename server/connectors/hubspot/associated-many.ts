import { z } from 'zod';
import type { Call } from './call.ts';
import { chunks } from './chunks.ts';
import { HUBSPOT_VERSION } from './version.ts';

const Id = z.union([z.string(), z.number()]).transform(String);
const Answer = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: Id }),
      to: z.array(z.object({ toObjectId: Id })),
      paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
    }),
  ),
});

/** HubSpot takes so many records in one reading of associations. */
const RECORDS_PER_CALL = 1000;

interface Input {
  readonly id: string;
  readonly after?: string;
}

/**
 * Ids of the records of `to` that each of the given ones is associated with. Neither the list nor a batch read says it, and
 * a record without any is an error of the 207, so it is simply absent.
 */
export async function associatedWithEach(
  call: Call,
  { object, ids, to }: { object: string; ids: readonly string[]; to: string },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  let inputs: Input[] = [...new Set(ids)].map((id) => ({ id }));
  while (inputs.length > 0) {
    const more: Input[] = [];
    for (const batch of chunks(inputs, ({ id }) => id, RECORDS_PER_CALL)) {
      for (const result of await readBatch(call, object, to, batch)) {
        const { id } = result.from;
        found.set(id, [...(found.get(id) ?? []), ...result.to.map(({ toObjectId }) => toObjectId)]);
        const after = result.paging?.next?.after;
        if (after !== undefined) more.push({ id, after });
      }
    }
    inputs = more;
  }
  return new Map([...found].map(([id, others]) => [id, [...new Set(others)]]));
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
