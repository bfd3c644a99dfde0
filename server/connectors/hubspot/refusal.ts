import { z } from 'zod';
import type { Outcome } from '../../engine/connector.ts';

const Context = z.record(z.string(), z.array(z.union([z.string(), z.number()]).transform(String))).catch({});

/** HubSpot promises no field of an error, so each one is optional here and a wrong one is ignored. */
const Problem = z.object({
  message: z.string().optional().catch(undefined),
  category: z.string().optional().catch(undefined),
  policyName: z.string().optional().catch(undefined),
  context: Context.optional(),
  errors: z
    .array(
      z.object({
        message: z.string().optional().catch(undefined),
        code: z.string().optional().catch(undefined),
        context: Context.optional(),
      }),
    )
    .optional()
    .catch(undefined),
});
export type Problem = z.infer<typeof Problem>;

export function problemOf(body: unknown): Problem {
  return Problem.safeParse(body).data ?? {};
}

/** HubSpot understood the call and will not do it: repeating it as it is has no point. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** HubSpot's own words, without ours. */
  readonly words: string;
  constructor(status: number, body: unknown, what: string) {
    const problem = problemOf(body);
    super(`HubSpot refused ${what} (${status}): ${words(problem)}`);
    this.name = 'Refusal';
    this.status = status;
    this.problem = problem;
    this.words = words(problem);
  }
}

/** HubSpot's own words for a person. Validation messages carry their sentences inside a JSON text; those are taken out. */
export function words(problem: Problem): string {
  const message = problem.message ?? 'no reason was given';
  const inner = /^Property values were not valid: (\[.*\])$/s.exec(message)?.[1];
  const sentences = inner === undefined ? [] : innerMessages(inner);
  if (sentences.length > 0) return sentences.join('; ');
  const details = (problem.errors ?? [])
    .flatMap((error) => error.message ?? [])
    .filter((detail) => !message.includes(detail));
  return [message, ...details].join(': ');
}

/** The outcome of a change that HubSpot refused with these words. */
export function failed(reason: string): Outcome {
  const existingId = /already exists.*\bExisting ID: (\d+)/i.exec(reason)?.[1];
  return { status: 'failed', reason, retryAfterMs: null, ...(existingId !== undefined && { existingId }) };
}

function innerMessages(json: string): string[] {
  try {
    return z
      .array(z.object({ message: z.string() }))
      .parse(JSON.parse(json))
      .map((entry) => entry.message);
  } catch {
    return [];
  }
}
