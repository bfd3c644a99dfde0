import { createCrew } from './crew.ts';
import { Broken } from './invariants.ts';
import type { ModelSystem } from './model-connector.ts';
import { EDITS } from './people.ts';
import { createRandom } from './random.ts';
import { PLAIN } from './variant.ts';
import { createWorld, type World } from './world.ts';

const CUSTOMERS = 4;
const MOST_EDITS = 20;

/**
 * What both systems hold after the same edits, when their notices come in the order that `order` draws: late, twice and
 * mixed with polls. It must not depend on `order`.
 */
export async function endState(seed: number, order: number): Promise<string> {
  const world = createWorld(createRandom(order), undefined, PLAIN);
  const { crm, erp, network, chance } = world;
  const crew = createCrew(world, 1, () => {
    if (world.bugs.length > 0) throw new Broken(world.bugs);
  });
  for (let no = 0; no < CUSTOMERS; no += 1) {
    erp.records.create('customer', { name: `Customer ${no}`, domain: `${no}.example`, phone: `erp ${no}` });
  }
  await crew.catchUp();
  edit(world, seed);
  network.faults.doubled = 0.5;
  while (network.onTheWay() > 0) {
    if (chance.chance(0.2)) crew.poll();
    if (chance.chance(0.3)) crew.receive();
    await crew.step();
  }
  crew.poll();
  await crew.rest();
  crew.poll();
  await crew.rest();
  return JSON.stringify([spelled(crm, 'companies'), spelled(erp, 'customer')]);
}

/** At the same moments whatever the order of the notices, for the rule "newest" goes by them. */
function edit({ crm, erp, scheduler }: World, seed: number): void {
  const random = createRandom(seed);
  const startAt = Date.UTC(2026, 1, 1);
  scheduler.pass(startAt - scheduler.now());
  for (let step = 1 + random.below(MOST_EDITS); step > 0; step -= 1) {
    scheduler.pass(10_000);
    random.pick(EDITS)(crm.records, erp.records, random, step);
  }
}

/** Without the ids, which follow the order in which records were made. */
const spelled = ({ records }: ModelSystem, object: string): string[] =>
  records
    .all(object)
    .map(({ fields }) => JSON.stringify(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted();
