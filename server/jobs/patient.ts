import type { RecordPage, ReadRequest, Connector } from '../engine/connector.ts';
import { RetryLater } from '../engine/error.ts';
import type { Clock } from './clock.ts';
import { GoOnLater } from './slice.ts';

/** After so many times in a row a run gives up with the system's own sentence. */
const TRIES = 10;

/** Does the work again after the time a system asks for. */
export async function patiently<T>(clock: Clock, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryLater) || tries === TRIES || signal.aborted) throw error;
      await waitFor(clock, error, signal);
    }
  }
}

/** Pages of a system that may be busy in between: reading goes on after the last whole page. */
export async function* patientPages(
  clock: Clock,
  connector: Connector,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncIterable<RecordPage> {
  let cursor = request.cursor;
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      for await (const page of connector.read({ ...request, cursor })) {
        yield page;
        cursor = page.cursor;
        tries = 1;
        if (signal.aborted) return;
      }
      return;
    } catch (error) {
      if (!(error instanceof RetryLater) || tries === TRIES) throw error;
      await waitFor(clock, error, signal);
    }
  }
}

/** Whoever gives the worker back instead of waiting says what for. */
async function waitFor(clock: Clock, error: RetryLater, signal: AbortSignal): Promise<void> {
  try {
    await clock.pause(error.afterMs, signal);
  } catch (stop) {
    throw stop instanceof GoOnLater ? new GoOnLater(stop.afterMs, { cause: error }) : stop;
  }
}
