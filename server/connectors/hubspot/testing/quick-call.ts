import { UNCOUNTED } from '../budget/budget.ts';
import { createCall, type Call, type CallDeps } from '../call.ts';
import { createTransport } from '../transport.ts';

export interface QuickCall {
  readonly call: Call;
  /** Every pause that was asked for; none is really taken. */
  readonly pauses: number[];
}

/** A call without limits, with the token `t1`, that waits for nothing. */
export function quickCall(url: string, deps: Partial<CallDeps> = {}): QuickCall {
  const pauses: number[] = [];
  const call = createCall({
    transport: createTransport(url),
    budget: UNCOUNTED,
    token: (rejected) => Promise.resolve(rejected === undefined ? 't1' : 't2'),
    wait: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
    random: () => 0,
    ...deps,
  });
  return { call, pauses };
}
