import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
let contact: string;
let company: string;
let other: string;
beforeAll(async () => {
  emulator = await startDriven();
  const { contacts, companies } = emulator.client.crm;
  contact = (await contacts.basicApi.create({ properties: { email: 'a@x.example' }, associations: [] })).id;
  company = (await companies.basicApi.create({ properties: { name: 'A' }, associations: [] })).id;
  other = (await companies.basicApi.create({ properties: { name: 'B' }, associations: [] })).id;
});
afterAll(() => emulator.hubspot.close());

const SPEC = { associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId: 279 };
/** HubSpot sends numbers where the client's types say text. */
const linked = async (): Promise<unknown[]> =>
  (await emulator.client.crm.associations.v4.basicApi.getPage('contacts', contact, 'companies')).results
    .map(({ toObjectId }) => toObjectId as unknown)
    .toSorted((a, b) => Number(a) - Number(b));

test('v4.basicApi', async () => {
  const { basicApi } = emulator.client.crm.associations.v4;
  const made = await basicApi.createDefault('contacts', contact, 'companies', company);
  expect(made.results).toHaveLength(2);
  const labelled = await basicApi.create('contacts', contact, 'companies', other, [SPEC]);
  expect([labelled.fromObjectTypeId, labelled.toObjectTypeId]).toEqual(['0-1', '0-2']);
  expect(await linked()).toEqual([Number(company), Number(other)]);
  await basicApi.archive('contacts', contact, 'companies', company);
  await basicApi.archive('contacts', contact, 'companies', other);
  expect(await linked()).toEqual([]);
});

test('v4.batchApi', async () => {
  const { batchApi } = emulator.client.crm.associations.v4;
  const [from, to] = [{ id: contact }, { id: company }];
  const made = await batchApi.create('contacts', 'companies', { inputs: [{ _from: from, to, types: [SPEC] }] });
  expect(made.results).toHaveLength(1);
  await batchApi.createDefault('contacts', 'companies', { inputs: [{ _from: from, to: { id: other } }] });
  const read = await batchApi.getPage('contacts', 'companies', { inputs: [{ id: contact }] });
  expect(read.results[0]?.to).toHaveLength(2);
  await batchApi.archiveLabels('contacts', 'companies', { inputs: [{ _from: from, to, types: [SPEC] }] });
  await batchApi.archive('contacts', 'companies', { inputs: [{ _from: from, to: [to, { id: other }] }] });
  expect(await linked()).toEqual([]);
});

test('v4.schema.definitionsApi', async () => {
  const { definitionsApi } = emulator.client.crm.associations.v4.schema;
  const made = await definitionsApi.create('contacts', 'companies', {
    name: 'adviser',
    label: 'Adviser',
    inverseLabel: 'Advised by',
  });
  const typeId = made.results[0]?.typeId ?? 0;
  await definitionsApi.update('contacts', 'companies', { associationTypeId: typeId, label: 'Consultant' });
  const labelOf = async () =>
    (await definitionsApi.getAll('contacts', 'companies')).results.find((type) => type.typeId === typeId)?.label;
  expect(await labelOf()).toBe('Consultant');
  await definitionsApi.remove('contacts', 'companies', typeId);
  expect(await labelOf()).toBeUndefined();
});

test('v4.reportApi', async () => {
  const [owner] = (await emulator.client.crm.owners.ownersApi.getPage()).results;
  const report = await emulator.client.crm.associations.v4.reportApi.request(owner?.userId ?? 0);
  expect(report.enqueueTime).toBeInstanceOf(Date);
});

test('batchApi and schema.typesApi of v3', async () => {
  const { batchApi, schema } = emulator.client.crm.associations;
  expect((await schema.typesApi.getAll('contacts', 'companies')).results.map(({ name }) => name)).toContain(
    'contact_to_company',
  );
  const inputs = [{ _from: { id: contact }, to: { id: company }, type: 'contact_to_company' }];
  await batchApi.create('contacts', 'companies', { inputs });
  const read = await batchApi.read('contacts', 'companies', { inputs: [{ id: contact }] });
  expect(new Set(read.results[0]?.to.map(({ id }) => id))).toEqual(new Set([company]));
  // The first company is the primary one, and so linked by two types.
  const types = ['contact_to_company', 'contact_to_company_unlabeled'];
  await batchApi.archive('contacts', 'companies', { inputs: types.map((type) => ({ ...inputs[0]!, type })) });
  expect(await linked()).toEqual([]);
});

test('every operation was driven', () => {
  expect(emulator.missing('associations')).toEqual([]);
});
