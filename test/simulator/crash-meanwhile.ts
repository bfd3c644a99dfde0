import type { Notice } from '../../server/engine/record.ts';
import { linkByHand } from '../../server/jobs/link-by-hand.ts';
import type { Portal } from '../../server/jobs/portal.ts';
import { unlink } from '../../server/jobs/unlink.ts';
import { type Case, customer, first, invoice } from './crash-cases.ts';
import type { Crew } from './crew.ts';
import type { ModelRecords } from './model-records.ts';
import { PLAIN } from './variant.ts';
import type { World } from './world.ts';

const carrying = (records: ModelRecords, object: string, field: string, id: string): string =>
  records.carrying(object, field, id)[0]?.id ?? '';
const named = (records: ModelRecords, object: string, name: string): string => carrying(records, object, 'name', name);
const removeCustomer = ({ erp: { records } }: World): void => records.remove('customer', first(records, 'customer'));

/** A person gives a command, and it is carried out; nothing that was put off is done before. */
async function commanded(crew: Crew, work: (portal: Portal) => Promise<void>): Promise<void> {
  crew.byHand({ what: '', work });
  while (await crew.step());
}

async function lookedAt({ store }: World, crew: Crew, notice: Notice): Promise<void> {
  await store.acceptNotices([notice]);
  while (await crew.step());
}

/** Whoever tries again finds a system busy, and comes later than what is heard of now. */
async function putOff({ store }: World): Promise<void> {
  await store.postponeNotices(await store.dueNotices(100), 60_000);
}

