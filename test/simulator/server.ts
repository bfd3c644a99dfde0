import { portalOpener } from '../../server/jobs/open-portal.ts';
import { pollPortal } from '../../server/jobs/poll.ts';
import { isExpected } from '../../server/jobs/trouble.ts';
import { createWork } from '../../server/jobs/work.ts';
import { changedNews } from '../../server/jobs/left/echoes.ts';
import { Refused } from '../../server/jobs/refused.ts';
import type { Portal } from '../../server/jobs/portal.ts';
import type { PortalStore } from '../../server/store/portal-store.ts';
import { shownError } from '../../server/log.ts';
import { called, modelConnector } from './model-connector.ts';
import type { Process } from './scheduler.ts';
import type { Event } from './network.ts';
import { mappingFor } from './systems.ts';
import { wordsOf, type World } from './world.ts';

export const PORTAL = 1;

/** Short, so that runs are cut and taken up again all the time. */
const SLICE_MS = 1500;

/** One process of the server: the real loop on a store, two systems and a clock of the simulation. */
export interface Server extends Process {
  readonly drain: () => Promise<void>;
  readonly run: (runId: string) => Promise<void>;
  readonly poll: () => Promise<void>;
  /** The webhook endpoint and the reader of the journal: when it resolves, what deserves a look is accepted. */
  readonly accept: (events: readonly Event[]) => Promise<void>;
  /** A command of the operator; one that is refused, or finds a system busy, is not given again. */
  readonly byHand: (work: (portal: Portal) => Promise<void>) => Promise<void>;
}

export function startServer(world: World): Server {
  const { chance, scheduler, bugs, queue } = world;
  const wake = (): void => queue.wake();
  const process: Process = { alive: true };
  const store = storeOf(world, process);
  const write = (details: object, message: string): void => {
    const { err, ...rest } = details as { err?: unknown };
    world.log.push(JSON.stringify({ ...rest, ...(err !== undefined && { err: shownError(err) }), msg: message }));
  };
  const error = (details: object, message: string): void => {
    write(details, message);
    const { err } = details as { err?: unknown };
    if (err !== undefined && !isExpected(err)) bugs.push(`${message}: ${wordsOf(err)}`);
  };
  const openPortal = portalOpener({
    store: () => store,
    mapping: mappingFor(world.variant),
    async left() {
      const { crm } = world;
      // The token of a portal may be what is wrong.
      if (crm.faults.down && chance.chance(0.5)) throw called(crm, crm.faults.down(crm.name));
      return modelConnector(crm, { random: chance, scheduler, process });
    },
    right: modelConnector(world.erp, { random: chance, scheduler, process }),
    rightName: 'erp',
    log: { info: write, warn: write, error },
    clock: scheduler.clockOf(process),
  });
  const { signal } = new AbortController();
  // A process may also end when all is done and nobody knows of it yet.
  const told = (): Promise<void> => scheduler.turn(process);
  const work = createWork({
    openPortal,
    store: () => store,
    log: { info: write, warn: write, error },
    wake: async () => wake(),
    resume: async (_portalId, runId, afterMs) => queue.sendRun(runId, afterMs),
    sliceMs: SLICE_MS,
    signal,
  });
  return Object.assign(process, {
    drain: () => work.drain(PORTAL).then(told),
    run: (runId: string) => work.run(PORTAL, runId).then(told),
    async poll() {
      try {
        await pollPortal(await openPortal(PORTAL, 'live'), signal, async () => wake());
      } catch (failure) {
        if (!isExpected(failure)) throw failure;
      }
      await told();
    },
    async byHand(command: (portal: Portal) => Promise<void>) {
      try {
        await command(await openPortal(PORTAL, 'card'));
        wake();
      } catch (failure) {
        if (!(failure instanceof Refused) && !isExpected(failure)) throw failure;
      }
    },
    async accept(events: readonly Event[]) {
      const hints = events.flatMap(({ notice, written }) => (written ? [] : [notice]));
      const changed = events.flatMap(({ notice: { object, id }, written }) =>
        written ? [{ object, id, fields: written }] : [],
      );
      const news =
        changed.length === 0 ? [] : await changedNews({ store, mapping: mappingFor(world.variant) }, changed);
      await store.acceptNotices([...hints, ...news]);
      wake();
      await told();
    },
  });
}

/** The store over a network: a process may end before a statement takes effect, and before it does anything with the answer. */
function storeOf({ scheduler, store, lock }: World, process: Process): PortalStore {
  const far =
    <Rest extends unknown[], Result>(call: (...rest: Rest) => Promise<Result>) =>
    async (...rest: Rest): Promise<Result> => {
      await scheduler.turn(process);
      return call(...rest);
    };
  const calls = Object.entries(store).filter(([, call]) => typeof call === 'function');
  const exclusive = <T>(work: () => Promise<T>): Promise<T> => lock.hold(process, work);
  return {
    ...(Object.fromEntries(calls.map(([name, call]) => [name, far(call)])) as unknown as PortalStore),
    exclusive,
  };
}
