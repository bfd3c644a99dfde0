import { z } from 'zod';
import type { Outcome } from '../../engine/connector.ts';
import { failed, problemOf, words } from './refusal.ts';

const Batch = z.object({
  results: z
    .array(z.looseObject({ id: z.coerce.string().optional(), objectWriteTraceId: z.string().optional() }))
    .default([]),
  errors: z.array(z.unknown()).default([]),
});
type Result = z.infer<typeof Batch>['results'][number];

/**
 * Outcomes of the inputs of a batch write, in their order. Every input carried its trace id; results and errors are
 * found by it, and by `isResultOf` should HubSpot not have repeated it.
 */
export function outcomesOf<Input extends { readonly traceId: string }>(
  body: unknown,
  inputs: readonly Input[],
  isResultOf: (result: Result, input: Input) => boolean,
): Outcome[] {
  const { results, errors } = Batch.parse(body);
  const byTrace = new Map(
    results.flatMap((result) => (result.objectWriteTraceId ? [[result.objectWriteTraceId, result]] : [])),
  );
  const reasons = reasonsByTrace(errors);
  return inputs.map((input) => {
    const reason = reasons.get(input.traceId);
    if (reason !== undefined) return failed(reason);
    const result = byTrace.get(input.traceId) ?? results.find((one) => isResultOf(one, input));
    if (result?.id !== undefined) return { status: 'done', id: result.id };
    return { status: 'unknown', reason: 'HubSpot answered the batch without a word on this record.' };
  });
}

function reasonsByTrace(errors: readonly unknown[]): Map<string, string> {
  const problems = errors.map(problemOf);
  return new Map(
    problems.flatMap((problem) =>
      (problem.context?.['objectWriteTraceId'] ?? []).map((id) => [id, words(problem)] as const),
    ),
  );
}
