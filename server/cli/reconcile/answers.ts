import { z } from 'zod';
import { Run } from '../answers.ts';

/** What the admin API tells of a reconcile (server/jobs/reconcile/service.ts); `--json` passes it on as it came. */
const Counts = z.object({
  left: z.number(),
  right: z.number(),
  linked: z.number(),
  onlyLeft: z.number(),
  onlyRight: z.number(),
  held: z.number(),
  outside: z.number(),
  drifted: z.number(),
  explained: z.number(),
});

const Sum = z.looseObject({
  pair: z.string(),
  amount: z.string(),
  currency: z.string(),
  left: z.string(),
  right: z.string(),
  difference: z.string(),
  explained: z.string(),
});
const CustomerSum = Sum.extend({ id: z.number(), customer: z.string(), leftCount: z.number(), rightCount: z.number() });
export type CustomerSum = z.infer<typeof CustomerSum>;

const Drift = z.looseObject({
  id: z.number(),
  pair: z.string(),
  kind: z.string(),
  leftId: z.string().nullable(),
  rightId: z.string().nullable(),
  field: z.string().nullable(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  explanation: z.string().nullable(),
  repair: z.string(),
  action: z.string(),
});
export type Drift = z.infer<typeof Drift>;

export const Report = z.looseObject({
  run: Run.extend({ startedAt: z.string(), endedAt: z.string().nullable() }),
  pairs: z.array(z.object({ pair: z.string(), counts: Counts })),
  totals: z.array(Sum.extend({ differing: z.number() })),
  differing: z.array(CustomerSum),
  drift: z.array(Drift),
  repair: z.array(z.object({ pair: z.string(), repair: z.string(), records: z.number() })),
});
export type Report = z.infer<typeof Report>;

export const Reports = z.object({
  reports: z.array(
    z.looseObject({
      runId: z.string(),
      startedAt: z.string(),
      state: z.string(),
      drifted: z.number(),
      explained: z.number(),
    }),
  ),
});
export const DriftPage = z.object({ drift: z.array(Drift) });
export const SumsPage = z.object({ sums: z.array(CustomerSum) });
export const Begun = z.object({ runId: z.string() });
