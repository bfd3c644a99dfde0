import { linkByHand } from '../../server/jobs/link-by-hand.ts';
import { unlink } from '../../server/jobs/unlink.ts';
import type { HandWork } from './by-hand.ts';
import type { Crew } from './crew.ts';
import type { ModelRecords } from './model-records.ts';
import { OUT, PLAIN, type Variant } from './variant.ts';
import type { World } from './world.ts';

/** What leads to operations of one kind, from a state in which all is in order. */
export interface Case {
  readonly name: string;
  readonly before: (crm: ModelRecords, erp: ModelRecords) => void;
  /** Leads to the state in which it happens, in a second step. */
  readonly between?: (crm: ModelRecords, erp: ModelRecords) => void;
  readonly happens: (crm: ModelRecords, erp: ModelRecords) => void;
  /** And then a person gives a command. */
  readonly byHand?: (crm: ModelRecords, erp: ModelRecords) => HandWork['work'];
  /** What happens in the moment in which the process ends, or the answer is lost. */
  readonly meanwhile?: (world: World, crew: Crew) => void | Promise<void>;
  /** A full sync does the work instead of notices and polls. */
  readonly bySync?: true;
  readonly variant?: Variant;
  /** What happened is synced, and what that wrote is undone, while notices of the records come in. In the end this must be so. */
  readonly undone?: (world: World) => boolean;
}

export const customer = (erp: ModelRecords): string =>
  erp.create('customer', { name: 'Alfreds', domain: 'alfki.example' });
export const first = (records: ModelRecords, object: string): string => records.all(object)[0]?.id ?? '';
export const invoice = { amount: '19.99', currency: 'EUR', status: 'open' };

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
      return [...crm.ends.all].join() === `invoices ${first(crm.records, 'invoices')} -> companies ${old}`;
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
