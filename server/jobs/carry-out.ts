import type { Callback, Outputs } from '../store/callbacks.ts';
import { Refused } from './refused.ts';

export interface WorkflowAction {
  /** What the workflow sends, checked; null when it is not understood. */
  readonly parse: (execution: Execution) => object | null;
  /** Rejects with Refused for what cannot be done as things are. */
  readonly run: (portalId: number, input: object) => Promise<Outputs>;
}
/** What a workflow reached the action with. */
export interface Execution {
  readonly object: { readonly type: string; readonly id: string };
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface CarryDeps {
  readonly actions: Readonly<Record<string, WorkflowAction>>;
  /** Told what became of each. */
  readonly ended: (action: string, outcome: 'done' | 'refused' | 'failed') => void;
}

export type Settled = { readonly outputs: Outputs } | { readonly error: unknown };

export const settled = (work: Promise<Outputs>): Promise<Settled> =>
  work.then(
    (outputs) => ({ outputs }),
    (error: unknown) => ({ error }),
  );

export async function carryOut({ actions, ended }: CarryDeps, { portalId, action, input }: Callback): Promise<Outputs> {
  const known = Object.hasOwn(actions, action) ? actions[action] : undefined;
  try {
    if (!known) throw new Refused(`There is no action ${action} any more.`);
    const outputs = await known.run(portalId, input);
    ended(action, 'done');
    return { ...outputs, hs_execution_state: 'SUCCESS' };
  } catch (error) {
    ended(action, error instanceof Refused ? 'refused' : 'failed');
    if (!(error instanceof Refused)) throw error;
    // The workflow goes on, and can branch on it.
    return { message: error.message, hs_execution_state: 'FAIL_CONTINUE' };
  }
}
