import pMap from 'p-map';
import type { Connector } from '../../engine/connector.ts';
import { ConfigError } from '../../engine/error.ts';
import type { Inbound } from '../../engine/inbound.ts';
import type { Journal } from '../../engine/journal.ts';
import type { Mapping } from '../../engine/mapping.ts';
import { dueCompares, wantCompare } from '../../store/compares.ts';
import { getCursor, saveCursor } from '../../store/cursors.ts';
import type { Db } from '../../store/db.ts';
import { portalStore } from '../../store/portal-store.ts';
import { lastSyncStartedAt } from '../../store/sync-started.ts';
import { createSharedInterval, type Interval } from '../interval.ts';
import { inTrace, newTrace } from '../../trace.ts';
import { unobserved, type Observer } from '../observer.ts';
import type { Log } from '../portal.ts';
import type { SyncService } from '../sync-service.ts';
import { sentence } from '../trouble.ts';
import { createInStep, type Coverage } from './in-step.ts';
import { journalRound, Place } from './journal-round.ts';
import { sweepObject, type Told } from './sweep-object.ts';

export interface JournalFeed {
  readonly journal: Journal;
  /** Makes the subscriptions of these portals what the mapping needs. */
  readonly keepInStep: (portals: readonly number[]) => Promise<readonly Coverage[]>;
}

export interface LeftFeedDeps {
  readonly db: Db;
  readonly mapping: Mapping;
  /** Null: the app cannot have one. */
  readonly journal: JournalFeed | null;
  /** For live changes. */
  readonly left: (portalId: number) => Promise<Connector>;
  readonly portals: () => Promise<number[]>;
  readonly receive: (portalId: number, inbound: Inbound) => Promise<void>;
  readonly sync: Pick<SyncService, 'begin'>;
  readonly log: Log;
  readonly observer?: Observer;
  readonly now: () => number;
}

/** Keys that no portal has, so that one process of all reads or sweeps at a time. */
const JOURNAL_LOCK = Number.MAX_SAFE_INTEGER;
const SWEEP_LOCK = Number.MAX_SAFE_INTEGER - 1;
/** The journal is of the app, not of a portal. */
const APP = 0;
const PLACE = 'journal';
/** Soon after an install: its first sync then need not be followed by a comparison of everything. */
const SUBSCRIBE_MS = 1000;
const SWEEP_MS = 60_000;
const SIDE_BY_SIDE = 4;

export interface LeftFeed {
  /** Sees to it that the journal tells of the accounts there are. What happens before it does is not in it. */
  subscribe(): Promise<void>;
  /** One look at the journal, where there is one, and whatever follows from it. */
  readJournal(signal: AbortSignal): Promise<void>;
  /** One look at what the journal does not tell of. */
  sweep(signal: AbortSignal): Promise<void>;
}

