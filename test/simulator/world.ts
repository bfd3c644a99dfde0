import type { RecordRef, Side } from '../../server/engine/record.ts';
import { createEnds } from './ends.ts';
import { createLock, type Lock } from './lock.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import type { ModelSystem, TakenAway } from './model-connector.ts';
import { createModelRecords, type ModelOptions } from './model-records.ts';
import { createNetwork, type Network } from './network.ts';
import { createQueue, type Queue } from './queue.ts';
import { createRandom, type Random } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { CRM, ERP, PAIR_OF } from './systems.ts';
import { drawVariant, type Variant } from './variant.ts';
import { createWorkers, type Workers } from './workers.ts';

/** Everything there is besides the processes: it outlives them. */
export interface World {
  readonly variant: Variant;
  readonly scheduler: Scheduler;
  readonly store: MemoryStore;
  readonly lock: Lock;
  readonly crm: ModelSystem;
  readonly erp: ModelSystem;
  readonly network: Network;
  readonly queue: Queue;
  /** What goes wrong, and who goes on, is drawn here; what people do is not, so that leaving out one deed changes no other. */
  readonly chance: Random;
  /** What a person would be paged for: failures that nobody expects. */
  readonly bugs: string[];
  /** Every line that was logged, as the log has it. */
  readonly log: string[];
  /** Customers, and their companies, whose links people have ever changed by hand. */
  readonly relinked: Set<string>;
}

export type Tell = (sentence: string) => void;

/** What portals share. */
export interface Place {
  readonly scheduler: Scheduler;
  readonly workers: Workers;
}

export const createPlace = (chance: Random, free = { drain: 1, run: 1 }): Place => ({
  scheduler: createScheduler(createRandom(chance.below(2 ** 31))),
  workers: createWorkers({ ...free }),
});

/** `variant`: drawn, unless the work to be done asks for one. */
export function createWorld(
  chance: Random,
  tell?: Tell,
  wanted?: Variant,
  { scheduler, workers } = createPlace(chance),
): World {
  const network = createNetwork(createRandom(chance.below(2 ** 31)));
  const store = createMemoryStore(scheduler.now);
  const variant = wanted ?? drawVariant(chance);
  tell?.(`the mapping: ${JSON.stringify(variant)}`);
  const bugs: string[] = [];
  // HubSpot's clock and ours may differ by seconds; the rule "newest" must not break on it.
  const skewMs = chance.below(10_000) - 5000;
  const system = (name: string, options: Omit<ModelOptions, 'tell'>): ModelSystem => ({
    name,
    records: createModelRecords({ ...options, ...(tell && { tell }) }),
    faults: { busy: 0, lostAnswer: 0, untold: false, down: null },
    secret: `canary-${name}-${chance.below(2 ** 31)}`,
    ends: createEnds(),
    applied: [],
    takenAway: [],
    overwritten: new Set(),
    ...(tell && { tell }),
  });
  const crm = system('crm', {
    prefix: 'L',
    objects: CRM,
    can: variant.leftRestores ? [...NO_RESTORE, 'restore'] : NO_RESTORE,
    now: () => scheduler.now() + skewMs,
    onChange: ({ object, id }, written) =>
      network.send({ notice: { side: 'left', object, id }, ...(written && { written }) }),
    onMerge: (object, oldId, id) => crm.ends.rename(`${object} ${oldId}`, `${object} ${id}`),
    onTakeAway: (ref) => void crm.takenAway.push({ ...ref, ...linkedAs(store, 'left', ref) }),
  });
  const erp = system('erp', {
    prefix: 'R',
    objects: ERP,
    can: [...NO_RESTORE, 'restore'],
    now: scheduler.now,
    onChange: () => {},
    onTakeAway: (ref) => void erp.takenAway.push({ ...ref, ...linkedAs(store, 'right', ref) }),
  });
  const onFailure = (what: string, error: unknown): void => void bugs.push(`${what}: ${wordsOf(error)}`);
  const queue = createQueue({ random: chance, store, workers, now: scheduler.now, onFailure });
  return {
    variant,
    scheduler,
    store,
    lock: createLock(),
    crm,
    erp,
    network,
    queue,
    chance,
    bugs,
    log: [],
    relinked: new Set(),
  };
}

/** What the store says of a record now. */
function linkedAs({ state }: MemoryStore, side: Side, { object, id }: RecordRef): Omit<TakenAway, 'object' | 'id'> {
  const pair = PAIR_OF[object] ?? '';
  const key = JSON.stringify([pair, id]);
  const otherId = side === 'left' ? state.linkedLefts.get(key) : state.links.get(key)?.leftId;
  const none = side === 'left' ? [pair, id, null] : [pair, null, id];
  return { otherId: otherId ?? null, wantsNone: state.separated.get(JSON.stringify(none)) !== undefined };
}

const NO_RESTORE = ['create', 'update', 'archive', 'delete'] as const;

export const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);
