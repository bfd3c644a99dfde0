import pMap from 'p-map';
import type { Db } from '../store/db.ts';
import { inTrace, newTrace } from '../trace.ts';
import { createSharedInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import type { Observer } from './observer.ts';
import type { OpenPortal } from './open-portal.ts';
import type { Log } from './portal.ts';
import { pollPortal } from './poll.ts';
import { sentence } from './trouble.ts';

const SIDE_BY_SIDE = 4;

interface PollingDeps {
  readonly db: Db;
  readonly pollSeconds: number;
  readonly portals: () => Promise<number[]>;
  readonly openPortal: OpenPortal;
  readonly wake: (portalId: number) => Promise<void>;
  readonly log: Log;
  readonly observer: Observer;
}

/** Polls the right side for every active portal. A system that is down is reported once, and once when it is back. */
export function createPolling({ db, pollSeconds, portals, openPortal, wake, log, observer }: PollingDeps): Interval {
  const failing = new Map<number, string>();
  const pollOne = async (portalId: number, signal: AbortSignal): Promise<void> => {
    try {
      // What a round finds, and what becomes of it, has one id in the log.
      await inTrace(newTrace(), () =>
        observer.work('poll', { portalId }, async () => {
          await pollPortal(await openPortal(portalId, 'live'), signal, () => wake(portalId));
        }),
      );
      if (failing.delete(portalId)) log.info({ portalId }, 'polling works again');
    } catch (error) {
      observer.failed(error, 'poll');
      const words = sentence(error);
      if (failing.get(portalId) !== words) log.warn({ portalId }, `polling fails: ${words}`);
      failing.set(portalId, words);
    }
  };
  const pollAll = async (signal: AbortSignal): Promise<void> => {
    const pollUnlessStopped = async (portalId: number): Promise<void> => {
      if (!signal.aborted) await pollOne(portalId, signal);
    };
    // Side by side: a portal that takes long does not keep the others waiting.
    await pMap(await portals(), pollUnlessStopped, { concurrency: SIDE_BY_SIDE });
  };
  const onError = (error: unknown): void => log.error({ err: error }, 'polling failed');
  return createSharedInterval(db, 'poll', pollSeconds * 1000, pollAll, onError);
}