/** What changed on the left and was not pushed, or whose push was lost: the journal, and where there is none the dates. */
export function createLeftFeed(deps: LeftFeedDeps): LeftFeed {
  const { db, log, mapping, now, observer = unobserved } = deps;
  const objects = [...new Set(mapping.pairs.map((pair) => pair.left))];
  const told = new Map<number, Told>();
  const trouble = createTrouble(log);
  const inStep = createInStep(deps);

  const stepIfDue = async ({ keepInStep }: JournalFeed): Promise<void> => {
    const portals = await deps.portals();
    if (!(await inStep.isDue(portals))) return;
    const coverage = await keepInStep(portals);
    for (const { portalId, isNew } of coverage) if (isNew) await wantCompare(db, portalId);
    await inStep.done(portals, coverage);
  };

  const readOn = async (feed: JournalFeed, signal: AbortSignal): Promise<void> => {
    await stepIfDue(feed);
    const active = new Set(await deps.portals());
    await journalRound(
      {
        journal: feed.journal,
        load: async () => parsePlace(await getCursor(db, APP, PLACE)),
        save: (place) => saveCursor(db, APP, PLACE, JSON.stringify(place)),
        receive: deps.receive,
        isActive: (portalId) => Promise.resolve(active.has(portalId)),
        compare: (portalId) => wantCompare(db, portalId),
        portals: () => Promise.resolve([...active]),
        log,
        now,
      },
      signal,
    );
    for (const portalId of await dueCompares(db)) if (active.has(portalId)) await deps.sync.begin(portalId, 'sync');
  };

  const sweepPortal = async (portalId: number, signal: AbortSignal): Promise<void> => {
    const known = told.get(portalId) ?? new Map<string, string>();
    told.set(portalId, known);
    const sweepDeps = {
      left: await deps.left(portalId),
      store: portalStore(db, portalId),
      mapping,
      begunAt: () => lastSyncStartedAt(db, portalId),
      told: known,
      now,
    };
    const covered = await inStep.covered(portalId);
    for (const object of objects) {
      if (signal.aborted) return;
      if (!covered.has(object)) await sweepObject(sweepDeps, object, signal);
    }
  };

  return {
    async subscribe() {
      const feed = deps.journal;
      if (feed === null || !(await inStep.areOthers(await deps.portals()))) return;
      await db.exclusive(JOURNAL_LOCK, () => stepIfDue(feed));
    },
    async readJournal(signal) {
      const feed = deps.journal;
      if (feed === null) return;
      await trouble.tell('the journal', async (error) => {
        // No right to it, or none any more: what it told of is looked for by its dates.
        observer.failed(error, 'journal');
        await inStep.lost({ untold: error instanceof ConfigError });
      })(() => inTrace(newTrace(), () => db.exclusive(JOURNAL_LOCK, () => readOn(feed, signal))));
    },
    sweep: (signal) =>
      db.exclusive(SWEEP_LOCK, async () => {
        const sweepOne = async (portalId: number): Promise<void> => {
          if (!signal.aborted)
            await inTrace(newTrace(), () =>
              trouble.tell(`the sweep of account ${portalId}`, async (error) => observer.failed(error, 'sweep'))(() =>
                sweepPortal(portalId, signal),
              ),
            );
        };
        await pMap(await deps.portals(), sweepOne, { concurrency: SIDE_BY_SIDE });
      }),
  };
}

/** The feed at work: the journal as often as the right side is asked, the dates once a minute. */
export function createLeftFeedIntervals(deps: LeftFeedDeps, pollSeconds: number): Interval {
  const feed = createLeftFeed(deps);
  const onError = (error: unknown): void => deps.log.error({ err: error }, 'looking for changes on the left failed');
  const shared = (name: string, everyMs: number, work: (signal: AbortSignal) => Promise<void>): Interval =>
    createSharedInterval(deps.db, name, everyMs, work, onError);
  const intervals = [
    shared('subscribe', SUBSCRIBE_MS, () => feed.subscribe()),
    shared('journal', pollSeconds * 1000, (signal) => feed.readJournal(signal)),
    shared('sweep', SWEEP_MS, (signal) => feed.sweep(signal)),
  ];
  return {
    start: () => intervals.forEach((interval) => interval.start()),
    async stop() {
      await Promise.all(intervals.map((interval) => interval.stop()));
    },
  };
}

/** What another version of the program kept in another form is as good as nothing. */
const parsePlace = (text: string | null): Place | null =>
  text === null ? null : (Place.safeParse(JSON.parse(text)).data ?? null);

/** Each trouble is reported once, and once when it is over. */
function createTrouble(log: Log) {
  const failing = new Map<string, string>();
  return {
    /** Resolves to whether the work went well. */
    tell:
      (what: string, onError: (error: unknown) => Promise<void> = () => Promise.resolve()) =>
      async (work: () => Promise<void>): Promise<boolean> => {
        try {
          await work();
          if (failing.delete(what)) log.info({}, `${what}: it works again`);
          return true;
        } catch (error) {
          const words = sentence(error);
          if (failing.get(what) !== words) log.warn({ err: error }, `${what} fails: ${words}`);
          failing.set(what, words);
          await onError(error);
          return false;
        }
      },
  };
}
