import { z } from 'zod';

const isPattern = (source: string): boolean => {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
};

const Match = z.strictObject({
  method: z.string().optional(),
  pathPrefix: z.string().startsWith('/').optional(),
  /** `*` is one part of the path, `**` any number of them: `/crm/objects/*\/companies/**`. */
  path: z.string().startsWith('/').optional(),
  /** A regular expression that is found somewhere in the path. */
  pathRegex: z.string().refine(isPattern, 'must be a regular expression').optional(),
  /** In any of HubSpot's spellings; fits a path that names the type in one of its parts. */
  objectType: z.string().min(1).optional(),
  /** Calls with a token of this app. */
  appId: z.number().int().optional(),
});

/** A disturbance of the API, as `POST /_emulator/faults` takes it. */
export const Fault = z
  .strictObject({
    match: Match.default({}),
    /** Of the requests that fit, the share that is disturbed; drawn from a sequence of this fault's own. */
    probability: z.number().gt(0).max(1).optional(),
    seed: z.number().int().optional(),
    /** Leave this many fitting requests alone first. */
    skip: z.number().int().nonnegative().optional(),
    /** How often; without it, until the fault is deleted. */
    times: z.number().int().positive().optional(),

    /** Answer with this status instead of doing the work. */
    status: z.number().int().min(400).max(599).optional(),
    /** Seconds for a `Retry-After` header beside `status`. */
    retryAfter: z.number().int().positive().optional(),
    /** Which limit a 429 names. */
    policyName: z.enum(['DAILY', 'TEN_SECONDLY_ROLLING', 'SECONDLY']).optional(),
    /** Do the work all the same, and answer `status` instead of its result. */
    afterWrite: z.boolean().optional(),
    /** Do the work, then cut the connection: the caller cannot know that it was done. */
    dropAfterWrite: z.boolean().optional(),
    /** Cut the connection before the work. */
    resetConnection: z.boolean().optional(),
    /** Wait before doing the work, in the machine's time, because the caller measures with its own clock. */
    delayMs: z.number().int().positive().max(600_000).optional(),
    /** Up to this much more, drawn for each request. */
    jitterMs: z.number().int().positive().max(600_000).optional(),
    /** Send the answer in pieces. */
    slowBody: z.strictObject({ bytes: z.number().int().positive(), everyMs: z.number().int().positive() }).optional(),
    /** Send so many bytes of the answer, then cut the connection. */
    truncateBody: z.number().int().nonnegative().optional(),
  })
  .refine((fault) => KINDS.some((kind) => fault[kind] !== undefined), {
    message:
      'say what should happen: status, dropAfterWrite, resetConnection, delayMs, jitterMs, slowBody or truncateBody',
  })
  .refine((fault) => fault.afterWrite === undefined || fault.status !== undefined, {
    message: 'afterWrite needs the status that is answered; to answer nothing, use dropAfterWrite',
  });
export type Fault = z.infer<typeof Fault>;

const KINDS = [
  'status',
  'dropAfterWrite',
  'resetConnection',
  'delayMs',
  'jitterMs',
  'slowBody',
  'truncateBody',
] as const;
