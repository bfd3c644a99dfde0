import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/limits/2026-09';
let hubspot: TestEmulator;
let company: string;
let machines: string;
beforeAll(async () => {
  hubspot = await startTestEmulator({
    limits: { associationsPerRecord: 3, customObjectTypes: 4, recordsPerObjectType: 100, customObjectRecords: 10 },
  });
  const schema = await hubspot.send('POST', '/crm-object-schemas/2026-09/schemas', {
    name: 'machine',
    labels: { singular: 'Machine', plural: 'Machines' },
    primaryDisplayProperty: 'hs_object_id',
    secondaryDisplayProperties: [],
    requiredProperties: [],
    searchableProperties: [],
    properties: [],
    associatedObjects: [],
    shouldCreateSameObjectAssociation: false,
    allowsSensitiveProperties: true,
  });
  machines = schema.body.objectTypeId;
  await record(machines, {});
  company = (await record('companies', { name: 'Crowded' })).body.id;
  for (const name of ['one', 'two', 'three']) await link((await record('contacts', { firstname: name })).body.id);
});
afterAll(() => hubspot.close());

const record = (type: string, properties: object) =>
  hubspot.send('POST', `/crm/objects/2026-09/${type}`, { properties });
const link = (contact: string) =>
  hubspot.send('PUT', `/crm/objects/2026-09/contacts/${contact}/associations/default/companies/${company}`);
const limits = async (rest: string) => (await hubspot.send('GET', `${AT}${rest}`)).body;
const ofType = (all: readonly { objectTypeId: string }[], id: string) => all.find((one) => one.objectTypeId === id);

test('custom object types are counted against the limit', async () => {
  expect(await limits('/custom-object-types')).toEqual({ limit: 4, usage: 1, percentage: 25 });
});

test('records are counted by type; those in the recycle bin are not', async () => {
  const before = ofType((await limits('/records')).hubspotDefinedObjectTypes, '0-2') as unknown as { usage: number };
  const { id } = (await record('companies', { name: 'Short-lived' })).body;
  const during = await limits('/records');
  expect(ofType(during.hubspotDefinedObjectTypes, '0-2')).toMatchObject({ limit: 100, usage: before.usage + 1 });
  await hubspot.send('DELETE', `/crm/objects/2026-09/companies/${id}`);
  const after = await limits('/records');
  expect(ofType(after.hubspotDefinedObjectTypes, '0-2')).toMatchObject(before);
  expect(after.customObjectTypes).toMatchObject({
    overallLimit: 10,
    overallUsage: 1,
    overallPercentage: 10,
    byObjectType: [{ objectTypeId: machines, singularLabel: 'Machine', pluralLabel: 'Machines', usage: 1 }],
  });
});

test('own properties are counted, the calculated ones once more, and archived ones no longer', async () => {
  const property = (name: string, more: object) => ({
    name,
    label: name,
    type: 'number',
    groupName: 'companyinformation',
    ...more,
  });
  const at = '/crm/properties/2026-09/companies';
  await hubspot.send('POST', at, property('plain', { fieldType: 'number' }));
  await hubspot.send(
    'POST',
    at,
    property('twice', { fieldType: 'calculation_equation', calculationFormula: 'annualrevenue * 2' }),
  );
  const all = await limits('/custom-properties');
  expect(all.overallUsage).toBe(2);
  expect(ofType(all.byObjectType, '0-2')).toMatchObject({ limit: 1000, usage: 2, singularLabel: 'Company' });
  expect((await limits('/calculated-properties')).byObjectType).toMatchObject([{ objectTypeId: '0-2', usage: 1 }]);
  await hubspot.send('DELETE', `${at}/plain`);
  expect((await limits('/custom-properties')).overallUsage).toBe(1);
});

test('pipelines are counted from the second on', async () => {
  const deals = async () => ofType((await limits('/pipelines')).hubspotDefinedObjectTypes, '0-3');
  expect(await deals()).toMatchObject({ limit: 100, usage: 0 });
  await hubspot.send('POST', '/crm/pipelines/2026-09/deals', {
    label: 'Second',
    displayOrder: 1,
    stages: [{ label: 'Only', displayOrder: 0, metadata: { probability: '0.5' } }],
  });
  expect(await deals()).toMatchObject({ usage: 1, percentage: 1 });
});

test('association labels are counted by pair and direction', async () => {
  await hubspot.send('POST', '/crm/associations/2026-09/contacts/companies/labels', {
    name: 'buyer',
    label: 'Buyer',
    inverseLabel: 'Buys through',
  });
  const { results } = await limits('/associations/labels?fromObjectTypeId=0-1&toObjectTypeId=0-2');
  expect(results).toMatchObject([
    {
      limit: 50,
      usage: 1,
      percentage: 2,
      allLabels: ['Buyer'],
      fromObjectType: { objectTypeId: '0-1' },
      toObjectType: { objectTypeId: '0-2' },
    },
  ]);
  expect((await limits('/associations/labels')).results).toHaveLength(2);
});

test('a record with as many associations as it may have is named', async () => {
  const entry = { objectTypeId: '0-2', hasRecordsAtLimit: true, hasRecordsNearLimit: false };
  expect((await limits('/associations/records/from')).results).toMatchObject([entry]);
  expect((await limits('/associations/records/0-2/to')).results).toMatchObject([{ ...entry, objectTypeId: '0-1' }]);
  expect(await limits('/associations/records/0-2/0-1')).toEqual({
    limit: 3,
    totalRecordsAtLimit: 1,
    totalRecordsNearLimit: 0,
    atLimitFromRecordSamples: [{ objectId: Number(company), label: 'Crowded' }],
    nearLimitFromRecordSamples: [],
  });
});
