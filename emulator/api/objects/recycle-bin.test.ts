import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Crm, CrmRecord } from '../../crm.ts';
import type { Change } from '../changes.ts';
import { createHub, type OpenHub } from '../create-hub.ts';
import { createCrm } from '../crm.ts';
import { SMALL_PORTAL } from '../small-portal.ts';

// HubSpot restores in its pages only, so that this goes through what the pages use.
const PORTAL = 12_345_678;
const USER = { changeSource: 'CRM_UI', sourceId: 'userId:1' } as const;
const DAY_MS = 86_400_000;

let open: OpenHub;
let crm: Crm;
let told: Change[];
beforeEach(async () => {
  open = await createHub({ dataDir: null, seed: SMALL_PORTAL, apps: [], log: () => undefined });
  crm = createCrm(open.hub);
  told = [];
  open.hub.changes.listen((change) => told.push(change));
});
afterEach(() => open.close());

const kept = (record: ReturnType<Crm['create']>): CrmRecord => {
  if ('message' in record) throw new Error(record.message);
  return record;
};
const make = (type: string, properties: Record<string, string>): CrmRecord =>
  kept(crm.create(PORTAL, type, properties, USER));
const associated = (from: CrmRecord, type: string): string[] =>
  crm.associated(PORTAL, from.objectTypeId, from.id, type).map(({ id }) => id);
const link = (from: CrmRecord, to: CrmRecord) =>
  kept(crm.associate(PORTAL, from.objectTypeId, from.id, to.objectTypeId, to.id, USER));
const bin = (record: CrmRecord) => kept(crm.archive(PORTAL, record.objectTypeId, record.id, USER));
const restore = (record: CrmRecord) => crm.restore(PORTAL, record.objectTypeId, record.id, USER);

test('a restored record has the same id, values and associations, and is told of', () => {
  const company = make('companies', { name: 'Back' });
  const contact = make('contacts', { email: 'back@x.example' });
  link(contact, company);
  expect(bin(company).archived).toBe(true);
  expect(associated(contact, 'companies')).toEqual([]);
  const back = kept(restore(company));
  expect(back).toMatchObject({ id: company.id, archived: false, properties: { name: 'Back' } });
  expect(associated(contact, 'companies')).toEqual([company.id]);
  expect(told.filter(({ kind }) => kind === 'restored')).toMatchObject([{ id: company.id }]);
  expect(told.at(-1)).toMatchObject({ kind: 'linked' });
});

test('what was not in the bin together comes back with the second one', () => {
  const [company, contact] = [make('companies', { name: 'c' }), make('contacts', { email: 'c@x.example' })];
  link(contact, company);
  bin(company);
  bin(contact);
  restore(company);
  expect(associated(company, 'contacts')).toEqual([]);
  restore(contact);
  expect(associated(company, 'contacts')).toEqual([contact.id]);
});

test('a line item that found another parent in the meantime stays there', () => {
  const [deal, other] = ['a', 'b'].map((dealname) => make('deals', { dealname, dealstage: 'closedwon' }));
  const item = make('line_items', { name: 'i', price: '1' });
  if (!deal || !other) throw new Error('two deals');
  link(deal, item);
  bin(deal);
  link(other, item);
  restore(deal);
  expect([associated(deal, 'line_items'), associated(other, 'line_items')]).toEqual([[], [item.id]]);
});

test('after 90 days a deleted record is gone for good', () => {
  const [young, old] = [make('companies', { name: 'young' }), make('companies', { name: 'old' })];
  bin(old);
  open.hub.clock.step(open.hub.clock.now() + 89 * DAY_MS);
  bin(young);
  expect(crm.archivedList(PORTAL, 'companies', { offset: 0, limit: 10 }).records.map(({ id }) => id)).toEqual([
    young.id,
    old.id,
  ]);
  open.hub.clock.step(open.hub.clock.now() + DAY_MS);
  expect(crm.archivedList(PORTAL, 'companies', { offset: 0, limit: 10 }).total).toBe(1);
  expect(restore(old)).toMatchObject({ message: expect.stringContaining('recycle bin') });
  expect(kept(restore(young)).id).toBe(young.id);
});

test('a record whose unique value was taken in the meantime cannot come back', () => {
  const first = make('contacts', { email: 'taken@x.example' });
  bin(first);
  const second = make('contacts', { email: 'taken@x.example' });
  expect(restore(first)).toEqual({
    message: `Contact already exists. Existing ID: ${second.id}`,
    propertyName: 'email',
  });
});

test('the pages can merge, associate and dissociate, and hear why not', () => {
  const [first, second] = [make('companies', { name: 'f' }), make('companies', { name: 's', city: 'Rome' })];
  const contact = make('contacts', { email: 'p@x.example' });
  link(contact, second);
  const left = kept(crm.merge(PORTAL, 'companies', first.id, second.id, USER));
  expect(left.properties['city']).toBe('Rome');
  expect(associated(contact, 'companies')).toEqual([left.id]);
  kept(crm.dissociate(PORTAL, 'contacts', contact.id, 'companies', left.id, USER));
  expect(associated(contact, 'companies')).toEqual([]);
  expect(crm.create(PORTAL, 'contacts', { email: 'nobody' }, USER)).toMatchObject({ propertyName: 'email' });
  expect(crm.merge(PORTAL, 'companies', left.id, left.id, USER)).toMatchObject({
    message: expect.stringContaining('itself'),
  });
});
