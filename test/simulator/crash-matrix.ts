import type { Notice } from '../../server/engine/record.ts';
import { beginUndo as startUndo } from '../../server/jobs/begin-undo.ts';
import type { Case } from './crash-cases.ts';
import { createCrew, type Crew } from './crew.ts';
import { agreedCustomers, broken, doubles } from './invariants.ts';
import { createRandom } from './random.ts';
import { PLAIN } from './variant.ts';
import { createWorld, type Tell, type World } from './world.ts';

export interface CaseResult {
  /** External calls, of the systems and the store, before and after which a process could end. */
  readonly turns: number;
  /** Those of them that wrote something to a system. */
  readonly writes: readonly number[];
  readonly sentences: readonly string[];
}

/** After this turn the process ends and another one is started; or its answer is lost, and the process goes on. */
export interface Mishap {
  readonly kind: 'crash' | 'lost answer';
  readonly at: number;
}

/** Runs a case to its end. */
export async function runCase(
  { before, between, happens, byHand, meanwhile, bySync, undone, variant = PLAIN }: Case,
  mishap: Mishap | null,
  tell?: Tell,
): Promise<CaseResult> {
  const world = createWorld(createRandom(1), tell, variant);
  const { crm, erp, network } = world;
  const found = new Set<string>();
  const crew = createCrew(world, 1, () => {
    for (const sentence of [...world.bugs, ...doubles(world)]) found.add(sentence);
  });
  await crew.catchUp();
  before(crm.records, erp.records);
  await crew.catchUp();
  if (between) {
    between(crm.records, erp.records);
    await crew.catchUp();
  }
  const agreed = agreedCustomers(world.store.state);
  happens(crm.records, erp.records);
  if (byHand) crew.byHand({ what: '', work: byHand(crm.records, erp.records) });
  if (undone) {
    await crew.catchUp();
    await beginUndo(world, crew);
  } else if (bySync) await crew.beginSync();
  else crew.poll();
  // What a webhook brings in is not the sync's to find.
  if (!bySync) while (network.onTheWay() > 0) crew.receive();
  const writes: number[] = [];
  const written = (): number => crm.applied.length + erp.applied.length;
  let turns = 0;
  for (let there = written(); ; there = written()) {
    const untold = mishap?.kind === 'lost answer' && mishap.at === turns + 1;
    for (const { faults } of [crm, erp]) faults.untold = untold;
    if (!(await crew.step())) break;
    turns += 1;
    if (written() > there) writes.push(turns);
    if (turns !== mishap?.at) continue;
    for (const { faults } of [crm, erp]) faults.untold = false;
    if (mishap.kind === 'crash') crew.crash();
    // Whoever comes next may meet an undo that is half done.
    if (undone) await world.store.acceptNotices(allRecords(world));
    await meanwhile?.(world, crew);
  }
  await crew.rest();
  await crew.catchUp();
  await crew.catchUp();
  return {
    turns,
    writes,
    sentences: [
      ...found,
      ...broken({ ...world, edits: [], agreed }),
      ...ledgerGaps(world),
      ...(undone?.(world) === false ? ['what was undone is not as it was before.'] : []),
    ],
  };
}

/** Of the last run that wrote something, with all that it wrote. */
async function beginUndo({ store, queue }: World, crew: Crew): Promise<void> {
  const runId = store.state.ledger.at(-1)?.runId ?? '';
  const { id } = await startUndo(store, { runId }, false);
  queue.sendRun(id);
  crew.poll();
}

const allRecords = ({ crm, erp }: World): Notice[] => [
  ...['companies', 'invoices']
    .flatMap((object) => crm.records.all(object))
    .map(({ object, id }) => ({ side: 'left' as const, object, id })),
  ...['customer', 'invoice']
    .flatMap((object) => erp.records.all(object))
    .map(({ object, id }) => ({ side: 'right' as const, object, id })),
];

/** What the records hold and the ledger does not tell of; whatever we wrote can be explained. */
function ledgerGaps({ crm, erp, store }: World): string[] {
  const written = [crm, erp].flatMap(({ applied, records }) =>
    // Of a record that a person has removed since, nobody can tell what reached it.
    applied.filter((one) => one.kind !== 'update' || !records.wasRemovedByPeople(one.object, one.id)),
  );
  return written.flatMap((change) => {
    if (!('fields' in change)) return [];
    const told = new Set(store.state.ledger.map((entry) => `${entry.object} ${entry.field} ${String(entry.after)}`));
    return Object.entries(change.fields).flatMap(([field, value]) =>
      value === null || told.has(`${change.object} ${field} ${String(value)}`)
        ? []
        : [`the ledger does not know that ${field} of ${change.object} became ${String(value)}.`],
    );
  });
}
