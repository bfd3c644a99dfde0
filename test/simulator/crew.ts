import { beginUndo as startUndo } from '../../server/jobs/begin-undo.ts';
import { Refused } from '../../server/jobs/refused.ts';
import { type Server, startServer } from './server.ts';
import { quiet } from './scheduler.ts';
import type { HandWork } from './by-hand.ts';
import type { Event } from './network.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** The processes that are at work, and what may happen to them. */
export interface Crew {
  /** One of them ends in the middle of whatever it does, and another one is started. */
  crash(): void;
  readonly crashes: () => number;
  /** Some of the webhooks that are on their way come in. */
  receive(): void;
  beginSync(): Promise<void>;
  /** A person has something undone that was written: a run, or one record or field of it. */
  beginUndo(by: Random): Promise<void>;
  poll(): void;
  /** Work that nobody is at is handed out. */
  hand(): void;
  /** A person gives a command to one of them. */
  byHand(work: HandWork): void;
  /** Lets one of the waiting calls go on. False when there is none. */
  step(): Promise<boolean>;
  /** Until nobody works, nothing is on its way, and no notice waits that may be looked at. */
  rest(): Promise<void>;
  /** A full sync and a poll, to the end. */
  catchUp(): Promise<void>;
}

/** Fields of the left side that follow the right one. */
const MEDDLED = ['name', 'amount'];

export function createCrew(world: World, size: number, check: () => void): Crew {
  const { scheduler, store, lock, network, queue, chance, bugs } = world;
  const servers: Server[] = Array.from({ length: size }, () => startServer(world));
  /** Webhooks that nobody said 200 to yet; the sender tries those of a dead process again. */
  const unanswered = new Set<{ readonly server: Server; readonly events: readonly Event[] }>();
  let crashes = 0;
  const receive = (): void => {
    const events = network.arrive();
    if (events.length === 0) return;
    const server = chance.pick(servers);
    const request = { server, events };
    unanswered.add(request);
    server.accept(events).then(
      () => unanswered.delete(request),
      (error: unknown) => bugs.push(`accept: ${String(error)}`),
    );
  };
  const beginSync = async (): Promise<void> => queue.sendRun((await store.startRun('sync')).id);
  const hand = (): void => queue.hand(servers);
  const beginUndo = async (by: Random): Promise<void> => {
    // Mostly what was written a moment ago, which nobody has changed since.
    const written = store.state.ledger.filter(({ reason }) => reason !== 'create' || by.chance(0.1)).slice(-5);
    if (written.length === 0) return;
    const { runId, side, object, recordId, field } = by.pick(written);
    // What people write there now is nobody's to take back.
    const record = side === 'left' && MEDDLED.includes(field) ? world.crm.records.get(object, recordId) : undefined;
    if (record && by.chance(0.3)) {
      world.crm.records.put(object, record.id, { [field]: String(1_000_000 + by.below(1_000_000)) });
    }
    const asked = by.pick([{ runId }, { runId, object, recordId }, { object, recordId, field }, { object, recordId }]);
    try {
      const { id } = await startUndo(store, asked, by.chance(0.1));
      queue.sendRun(id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  };
  const step = async (): Promise<boolean> => {
    hand();
    // Whoever was started since the last turn comes to its first call.
    if (!scheduler.isAwaited()) await quiet();
    if (!scheduler.step()) return false;
    await quiet();
    check();
    return true;
  };
  const rest = async (): Promise<void> => {
    for (;;) {
      if (await step()) continue;
      if (network.onTheWay() > 0) receive();
      else if (!queue.isIdle()) queue.wake();
      else {
        const due = Math.min(store.nextDue() ?? Infinity, queue.nextDue() ?? Infinity);
        if (due === Infinity) return;
        scheduler.pass(Math.max(0, due - scheduler.now()));
      }
    }
  };
  return {
    crash() {
      const [dead] = servers.splice(chance.below(servers.length), 1, startServer(world));
      if (!dead) return;
      dead.alive = false;
      lock.ended(dead);
      for (const request of unanswered) {
        if (request.server !== dead) continue;
        unanswered.delete(request);
        network.resend(request.events);
      }
      crashes += 1;
    },
    crashes: () => crashes,
    receive,
    beginSync,
    beginUndo,
    poll: () => queue.poll(servers),
    hand,
    byHand({ work }) {
      chance
        .pick(servers)
        .byHand(work)
        .catch((error: unknown) => void bugs.push(`by hand: ${String(error)}`));
    },
    step,
    rest,
    async catchUp() {
      await beginSync();
      await rest();
      queue.poll(servers);
      await rest();
    },
  };
}
