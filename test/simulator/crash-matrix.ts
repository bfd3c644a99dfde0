import type { Notice } from '../../server/engine/record.ts';
import { beginUndo as startUndo } from '../../server/jobs/begin-undo.ts';
import { linkByHand } from '../../server/jobs/link-by-hand.ts';
import { unlink } from '../../server/jobs/unlink.ts';
import type { HandWork } from './by-hand.ts';
import { createCrew, type Crew } from './crew.ts';
import { agreedCustomers, broken, doubles } from './invariants.ts';
import type { ModelRecords } from './model-records.ts';
import { createRandom } from './random.ts';
import { OUT, PLAIN, type Variant } from './variant.ts';
import { createWorld, type World } from './world.ts';

/** What leads to operations of one kind, from a state in which all is in order. */
export interface Case {
  readonly name: string;
  readonly before: (crm: ModelRecords, erp: ModelRecords) => void;
  /** Leads to the state in which it happens, in a second step. */
  readonly between?: (crm: ModelRecords, erp: ModelRecords) => void;
  readonly happens: (crm: ModelRecords, erp: ModelRecords) => void;
  /** And then a person gives a command. */
  readonly byHand?: (crm: ModelRecords, erp: ModelRecords) => HandWork['work'];
  /** A full sync does the work instead of notices and polls. */
  readonly bySync?: true;
  readonly variant?: Variant;
  /** What happened is synced, and what that wrote is undone, while notices of the records come in. In the end this must be so. */
  readonly undone?: (world: World) => boolean;
}

const customer = (erp: ModelRecords): string => erp.create('customer', { name: 'Alfreds', domain: 'alfki.example' });
const first = (records: ModelRecords, object: string): string => records.all(object)[0]?.id ?? '';
const invoice = { amount: '19.99', currency: 'EUR', status: 'open' };

