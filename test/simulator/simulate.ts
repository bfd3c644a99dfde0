import { createCrew, type Crew } from './crew.ts';
import { handWork } from './by-hand.ts';
import { agreedInvoices, unfollowed } from './associated.ts';
import { agreedCustomers, Broken, broken, doubles, unheeded } from './invariants.ts';
import { leaks } from './leaks.ts';
import { corrects, DEEDS, type Edit } from './people.ts';
import { putsBack } from './puts-back.ts';
import { associates } from './people-associate.ts';
import { createRandom, type Random } from './random.ts';
import { createWorld, type Tell, type World, wordsOf } from './world.ts';

/** What a schedule came to. */
export interface Verdict {
  readonly seed: number;
  /** The sentences of what did not hold, or null. */
  readonly failure: readonly string[] | null;
  readonly events: number;
  readonly turns: number;
  readonly crashes: number;
}

export interface Schedule {
  readonly seed: number;
  /** Which of the numbered events take place; shrinking leaves some out. */
  readonly keeps?: (event: number) => boolean;
  readonly tell?: Tell;
}

const PHASES = 2;
const MOST_EVENTS = 40;
/** So many turns without coming to rest are a loop. */
const MOST_TURNS = 50_000;
/** Every so many seeds the left system tells of values, and the echoes of our own writes are passed over. */
const JOURNAL_EVERY = 20;
/** How often something happens between two turns. */
const BUSTLE = 0.3;

type Happening = 'associate' | 'deed' | 'hand' | 'receive' | 'poll' | 'sync' | 'crash' | 'undo';
/** By how often they happen. */
const HAPPENINGS: readonly Happening[] = [
  ...Array.from({ length: 10 }, (): Happening => 'deed'),
  ...Array.from({ length: 6 }, (): Happening => 'receive'),
  'associate',
  'associate',
  'hand',
  'poll',
  'poll',
  'sync',
  'crash',
  'crash',
  'undo',
  'undo',
];

/** One seed, one schedule: the same to the last turn, every time. */
export async function simulate({ seed, keeps = () => true, tell }: Schedule): Promise<Verdict> {
  const world = createWorld(createRandom(seed), tell);
  world.network.journal = seed % JOURNAL_EVERY === 7;
  const check = (): void => {
    const { scheduler, bugs } = world;
    const found = [...bugs, ...(wasChanged(world) ? doubles(world) : [])];
    if (scheduler.turns() > MOST_TURNS) found.push('it does not come to rest.');
    if (found.length > 0) throw new Broken(found);
  };
  const crew = createCrew(world, 1 + world.chance.below(2), check);
  const events = createEvents(createRandom(seed + 1), world, crew, { keeps, tell });
  let failure: readonly string[] | null = null;
  try {
    for (let phase = 0; phase < PHASES; phase += 1) await live(world, crew, events, tell);
  } catch (error) {
    failure = error instanceof Broken ? error.sentences : [wordsOf(error)];
  }
  return { seed, failure, events: events.count(), turns: world.scheduler.turns(), crashes: crew.crashes() };
}

function wasChanged({ crm, erp }: World): boolean {
  const changed = crm.records.wasChanged();
  return erp.records.wasChanged() || changed;
}

/** People and processes at work while things go wrong; then all comes to rest, and everything must be in order. */
async function live(world: World, crew: Crew, events: Events, tell?: Tell): Promise<void> {
  const { variant, crm, erp, store, chance, relinked } = world;
  const agreed = agreedCustomers(store.state);
  const agreedOn = agreedInvoices({ crm, erp, store });
  const share = (): number => chance.pick([0, 0.02, 0.1, 0.25]);
  setFaults(world, share);
  // The moment that costs most: what was written is not saved yet.
  const endsAfterWrite = share();
  // Half of the time no webhook is lost: then notices alone must be enough.
  if (chance.chance(0.5)) world.network.faults.lost = 0;
  const { edits, rehandled } = events.start();
  for (let left = 5 + chance.below(MOST_EVENTS); left > 0;) {
    const before = crm.applied.length + erp.applied.length;
    if (!chance.chance(BUSTLE) && (await crew.step())) {
      const written = crm.applied.length + erp.applied.length > before;
      if (written && chance.chance(endsAfterWrite)) {
        crew.crash();
        events.correct();
      }
      continue;
    }
    events.happen();
    left -= 1;
  }
  tell?.('== nothing more happens, and nothing goes wrong any more');
  const heard = world.network.faults.lost === 0 && store.state.synced;
  setFaults(world, () => 0);
  await crew.rest();
  for (const rightId of rehandled) agreed.delete(rightId);
  if (heard) {
    crew.poll();
    await crew.rest();
    throwIfAny(unheeded({ variant, crm, erp, store, edits, agreed, relinked }));
  }
  // What waits for another record finds it at the second look.
  const restless = (await catchesUp(world, crew)) && (await catchesUp(world, crew));
  const rested = { variant, crm, erp, store, edits, agreed, relinked };
  throwIfAny([...broken(rested), ...unfollowed(rested, agreedOn), ...leaks(world)]);
  // A round that moved nothing is the proof already that the next one would not.
  if (!restless) return;
  const writes = (): number => crm.applied.length + erp.applied.length;
  const before = writes();
  await crew.catchUp();
  if (writes() > before) throw new Broken([`${writes() - before} writes although nothing had changed.`]);
}

