import { z } from 'zod';

/** A disturbance of the API, as `POST /_emulator/faults` takes it. */
export const Fault = z
  .strictObject({
    match: z.strictObject({ method: z.string().optional(), pathPrefix: z.string().optional() }).default({}),
    /** Answer with this status instead of doing the work. */
    status: z.number().int().min(400).max(599).optional(),
    /** Seconds for a `Retry-After` header beside `status`. */
    retryAfter: z.number().int().positive().optional(),
    /** Do the work, then cut the connection: the caller cannot know that it was done. */
    dropAfterWrite: z.boolean().optional(),
    /** Wait before doing the work. */
    delayMs: z.number().int().positive().max(600_000).optional(),
    /** How often; without it, until the next reset. */
    times: z.number().int().positive().optional(),
  })
  .refine((fault) => fault.status ?? fault.dropAfterWrite ?? fault.delayMs, {
    message: 'say what should happen: status, dropAfterWrite or delayMs',
  });
export type Fault = z.infer<typeof Fault>;

export interface Faults {
  add(fault: Fault): void;
  /** The first fault that fits; it is used up by this. */
  take(method: string, path: string): Fault | undefined;
  all(): readonly Fault[];
  clear(): void;
}

export function createFaults(): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void faults.push({ fault, left: fault.times ?? Infinity }),
    take(method, path) {
      const found = faults.find(
        ({ fault: { match } }) =>
          (match.method === undefined || match.method.toUpperCase() === method) &&
          path.startsWith(match.pathPrefix ?? '/'),
      );
      if (!found) return undefined;
      found.left -= 1;
      faults = faults.filter((one) => one.left > 0);
      return found.fault;
    },
    all: () => faults.map(({ fault, left }) => (left === Infinity ? fault : { ...fault, times: left })),
    clear() {
      faults = [];
    },
  };
}