export const CASES: readonly Case[] = [
  {
    name: 'create',
    before() {},
    happens: (_crm, erp) => void customer(erp),
  },
  {
    name: 'create, associate and late update',
    before: (_crm, erp) => void customer(erp),
    happens: (_crm, erp) => void erp.create('invoice', { ...invoice, customer_id: first(erp, 'customer') }),
  },
  {
    name: 'link with a match, and its update',
    before: (crm) => void crm.create('companies', { name: 'Alfreds Ltd', domain: 'alfki.example', phone: '1' }),
    happens: (_crm, erp) => void customer(erp),
  },
  {
    name: 'update of the left',
    before: (_crm, erp) => void customer(erp),
    happens: (_crm, erp) => erp.put('customer', first(erp, 'customer'), { phone: '2' }),
  },
  {
    name: 'update of the right',
    before: (_crm, erp) => void customer(erp),
    happens: (crm) => crm.put('companies', first(crm, 'companies'), { phone: '3' }),
  },
  {
    name: 'updates of both',
    before: (_crm, erp) => void customer(erp),
    happens(crm, erp) {
      crm.put('companies', first(crm, 'companies'), { phone: '4', segment: 'key' });
      erp.put('customer', first(erp, 'customer'), { zip: '5', name: 'Alfreds AG' });
    },
  },
  {
    name: 'another customer: dissociate and associate',
    before(_crm, erp) {
      erp.create('invoice', { ...invoice, customer_id: customer(erp) });
      erp.create('customer', { name: 'Bon app', domain: 'bonap.example' });
    },
    happens(_crm, erp) {
      const other = erp.all('customer')[1]?.id ?? '';
      erp.put('invoice', first(erp, 'invoice'), { customer_id: other });
    },
  },
  {
    name: 'late update alone',
    before(_crm, erp) {
      erp.create('invoice', { ...invoice, customer_id: customer(erp) });
    },
    happens: (_crm, erp) => erp.put('invoice', first(erp, 'invoice'), { status: 'paid' }),
  },
  {
    name: 'a deleted counterpart',
    before: (_crm, erp) => void customer(erp),
    happens: (_crm, erp) => erp.remove('customer', first(erp, 'customer')),
    bySync: true,
  },
  {
    name: 'create on the right, and the new id on the left',
    variant: { ...PLAIN, create: 'both' },
    before() {},
    happens: (crm) => void crm.create('companies', { name: 'Alfreds Ltd', domain: 'alfki.example', phone: '1' }),
  },
  {
    name: 'create on the right of what a full sync finds',
    variant: { ...PLAIN, create: 'both' },
    before() {},
    happens: (crm) => void crm.create('companies', { name: 'Alfreds Ltd', domain: null, segment: 'key' }),
    bySync: true,
  },
  {
    name: 'undo of values on both sides',
    before: (_crm, erp) => erp.put('customer', customer(erp), { phone: '1', segment: 'small' }),
    happens(crm, erp) {
      crm.put('companies', first(crm, 'companies'), { zip: '5', segment: 'key' });
      erp.put('customer', first(erp, 'customer'), { phone: '2', name: 'Alfreds AG' });
    },
    undone: ({ crm, erp }) =>
      crm.records.all('companies').every(({ fields }) => fields['name'] === 'Alfreds' && fields['phone'] === '1') &&
      erp.records.all('customer').every(({ fields }) => fields['zip'] === undefined || fields['zip'] === null),
  },
  {
    name: 'undo of an association',
    before(_crm, erp) {
      erp.create('invoice', { ...invoice, customer_id: customer(erp) });
      erp.create('customer', { name: 'Bon app', domain: 'bonap.example' });
    },
    happens(_crm, erp) {
      const other = erp.all('customer')[1]?.id ?? '';
      erp.put('invoice', first(erp, 'invoice'), { customer_id: other });
    },
    undone: ({ crm }) => {
      const old = crm.records.all('companies').find(({ fields }) => fields['name'] === 'Alfreds')?.id ?? '';
      return [...crm.associations].join() === `invoices ${first(crm.records, 'invoices')} -> companies ${old}`;
    },
  },
  {
    name: 'undo of creates: archived, and not made again',
    before() {},
    happens: (_crm, erp) => void erp.create('invoice', { ...invoice, customer_id: customer(erp) }),
    undone: ({ crm }) => crm.records.all('companies').length + crm.records.all('invoices').length === 0,
  },
  {
    name: 'both sides get the same customer at once',
    variant: { ...PLAIN, create: 'both' },
    before() {},
    happens(crm, erp) {
      crm.create('companies', { name: 'Alfreds Ltd', domain: 'alfki.example', phone: '1' });
      customer(erp);
    },
  },
  {
    name: 'two linked companies become one',
    before(_crm, erp) {
      erp.create('invoice', { ...invoice, customer_id: customer(erp) });
      erp.create('customer', { name: 'Bon app', domain: 'bonap.example' });
    },
    happens(crm) {
      const [one, other] = crm.all('companies');
      crm.merge('companies', one?.id ?? '', other?.id ?? '', true);
    },
  },
  {
    name: 'two linked customers become one',
    before(_crm, erp) {
      erp.create('customer', { name: 'Bon app', domain: 'bonap.example' });
      erp.create('invoice', { ...invoice, customer_id: customer(erp) });
    },
    happens(_crm, erp) {
      const [one, other] = erp.all('customer');
      erp.merge('customer', one?.id ?? '', other?.id ?? '', false);
      erp.put('invoice', first(erp, 'invoice'), { customer_id: one?.id ?? '' });
    },
  },
  {
    name: 'unlink by hand, and a new counterpart',
    before: (_crm, erp) => void erp.create('invoice', { ...invoice, customer_id: customer(erp) }),
    happens() {},
    byHand: (crm, erp) => (portal) =>
      unlink(portal, { pair: 'customer', leftId: first(crm, 'companies'), rightId: first(erp, 'customer') }),
  },
  {
    name: 'relink by hand, in place of two links',
    before(_crm, erp) {
      erp.create('invoice', { ...invoice, customer_id: customer(erp) });
      erp.create('customer', { name: 'Bon app', domain: 'bonap.example' });
    },
    happens() {},
    byHand: (crm, erp) => (portal) => {
      const rightId = erp.all('customer')[1]?.id ?? '';
      return linkByHand(portal, { pair: 'customer', leftId: first(crm, 'companies'), rightId, inPlace: true });
    },
  },
  {
    name: 'another role by hand, in place of the primary link',
    before: (_crm, erp) => void erp.create('invoice', { ...invoice, customer_id: customer(erp) }),
    happens() {},
    byHand: (crm, erp) => (portal) => {
      const link = { pair: 'customer', leftId: first(crm, 'companies'), rightId: first(erp, 'customer') };
      return linkByHand(portal, { ...link, role: 'branch' });
    },
  },
  ...(['archive', 'delete', 'unlink', 'ignore'] as const).map((policy): Case => ({
    name: `the right record is gone: ${policy}`,
    variant: { ...PLAIN, deleted: { left: 'ask', right: policy } },
    before: (_crm, erp) => void erp.create('invoice', { ...invoice, customer_id: customer(erp) }),
    happens: (_crm, erp) => erp.remove('customer', first(erp, 'customer')),
    bySync: true,
  })),
  {
    name: 'the left record is gone: archive',
    variant: { ...PLAIN, deleted: { left: 'archive', right: 'ask' } },
    before: (_crm, erp) => void customer(erp),
    happens: (crm) => crm.remove('companies', first(crm, 'companies')),
  },
  {
    name: 'a removed record comes back, and its counterpart with it',
    variant: { ...PLAIN, deleted: { left: 'ask', right: 'archive' }, leftRestores: true },
    before: (_crm, erp) => void customer(erp),
    between: (_crm, erp) => erp.remove('customer', first(erp, 'customer')),
    happens: (_crm, erp) => erp.restore('customer', erp.removed('customer')[0]?.id ?? ''),
  },
  {
    name: 'the filter ends: archive',
    variant: { ...PLAIN, filter: 'right', unmatched: 'archive' },
    before: (_crm, erp) => void customer(erp),
    happens: (_crm, erp) => erp.put('customer', first(erp, 'customer'), { out: OUT }),
  },
  {
    name: 'the filter ends: unlink',
    variant: { ...PLAIN, filter: 'right', unmatched: 'unlink' },
    before: (_crm, erp) => void customer(erp),
    happens: (_crm, erp) => erp.put('customer', first(erp, 'customer'), { out: OUT }),
  },
];