/** Cases in which people do something in the very moment of the mishap. */
export const MEANWHILE: readonly Case[] = [
  {
    name: 'a customer is deleted while its company is made, whose webhook comes first',
    variant: { ...PLAIN, create: 'both', deleted: { left: 'ask', right: 'delete' } },
    before() {},
    happens: (_crm, erp) => void customer(erp),
    meanwhile: removeCustomer,
  },
  {
    name: 'a customer is deleted while it is linked with its match',
    variant: { ...PLAIN, create: 'both', deleted: { left: 'ask', right: 'ignore' } },
    before() {},
    happens(crm, erp) {
      crm.create('companies', { name: 'Alfreds Ltd', domain: 'alfki.example', phone: '1' });
      customer(erp);
    },
    bySync: true,
    meanwhile: removeCustomer,
  },
  {
    name: 'a company that was in the bin when it was unlinked comes back with the reference',
    before: (_crm, erp) => void customer(erp),
    happens: (crm) => crm.remove('companies', first(crm, 'companies')),
    byHand: (crm, erp) => (portal) => {
      const leftId = crm.removed('companies')[0]?.id ?? '';
      return unlink(portal, { pair: 'customer', leftId, rightId: first(erp, 'customer') });
    },
    meanwhile: ({ crm }) => crm.records.restore('companies', crm.records.removed('companies')[0]?.id ?? ''),
  },
  {
    name: 'an invoice is deleted while it is made, its customer is left alone, and the invoice comes back',
    before: (_crm, erp) => void customer(erp),
    happens: (_crm, erp) => void erp.create('invoice', { ...invoice, customer_id: first(erp, 'customer') }),
    async meanwhile(world, crew) {
      const { crm, erp } = world;
      const id = first(erp.records, 'invoice');
      erp.records.remove('invoice', id);
      const made = first(crm.records, 'invoices');
      if (made !== '') await lookedAt(world, crew, { side: 'left', object: 'invoices', id: made });
      const link = { leftId: first(crm.records, 'companies'), rightId: first(erp.records, 'customer') };
      await commanded(crew, (portal) => unlink(portal, { pair: 'customer', ...link, alone: true }));
      erp.records.restore('invoice', id);
    },
  },
  {
    name: 'what is made on the right is linked by hand with another company',
    variant: { ...PLAIN, create: 'both' },
    before: (_crm, erp) => void customer(erp),
    happens: (crm) => void crm.create('companies', { name: 'Bon app', domain: 'bonap.example' }),
    async meanwhile(world, crew) {
      const { crm, erp } = world;
      const rightId = carrying(erp.records, 'customer', 'crm_id', named(crm.records, 'companies', 'Bon app'));
      const leftId = named(crm.records, 'companies', 'Alfreds');
      await commanded(crew, (portal) => linkByHand(portal, { pair: 'customer', leftId, rightId, inPlace: true }));
    },
  },
  {
    name: 'what is made on the right is merged into a customer whose company is made',
    variant: { ...PLAIN, create: 'both' },
    before() {},
    happens(crm, erp) {
      crm.create('companies', { name: 'Bon app', domain: 'bonap.example' });
      customer(erp);
    },
    async meanwhile(world, crew) {
      const { crm, erp } = world;
      const company = crm.records.get('companies', named(crm.records, 'companies', 'Bon app'));
      const made = carrying(erp.records, 'customer', 'crm_id', company?.id ?? '');
      if (!company || made === '' || company.fields['erp_id'] !== undefined) return;
      const other = named(erp.records, 'customer', 'Alfreds');
      await putOff(world);
      await lookedAt(world, crew, { side: 'right', object: 'customer', id: other });
      erp.records.merge('customer', other, made, false);
      await lookedAt(world, crew, { side: 'left', object: 'companies', id: company.id });
    },
  },
  {
    name: 'a company that is made anew after an unlinking is merged into the old one',
    before: (_crm, erp) => void customer(erp),
    happens() {},
    byHand: (crm, erp) => (portal) =>
      unlink(portal, { pair: 'customer', leftId: first(crm, 'companies'), rightId: first(erp, 'customer') }),
    async meanwhile(world, crew) {
      const { records } = world.crm;
      const [old, made] = records.all('companies');
      if (!old || !made) return;
      records.merge('companies', old.id, made.id, false);
      // A sync comes across the customer before anybody looks at the company.
      await putOff(world);
      await lookedAt(world, crew, { side: 'right', object: 'customer', id: first(world.erp.records, 'customer') });
    },
  },
  {
    name: 'a company that is just made for a customer is merged into that of another one',
    variant: { ...PLAIN, create: 'both' },
    before: (_crm, erp) => void erp.create('customer', { name: 'Bon app', domain: 'bonap.example' }),
    happens: (_crm, erp) => void customer(erp),
    async meanwhile(world, crew) {
      const { crm, erp } = world;
      const [into, made] = [named(crm.records, 'companies', 'Bon app'), named(crm.records, 'companies', 'Alfreds')];
      if (made === '') return;
      crm.records.merge('companies', into, made, false);
      // The reference of the survivor is lost, as when a link is being ended: it takes that of the other one.
      crm.records.put('companies', into, { erp_id: named(erp.records, 'customer', 'Alfreds') });
      await lookedAt(world, crew, { side: 'right', object: 'customer', id: named(erp.records, 'customer', 'Bon app') });
    },
  },
  {
    name: 'the invoice of a new customer, which is linked with another company before the invoice is looked at again',
    before: (_crm, erp) => void erp.create('customer', { name: 'Bon app', domain: 'bonap.example' }),
    happens: (_crm, erp) => void erp.create('invoice', { ...invoice, customer_id: customer(erp) }),
    async meanwhile(world, crew) {
      const { crm, erp } = world;
      await putOff(world);
      // By the webhook of the new company its link is saved, and the person may change it.
      const made = named(crm.records, 'companies', 'Alfreds');
      await lookedAt(world, crew, { side: 'left', object: 'companies', id: made });
      const leftId = named(crm.records, 'companies', 'Bon app');
      const rightId = named(erp.records, 'customer', 'Alfreds');
      await commanded(crew, (portal) => linkByHand(portal, { pair: 'customer', leftId, rightId, inPlace: true }));
    },
  },
];
