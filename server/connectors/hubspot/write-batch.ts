import type { Outcome } from '../../engine/connector.ts';
import { LostAnswer } from './call.ts';
import { failed, Refusal } from './refusal.ts';

/** Sends one batch and returns the outcomes of its inputs, in order. */
export type Send<Input> = (inputs: readonly Input[]) => Promise<Outcome[]>;

/**
 * Turns what went wrong with a whole batch into outcomes. A batch that is refused is sent again in halves until the
 * input that spoils it stands alone; all our writes may be repeated. Throws RetryLater, ConfigError, and bugs.
 */
export async function sendBatch<Input>(inputs: readonly Input[], send: Send<Input>): Promise<Outcome[]> {
  try {
    return await send(inputs);
  } catch (error) {
    if (error instanceof LostAnswer) return inputs.map(() => ({ status: 'unknown', reason: error.message }));
    if (!(error instanceof Refusal)) throw error;
    if (inputs.length <= 1) return inputs.map(() => failed(error.words));
    const middle = Math.ceil(inputs.length / 2);
    return [...(await sendBatch(inputs.slice(0, middle), send)), ...(await sendBatch(inputs.slice(middle), send))];
  }
}
