import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import type { Answer } from './endpoint.ts';
import { HubSpotError, invalid } from './errors.ts';

/** HubSpot's batch answer; `complete` is the status when nothing failed, 207 otherwise. */
export function batchAnswer(
  hub: Hub,
  complete: number,
  results: readonly object[],
  errors: readonly object[] = [],
): Answer {
  const now = iso(hub.clock.now());
  const failed = errors.length === 0 ? {} : { numErrors: errors.length, errors };
  return {
    status: errors.length === 0 ? complete : 207,
    body: { status: 'COMPLETE', results, startedAt: now, completedAt: now, ...failed },
  };
}

export function requireBatchSize(inputs: readonly unknown[], most: number): void {
  if (inputs.length <= most) return;
  throw invalid(
    `The maximum number of inputs supported in a batch request is ${most}, but ${inputs.length} were given.`,
  );
}

interface Traced {
  readonly objectWriteTraceId?: string | undefined;
}

/** A partial failure is answered only when every input carries a trace id of its own. */
export function allTraced(inputs: readonly Traced[]): boolean {
  const ids = inputs.map((input) => input.objectWriteTraceId);
  return ids.every((id) => id !== undefined && id !== '') && new Set(ids).size === ids.length;
}

export function failedItem(error: HubSpotError, traceId: string): object {
  const { context, ...parts } = error.parts;
  return {
    status: 'error',
    category: error.category,
    message: error.message,
    ...parts,
    context: { ...context, objectWriteTraceId: [traceId] },
  };
}

/**
 * Runs a batch of writes by HubSpot's rule: with trace ids every input stands alone; without, all are planned before
 * the first is applied, and the first error fails the whole batch.
 */
export function runBatch<Input extends Traced, Planned, Result extends object>(
  inputs: readonly Input[],
  plan: (input: Input, shared: Set<string>) => Planned,
  apply: (planned: Planned, input: Input) => Result,
): { results: Result[]; errors: object[] } {
  if (!allTraced(inputs)) {
    const shared = new Set<string>();
    const planned = inputs.map((input) => ({ input, planned: plan(input, shared) }));
    return { results: planned.map((one) => apply(one.planned, one.input)), errors: [] };
  }
  const results: Result[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    try {
      results.push(apply(plan(input, new Set()), input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      errors.push(failedItem(error, input.objectWriteTraceId ?? ''));
    }
  }
  return { results, errors };
}
