import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** Where some work comes from. It travels with the calls themselves and is kept with what they store. */
export interface Trace {
  /** 32 hex digits, as W3C trace ids are: one for all that follows from one request, round or command. */
  readonly id: string;
  /** Span that the work belongs to, for OpenTelemetry; null at the very beginning. */
  readonly spanId: string | null;
  /** Ids of what was waiting for this work, where that is more than one request. */
  readonly causes: readonly string[];
}

// The one thing that is not handed in: it says which chain of calls runs, and holds nothing of any server.
const running = new AsyncLocalStorage<Trace>();

const MOST_CAUSES = 20;

export const currentTrace = (): Trace | null => running.getStore() ?? null;
/** The id to be kept with what is stored; null outside of any request. */
export const traceId = (): string | null => running.getStore()?.id ?? null;

export const inTrace = <T>(trace: Trace, work: () => T): T => running.run(trace, work);

export const newTrace = (): Trace => ({ id: randomBytes(16).toString('hex'), spanId: null, causes: [] });

/** The first span of a trace has an id that follows from the trace's, so that another process can go on below it. */
export const firstSpanId = (id: string): string => id.slice(0, 16);

/** Goes on with what one request began. Work for several of them has a trace of its own, which names them. */
export function continuedTrace(ids: readonly (string | null | undefined)[]): Trace {
  const causes = [...new Set(ids.filter((id) => typeof id === 'string'))];
  const [only] = causes;
  if (causes.length === 1 && only !== undefined) return { id: only, spanId: firstSpanId(only), causes: [] };
  return { ...newTrace(), causes: causes.slice(0, MOST_CAUSES) };
}
