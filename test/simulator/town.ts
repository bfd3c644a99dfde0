import { ConfigError, RetryLater } from '../../server/engine/error.ts';
import { createCrew, type Crew } from './crew.ts';
import { Broken, broken, doubles } from './invariants.ts';
import { leaks } from './leaks.ts';
import { DEEDS } from './people.ts';
import { createRandom, type Random } from './random.ts';
import type { Schedule, Verdict } from './simulate.ts';
import { createPlace, createWorld, type Place, type Tell, type World, wordsOf } from './world.ts';

interface Portal {
  readonly world: World;
  readonly crew: Crew;
}

/** Portals that share the workers. The first one is in trouble for most of the time. */
interface Town {
  readonly place: Place;
  readonly troubled: Portal;
  readonly others: readonly Portal[];
}

/**
 * What the others take at most for all their work, in the time of the simulation. Undisturbed they take about 10 s; a
 * worker that waits for the troubled one as long as its system asks for (an hour, or ten times some seconds) exceeds it.
 */
export const HELD_AT_MOST_MS = 40_000;

/** How a system refuses everything. */
const TROUBLES: readonly ((name: string) => Error)[] = [
  (name) => new RetryLater(`${name} has had enough calls for today.`, 3_600_000),
  (name) => new RetryLater(`${name} is busy.`, 4000),
  (name) => new RetryLater(`${name} is busy.`, 300),
  (name) => new ConfigError(`${name} does not accept the token.`, 'Install the app again.'),
];

const MOST_TURNS = 100_000;

/**
 * Several portals, one of them in trouble: the others come to rest in time, with all in order, while its systems refuse
 * everything; and once they do not any more, it comes to rest as well.
 */
export async function simulateTown({ seed, tell }: Pick<Schedule, 'seed' | 'tell'>): Promise<Verdict> {
  const chance = createRandom(seed);
  const town = createTown(chance, tell);
  let events = 0;
  let failure: readonly string[] | null = null;
  try {
    await work(town, chance, 40);
    setTrouble(town, chance, tell);
    for (events = 20 + chance.below(40); events > 0; events -= 1) {
      happen(chance.chance(0.4) ? town.troubled : chance.pick(town.others), chance);
      await work(town, chance, 6);
    }
    tell?.('== nothing more happens; the others come to rest');
    await restInTime(town);
    tell?.('== the trouble is over');
    setTrouble(town, null);
    await catchUp(town, [town.troubled]);
    await catchUp(town, [town.troubled]);
    throwIfAny(allOf(town).flatMap(({ world }) => [...inOrder(world), ...leaks(world)]));
  } catch (error) {
    failure = error instanceof Broken ? error.sentences : [wordsOf(error)];
  }
  const crashes = allOf(town).reduce((sum, { crew }) => sum + crew.crashes(), 0);
  return { seed, failure, events, turns: town.place.scheduler.turns(), crashes };
}

const allOf = ({ troubled, others }: Town): readonly Portal[] => [troubled, ...others];

const inOrder = ({ variant, crm, erp, store }: World): string[] =>
  broken({ variant, crm, erp, store, edits: [], agreed: new Set(), relinked: new Set<string>() });

function createTown(chance: Random, tell?: Tell): Town {
  const place = createPlace(chance, { drain: 1 + chance.below(2), run: 1 + chance.below(2) });
  const open = (no: number): Portal => {
    const told: Tell | undefined = tell && ((sentence) => tell(`portal ${no}: ${sentence}`));
    const world = createWorld(createRandom(chance.below(2 ** 31)), told, undefined, place);
    const crew = createCrew(world, 1, () => {});
    world.erp.records.create('customer', { name: 'Alfreds', domain: 'alfki.example', phone: '1' });
    void crew.beginSync();
    return { world, crew };
  };
  return { place, troubled: open(0), others: Array.from({ length: 1 + chance.below(2) }, (_, no) => open(no + 1)) };
}

function setTrouble({ troubled: { world } }: Town, chance: Random | null, tell?: Tell): void {
  const down = chance?.pick(TROUBLES) ?? null;
  const system = chance?.pick([world.crm, world.erp]);
  for (const one of [world.crm, world.erp]) one.faults.down = down && (!system || one === system) ? down : null;
  if (system) tell?.(`portal 0: ${system.name} refuses everything: ${String(down?.(system.name))}`);
}

function happen({ world, crew }: Portal, chance: Random): void {
  const deeds = ['deed', 'deed', 'deed', 'receive', 'receive', 'poll', 'sync', 'crash'] as const;
  const happening = chance.pick(deeds);
  if (happening === 'deed') chance.pick(DEEDS)(world.crm.records, world.erp.records, chance, chance.below(1000));
  else if (happening === 'receive') crew.receive();
  else if (happening === 'poll') crew.poll();
  else if (happening === 'sync') void crew.beginSync();
  else crew.crash();
}

/** One turn of whoever waits for one. False when nobody does. */
async function step(town: Town): Promise<boolean> {
  for (const { crew } of allOf(town)) crew.hand();
  const moved = await town.troubled.crew.step();
  if (town.place.scheduler.turns() > MOST_TURNS) throw new Broken(['it does not come to rest.']);
  throwIfAny(
    allOf(town).flatMap(({ world }) => [...world.bugs, ...(world.crm.records.wasChanged() ? doubles(world) : [])]),
  );
  return moved;
}

async function work(town: Town, chance: Random, most: number): Promise<void> {
  for (let turns = chance.below(most); turns > 0; turns -= 1) await step(town);
}

/** While the trouble goes on. */
async function restInTime(town: Town): Promise<void> {
  const { scheduler } = town.place;
  const from = scheduler.now();
  const until = from + HELD_AT_MOST_MS;
  for (let round = 0; round < 3; round += 1) await catchUp(town, town.others, until);
  throwIfAny(town.others.flatMap(({ world }) => inOrder(world)));
}

/** A full sync and a poll of these portals, to the end. */
async function catchUp(town: Town, portals: readonly Portal[], until = Infinity): Promise<void> {
  await rest(town, portals, until);
  for (const { crew } of portals) void crew.beginSync();
  await step(town);
  await rest(town, portals, until);
  for (const { crew } of portals) crew.poll();
  await rest(town, portals, until);
}

async function rest(town: Town, portals: readonly Portal[], until: number): Promise<void> {
  const { scheduler } = town.place;
  while (!portals.every(isAtRest)) {
    for (const { world, crew } of portals) if (world.network.onTheWay() > 0) crew.receive();
    if (!(await step(town))) scheduler.pass(Math.max(1, nextDue(town) - scheduler.now()));
    if (scheduler.now() > until) throw new Broken([`a portal was held up for more than ${HELD_AT_MOST_MS} ms.`]);
  }
}

const dueOf = ({ world: { store, queue } }: Portal): number =>
  Math.min(store.nextDue() ?? Infinity, queue.nextDue() ?? Infinity);

/** Some time from now when nobody said. */
function nextDue(town: Town): number {
  const due = Math.min(...allOf(town).map(dueOf));
  return due === Infinity ? town.place.scheduler.now() + 1000 : due;
}

const isAtRest = (portal: Portal): boolean =>
  portal.world.network.onTheWay() === 0 && portal.world.queue.isIdle() && dueOf(portal) === Infinity;

function throwIfAny(sentences: readonly string[]): void {
  if (sentences.length > 0) throw new Broken(sentences);
}
