import type { RunKind } from '../store/runs.ts';

export interface ConnectorCall {
  readonly portalId: number;
  readonly connector: string;
  /** The method of the interface: `read`, `get`, `write` ... */
  readonly kind: string;
}

/** Hears of the work from outside: to count it, to time it, to put it into traces. What it is told decides nothing. */
export interface Observer {
  /** Runs one call of one of the two systems. */
  call<T>(call: ConnectorCall, work: () => Promise<T>): Promise<T>;
  /** Runs one piece of work on a portal: a batch of looks, a slice of a run, a round of polling. */
  work<T>(name: string, details: { readonly portalId: number }, work: () => Promise<T>): Promise<T>;
  runEnded(kind: RunKind, state: 'done' | 'failed'): void;
  /** `where`: what was being done, in a few fixed words. */
  failed(error: unknown, where: 'look' | 'run' | 'poll' | 'record' | 'journal' | 'sweep'): void;
}

export const unobserved: Observer = {
  call: (_call, work) => work(),
  work: (_name, _details, work) => work(),
  runEnded: () => {},
  failed: () => {},
};
