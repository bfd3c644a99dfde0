import { z } from 'zod';

const Counts = z.object({
  create: z.number(),
  update: z.number(),
  link: z.number(),
  remove: z.number(),
  restore: z.number(),
  unsure: z.number(),
  associate: z.number(),
  conflict: z.number(),
  setAside: z.number(),
  unchanged: z.number(),
  undo: z.number(),
  undoCreate: z.number(),
  leftAlone: z.number(),
});

/** What several commands are answered by the admin API, as far as the command line shows it; `--json` passes on the rest as it came. */
export const Run = z.looseObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  counts: Counts.partial().loose(),
  /** What of HubSpot's settings would be created, or was. */
  provision: z.array(z.object({ kind: z.string(), object: z.string(), what: z.string(), why: z.string() })).default([]),
  done: z.number(),
  total: z.number().nullable(),
  error: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  target: z.looseObject({ runId: z.string() }).optional(),
});
export type Run = z.infer<typeof Run>;

const Connection = z.looseObject({
  connection: z.string(),
  up: z.boolean(),
  error: z.string().nullable(),
  checkedAt: z.string(),
  mirroredAt: z.string().nullable(),
});
export type Connection = z.infer<typeof Connection>;

const Budget = z.looseObject({
  bucket: z.string(),
  most: z.number(),
  used: z.number(),
  pausedUntil: z.string().nullable(),
  day: z.object({ limit: z.number(), left: z.number(), endsAt: z.string().nullable() }).nullable(),
});
export type Budget = z.infer<typeof Budget>;

const Portal = z.looseObject({
  portalId: z.number(),
  linked: z.number(),
  notices: z.looseObject({ waiting: z.number(), oldestAt: z.string().nullable() }),
  inbox: z.record(z.enum(['unsure', 'conflict', 'set-aside']), z.number()),
  /** The other systems; one that was never called is not there yet. */
  connections: z.array(Connection),
  budget: z.array(Budget).default([]),
  lastRun: Run.extend({ secondsLeft: z.number().nullable().default(null) }).nullable(),
});
export type Portal = z.infer<typeof Portal>;

/** The portals are the active installs. */
export const Status = z.looseObject({ portals: z.array(Portal) });
export type Status = z.infer<typeof Status>;

const Value = z.union([z.string(), z.boolean(), z.null()]);
export type Value = z.infer<typeof Value>;

/** One change, as the ledger keeps it. */
export const Entry = z.looseObject({
  id: z.number(),
  at: z.string(),
  runId: z.string(),
  object: z.string(),
  recordId: z.string(),
  field: z.string(),
  before: Value,
  after: Value,
  reason: z.string(),
});
export type Entry = z.infer<typeof Entry>;
