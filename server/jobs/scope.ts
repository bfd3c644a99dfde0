import { z } from 'zod';
import type { Pair } from '../engine/mapping.ts';
import type { SyncRecord } from '../engine/record.ts';
import type { Portal } from './portal.ts';
import { patientPages } from './patient.ts';

/** What a run is about, when it is not about everything. */
export const Scope = z.object({
  /** Names of pairs; none: all of them. */
  pairs: z.array(z.string()).default([]),
  /** Only right records that changed at this moment or later, and those of which nobody knows when. */
  since: z.iso.datetime().nullable().default(null),
});
export type Scope = z.infer<typeof Scope>;

export const EVERYTHING: Scope = { pairs: [], since: null };

export const pairsIn = ({ mapping }: Portal, { pairs }: Scope): readonly Pair[] =>
  mapping.pairs.filter(({ name }) => pairs.length === 0 || pairs.includes(name));

export const recordsIn = (records: readonly SyncRecord[], { since }: Scope): readonly SyncRecord[] =>
  records.filter(({ modifiedAt }) => since === null || modifiedAt === null || modifiedAt >= since);

/** How many right records the run will look at: their ids are read, and nothing else. */
export async function countIn(portal: Portal, scope: Scope, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (const pair of pairsIn(portal, scope)) {
    const request = { object: pair.right, fields: [], cursor: null };
    for await (const page of patientPages(portal.clock, portal.right, request, signal)) {
      count += recordsIn(page.records, scope).length;
    }
  }
  return count;
}