/** A full sync and a poll. Resolves to whether anything was written, in a system or among the links. */
async function catchesUp({ crm, erp, store }: World, crew: Crew): Promise<boolean> {
  const moved = (): number =>
    crm.applied.length + erp.applied.length + store.state.links.changes + store.state.reservedLefts.changes;
  const before = moved();
  await crew.catchUp();
  return moved() > before;
}

function throwIfAny(sentences: readonly string[]): void {
  if (sentences.length > 0) throw new Broken(sentences);
}

interface Events {
  happen(): void;
  /** The person whose value was written last changes it once more. */
  correct(): void;
  /** The edits that people make from now on, and the customers whose links they change. */
  start(): { readonly edits: readonly Edit[]; readonly rehandled: ReadonlySet<string> };
  readonly count: () => number;
}

function createEvents(
  random: Random,
  world: World,
  crew: Crew,
  { keeps, tell }: { keeps: (event: number) => boolean; tell: Tell | undefined },
): Events {
  let edits: Edit[] = [];
  let rehandled = new Set<string>();
  let event = 0;
  let corrections = 0;
  const does: Record<Happening, (by: Random) => void> = {
    deed(by) {
      const { crm, erp, network } = world;
      const last = by.chance(0.25) ? edits.at(-1) : undefined;
      const back = network.journal && by.chance(0.5) ? putsBack(world, by) : null;
      const edit =
        back ??
        (last
          ? corrects(last, crm.records, erp.records, String(event))
          : by.pick(DEEDS)(crm.records, erp.records, by, event));
      if (edit) edits.push(edit);
    },
    associate(by) {
      const edit = associates(world, by, tell);
      if (edit) edits.push(edit);
    },
    hand(by) {
      const work = handWork(world, by, ({ leftId, rightId }) => {
        rehandled.add(rightId);
        for (const id of [leftId, rightId]) if (id !== null) world.relinked.add(id);
      });
      if (!work) return;
      tell?.(work.what);
      crew.byHand(work);
    },
    receive: () => crew.receive(),
    poll: () => crew.poll(),
    sync: () => void crew.beginSync(),
    crash: () => crew.crash(),
    undo: (by) => void crew.beginUndo(by),
  };
  return {
    happen() {
      event += 1;
      const happening = random.pick(HAPPENINGS);
      // Each event has chances of its own, so that one that is left out does not change the others.
      const by = createRandom(random.below(2 ** 31));
      if (!keeps(event)) return;
      tell?.(`-- ${event}: ${happening}`);
      does[happening](by);
    },
    correct() {
      const { crm, erp } = world;
      const values = [crm, erp].flatMap(({ applied }) => {
        const change = applied.at(-1);
        return change && 'fields' in change ? Object.values(change.fields) : [];
      });
      const written = edits.findLast(({ value }) => value !== null && values.includes(value));
      corrections += 1;
      const edit = written && corrects(written, crm.records, erp.records, `${event}.${corrections}`);
      if (edit) edits.push(edit);
    },
    start() {
      edits = [];
      rehandled = new Set();
      return { edits, rehandled };
    },
    count: () => event,
  };
}

function setFaults({ crm, erp, network }: World, share: () => number): void {
  for (const { faults } of [crm, erp]) Object.assign(faults, { busy: share(), lostAnswer: share() });
  Object.assign(network.faults, { lost: share(), doubled: share() });
}
