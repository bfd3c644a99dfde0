import { setTimeout as wait } from 'node:timers/promises';
import {
  dropCallback,
  forgetCallbacks,
  putOffCallback,
  saveOutputs,
  saveTold,
  takeCallback,
  takeDueCallbacks,
  type Callback,
  type NewCallback,
  type Outputs,
} from '../store/callbacks.ts';
import type { Db } from '../store/db.ts';
import { createInterval } from './interval.ts';
import type { Log } from './portal.ts';
import { carryOut, settled, type CarryDeps } from './carry-out.ts';
import { Refused } from './refused.ts';
import { retryDelayMs, sentence } from './trouble.ts';

export interface CallbackDeps extends CarryDeps {
  readonly db: Db;
  /** Gives HubSpot the outputs of an action that it waits for. Rejects with Refused when it waits no more. */
  readonly tell: (portalId: number, id: string, outputs: Outputs) => Promise<void>;
  readonly log: Log;
}

export interface Callbacks {
  /**
   * Carries out what a workflow asks for, once for each callback id. Resolves to the outputs, or to null when it takes
   * longer than `withinMs`: HubSpot is told them later. Rejects with what failed in that time; HubSpot asks again.
   */
  execute(portalId: number, asked: NewCallback, withinMs: number): Promise<Outputs | null>;
  /** Goes on with all that nobody has in hand any more. */
  sweep(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const SWEEP_MS = 5000;
const AT_ONCE = 20;
const STOP_MS = 2000;
const LATE = Symbol('late');

/** Executions of workflow actions: an answer in time, or a callback later, through restarts. */
export function createCallbacks(deps: CallbackDeps): Callbacks {
  const { db, log } = deps;
  const open = new Set<Promise<void>>();
  const later = (work: Promise<void>): void => {
    const kept = work.catch((error: unknown) =>
      log.error({ err: error }, 'a workflow action is left for the next sweep'),
    );
    open.add(kept);
    void kept.finally(() => open.delete(kept));
  };
  const begin = async (): Promise<void> => {
    for (const callback of await takeDueCallbacks(db, AT_ONCE)) later(goOn(deps, callback));
    await forgetCallbacks(db);
  };
  const sweeping = createInterval(SWEEP_MS, begin, (error) =>
    log.error({ err: error }, 'the search for open workflow actions failed'),
  );
  return {
    async execute(portalId, asked, withinMs) {
      const { isMine, callback } = await takeCallback(db, portalId, asked);
      if (!isMine) {
        if (callback.outputs !== null) await saveTold(db, callback);
        return callback.outputs;
      }
      log.info({ portalId, action: asked.action, actor: asked.actor, callback: asked.id }, 'a workflow acts');
      const work = carryOut(deps, callback);
      const first = await Promise.race([settled(work), wait(withinMs, LATE, { ref: false })]);
      if (first === LATE) {
        later(finish(deps, callback, work));
        return null;
      }
      if ('error' in first) {
        await dropCallback(db, callback);
        throw first.error;
      }
      await saveOutputs(db, callback, first.outputs, { told: true });
      return first.outputs;
    },
    async sweep() {
      await begin();
      await Promise.all(open);
    },
    start: () => sweeping.start(),
    async stop() {
      await sweeping.stop();
      // What takes longer is taken up by the next process, after its lease.
      await Promise.race([Promise.all(open), wait(STOP_MS, null, { ref: false })]);
    },
  };
}

/** What took too long for an answer: its outputs are kept, then told. */
async function finish(deps: CallbackDeps, callback: Callback, work: Promise<Outputs>): Promise<void> {
  const { db, log } = deps;
  const { portalId, id } = callback;
  const end = await settled(work);
  if ('error' in end) {
    log.warn({ portalId, callback: id }, `a workflow action is tried again: ${sentence(end.error)}`);
    return putOffCallback(db, callback, retryDelayMs(end.error, callback.tries));
  }
  await saveOutputs(db, callback, end.outputs, { told: false });
  await tellHubSpot(deps, callback, end.outputs);
}

async function goOn(deps: CallbackDeps, callback: Callback): Promise<void> {
  const { portalId, id, outputs, isExpired } = callback;
  if (isExpired) {
    deps.log.warn({ portalId, callback: id }, 'a workflow waited for its action in vain, and went on');
    return saveTold(deps.db, callback);
  }
  if (outputs === null) return finish(deps, callback, carryOut(deps, callback));
  return tellHubSpot(deps, callback, outputs);
}

async function tellHubSpot({ db, tell, log }: CallbackDeps, callback: Callback, outputs: Outputs): Promise<void> {
  const { portalId, id, tries } = callback;
  try {
    await tell(portalId, id, outputs);
    await saveTold(db, callback);
  } catch (error) {
    log.warn({ portalId, callback: id }, `a workflow could not be told: ${sentence(error)}`);
    if (error instanceof Refused) return saveTold(db, callback);
    await putOffCallback(db, callback, retryDelayMs(error, tries));
  }
}
