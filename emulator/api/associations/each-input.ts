import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import type { Answer, Call } from '../http/endpoint.ts';
import { HubSpotError } from '../http/errors.ts';

/** An item of `errors`; the published description wants every part, empty ones included. */
export const failedInput = ({ category, message, parts }: HubSpotError): object => ({
  status: 'error',
  category,
  message,
  context: {},
  errors: [],
  links: {},
  ...parts,
});

/** Batches of the associations API need no trace ids: every input is tried, what fails is listed beside what worked. */
export function eachInput<Input>(
  call: Call,
  inputs: readonly Input[],
  most: number,
  complete: number,
  work: (input: Input) => readonly object[],
): Answer {
  requireBatchSize(inputs, most);
  const results: object[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    try {
      results.push(...work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      errors.push(failedInput(error));
    }
  }
  return batchAnswer(call.hub, complete, results, errors);
}
