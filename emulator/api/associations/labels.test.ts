import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator({ limits: { associationNameLagMs: 300_000 } });
});
afterAll(() => hubspot.close());

const LABELS = '/crm/associations/2026-09/contacts/companies/labels';
interface Label {
  readonly category: string;
  readonly typeId: number;
  readonly label: string | null;
}
let serial = 0;
const newName = (): string => `label_${(serial += 1)}`;
const create = (body: object, at = LABELS) => hubspot.send('POST', at, body);
const labels = async (from: string, to: string): Promise<Label[]> =>
  (await hubspot.send('GET', `/crm/associations/2026-09/${from}/${to}/labels`)).body.results;
const labelOf = async (typeId: number, from = 'contacts', to = 'companies') =>
  (await labels(from, to)).find((one) => one.typeId === typeId)?.label;

async function pairOfIds(label: string, inverseLabel?: string): Promise<[number, number]> {
  const { body } = await create({ name: newName(), label, ...(inverseLabel ? { inverseLabel } : {}) });
  return body.results.map((one: Label) => one.typeId);
}

test('a new label is answered in both directions, with object types that are null', async () => {
  const made = await create({ name: 'adviser', label: 'Adviser', inverseLabel: 'Advised by' });
  expect(made.status).toBe(200);
  const ends = { category: 'USER_DEFINED', fromObjectTypeId: null, toObjectTypeId: null };
  const [there, back] = made.body.results;
  expect([there, back]).toEqual([
    { ...ends, typeId: there.typeId, label: 'Adviser' },
    { ...ends, typeId: back.typeId, label: 'Advised by' },
  ]);
  expect(back.typeId).not.toBe(there.typeId);
  expect(await labelOf(back.typeId, 'companies', 'contacts')).toBe('Advised by');
  expect(await labelOf(back.typeId, 'contacts', 'companies')).toBeUndefined();
});

test('without an inverse label it reads the same from both sides', async () => {
  const [there, back] = await pairOfIds('Partner');
  expect([await labelOf(there), await labelOf(back, 'companies', 'contacts')]).toEqual(['Partner', 'Partner']);
});

test('an update answers 204 and, without an inverse label, writes the label on both sides', async () => {
  const [typeId, inverseId] = await pairOfIds('Buyer', 'Bought by');
  const put = (body: object) => hubspot.send('PUT', LABELS, { associationTypeId: typeId, ...body });
  expect((await put({ label: 'Payer', inverseLabel: 'Paid by' })).status).toBe(204);
  expect(await labelOf(inverseId, 'companies', 'contacts')).toBe('Paid by');
  await put({ label: 'Customer' });
  expect([await labelOf(typeId), await labelOf(inverseId, 'companies', 'contacts')]).toEqual(['Customer', 'Customer']);
});

test('either id deletes the pair, and links keep what else they are', async () => {
  const [typeId, inverseId] = await pairOfIds('Short-lived');
  const contact = (await hubspot.send('POST', '/crm/objects/2026-09/contacts', { properties: { firstname: 'L' } }))
    .body;
  const company = (await hubspot.send('POST', '/crm/objects/2026-09/companies', { properties: { name: 'L' } })).body;
  const at = `/crm/objects/2026-09/contacts/${contact.id}/associations/companies`;
  await hubspot.send('PUT', `${at}/${company.id}`, [
    { associationCategory: 'USER_DEFINED', associationTypeId: typeId },
  ]);
  const typesOf = async () =>
    (await hubspot.send('GET', at)).body.results[0].associationTypes.map((one: Label) => one.typeId);
  expect(await typesOf()).toEqual([279, typeId]);
  expect((await hubspot.send('DELETE', `${LABELS}/${inverseId}`)).status).toBe(204);
  expect(await labelOf(typeId)).toBeUndefined();
  expect(await typesOf()).toEqual([279]);
});

describe('what is refused', () => {
  const CASES: readonly (readonly [string, () => Promise<{ status: number; body: { message: string } }>, string])[] = [
    [
      'a name that the portal has',
      async () => {
        await create({ name: 'taken', label: 'Taken' });
        return create({ name: 'taken', label: 'Another' });
      },
      'Association definition named taken already exists for portal',
    ],
    [
      'a label that the pair has',
      async () => {
        await create({ name: newName(), label: 'Twice' });
        return create({ name: newName(), label: 'Twice' });
      },
      'Association definition label Twice already exists on ObjectType pair 0-1-0-2',
    ],
    [
      'an update of an unknown type',
      () => hubspot.send('PUT', LABELS, { associationTypeId: 999_999, label: 'x' }),
      'Unable to find association type 999999',
    ],
    ['a deletion of an unknown type', () => hubspot.send('DELETE', `${LABELS}/999999`), 'Unable to find objectTypeIds'],
    ["a change of HubSpot's own label", () => hubspot.send('DELETE', `${LABELS}/1`), 'Unable to find objectTypeIds'],
  ];
  test.each(CASES)('%s', async (_name, send, message) => {
    const { status, body } = await send();
    expect([status, body.message]).toEqual([400, message]);
  });

  test('the 51st label of a pair, with a 437', async () => {
    const at = '/crm/associations/2026-09/deals/tickets/labels';
    for (let count = 1; count <= 50; count += 1) await create({ name: newName(), label: `Label ${count}` }, at);
    const over = await create({ name: newName(), label: 'One more' }, at);
    expect([over.status, over.body.message]).toEqual([
      437,
      'No more than 50 association types are allowed between 0-3 and 0-5',
    ]);
  });
});

test('a label between records of one type may read differently from each end', async () => {
  const at = '/crm/associations/2026-09/contacts/contacts/labels';
  const { body } = await create({ name: 'manages', label: 'Manager', inverseLabel: 'Employee' }, at);
  const ids = body.results.map((one: Label) => one.typeId);
  expect(new Set(ids).size).toBe(2);
  const found = (await labels('contacts', 'contacts')).filter((one) => ids.includes(one.typeId));
  expect(new Set(found.map((one) => one.label))).toEqual(new Set(['Employee', 'Manager']));
});

test('a custom object: the first label brings the unlabelled type, which goes last', async () => {
  const schema = await hubspot.send('POST', '/crm-object-schemas/2026-09/schemas', {
    name: 'vessel',
    labels: { singular: 'Vessel', plural: 'Vessels' },
    primaryDisplayProperty: 'vessel_name',
    requiredProperties: [],
    properties: [{ name: 'vessel_name', label: 'Name', type: 'string', fieldType: 'text' }],
    associatedObjects: [],
  });
  const type = schema.body.objectTypeId;
  const at = `/crm/associations/2026-09/${type}/companies/labels`;
  const made = await create({ name: 'owned_by', label: 'Owner' }, at);
  const plain = made.body.results.find((one: Label) => one.label === null);
  expect(made.body.results).toHaveLength(4);
  const early = await hubspot.send('DELETE', `${at}/${plain.typeId}`);
  expect(early.body.message).toContain('Definition with label still exists');

  const namesOf = async () =>
    (await hubspot.send('GET', `/crm-object-schemas/2026-09/schemas/${type}`)).body.associations
      .filter((one: { id: string }) => one.id === String(made.body.results[0].typeId))
      .map((one: { name?: string }) => one.name);
  expect(await namesOf()).toEqual([undefined]);
  await hubspot.advance(300_001);
  expect(await namesOf()).toEqual(['owned_by']);

  await hubspot.send('DELETE', `${at}/${made.body.results[0].typeId}`);
  expect((await hubspot.send('DELETE', `${at}/${plain.typeId}`)).status).toBe(204);
});