export interface CaseResult {
  /** External calls, of the systems and the store, before and after which a process could end. */
  readonly turns: number;
  readonly sentences: readonly string[];
}

/** Runs a case to its end; `crashAt` is the turn after which the process ends and another one is started. */
export async function runCase(
  { before, between, happens, byHand, bySync, undone, variant = PLAIN }: Case,
  crashAt: number | null,
): Promise<CaseResult> {
  const world = createWorld(createRandom(1), undefined, variant);
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
  if (byHand) crew.byHand({ what: '', rightIds: [], work: byHand(crm.records, erp.records) });
  if (undone) {
    await crew.catchUp();
    await beginUndo(world, crew);
  } else if (bySync) await crew.beginSync();
  else crew.poll();
  while (network.onTheWay() > 0) crew.receive();
  let turns = 0;
  while (await crew.step()) {
    turns += 1;
    if (turns !== crashAt) continue;
    crew.crash();
    // Whoever comes next may meet an undo that is half done.
    if (undone) await world.store.acceptNotices(allRecords(world));
  }
  await crew.rest();
  await crew.catchUp();
  await crew.catchUp();
  return {
    turns,
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
  return [...crm.applied, ...erp.applied].flatMap((change) => {
    if (!('fields' in change)) return [];
    const told = new Set(store.state.ledger.map((entry) => `${entry.object} ${entry.field} ${String(entry.after)}`));
    return Object.entries(change.fields).flatMap(([field, value]) =>
      value === null || told.has(`${change.object} ${field} ${String(value)}`)
        ? []
        : [`the ledger does not know that ${field} of ${change.object} became ${String(value)}.`],
    );
  });
}
