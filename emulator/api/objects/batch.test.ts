import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/objects/2026-09/companies';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
  await hubspot.send('POST', '/crm/properties/2026-09/companies/groups', { name: 'erp', label: 'ERP' });
  const made = await hubspot.send('POST', '/crm/properties/2026-09/companies', {
    name: 'erp_id',
    label: 'ERP id',
    type: 'string',
    fieldType: 'text',
    groupName: 'erp',
    hasUniqueValue: true,
  });
  expect(made.status).toBe(201);
});
afterAll(() => hubspot.close());

const upsert = (inputs: object[]) => hubspot.send('POST', `${AT}/batch/upsert`, { inputs });
const input = (id: string, properties: object, trace?: string) => ({
  id,
  idProperty: 'erp_id',
  properties,
  ...(trace ? { objectWriteTraceId: trace } : {}),
});

test('with a trace id on every input, one bad input is an error of a 207', async () => {
  const { status, body } = await upsert([
    input('A', { name: 'A' }, 't1'),
    input('B', { name: 'B', annualrevenue: 'x' }, 't2'),
  ]);
  expect(status).toBe(207);
  expect(body).toMatchObject({
    status: 'COMPLETE',
    numErrors: 1,
    errors: [{ status: 'error', category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['t2'] } }],
  });
  expect(body.results).toMatchObject([{ new: true, objectWriteTraceId: 't1', properties: { name: 'A' } }]);
});

test.each([
  ['without trace ids', undefined, undefined],
  ['with the same trace id twice', 't', 't'],
  ['with a trace id on some inputs only', 't', undefined],
])('%s, one bad input fails the whole batch and nothing is written', async (_name, one, other) => {
  const { writes } = await hubspot.stats();
  const answer = await upsert([input('C', { name: 'C' }, one), input('D', { name: 'D', annualrevenue: 'x' }, other)]);
  expect(answer.status).toBe(400);
  expect((await hubspot.stats()).writes).toBe(writes);
});

test('an upsert of what is there changes it, and changes nothing the second time', async () => {
  await upsert([input('E', { name: 'E' })]);
  const { writes } = await hubspot.stats();
  const again = await upsert([input('E', { name: 'E', phone: '5' })]);
  expect(again.body.results[0]).toMatchObject({ new: false, properties: { phone: '5' } });
  await upsert([input('E', { name: 'E', phone: '5' })]);
  expect((await hubspot.stats()).writes).toBe(writes + 1);
});

test('an upsert by a property that is not unique is refused', async () => {
  const answer = await upsert([{ id: 'x.example', idProperty: 'domain', properties: { name: 'x' } }]);
  expect(answer.body.message).toContain('Unable to perform update/upsert by non-unique 0-2 property');
});

test('a unique value of another record is a 409 with its id', async () => {
  const made = await upsert([input('F', { name: 'F' }), input('G', { name: 'G' })]);
  const [f, g] = made.body.results.toSorted(
    (one: { id: string }, other: { id: string }) => Number(one.id) - Number(other.id),
  );
  const answer = await hubspot.send('PATCH', `${AT}/${g.id}`, { properties: { erp_id: 'F' } });
  expect(answer.status).toBe(409);
  expect(answer.body.message).toContain(`Existing ID: ${f.id}`);
});

test('more than 100 inputs, and one id twice, are refused', async () => {
  const many = Array.from({ length: 101 }, (_, place) => input(`m${place}`, { name: 'm' }));
  expect((await upsert(many)).status).toBe(400);
  expect((await upsert([input('H', { name: '1' }), input('H', { name: '2' })])).body.message).toContain(
    'Duplicate IDs',
  );
});

test('results come in an order of their own, unless the setting says otherwise', async () => {
  const names = Array.from({ length: 20 }, (_, place) => String.fromCodePoint(97 + place));
  const create = async (): Promise<string[]> => {
    const inputs = names.map((name) => ({ properties: { name }, objectWriteTraceId: name }));
    const { body } = await hubspot.send('POST', `${AT}/batch/create`, { inputs });
    for (const { properties, objectWriteTraceId } of body.results) expect(objectWriteTraceId).toBe(properties.name);
    return body.results.map(({ properties }: { properties: { name: string } }) => properties.name);
  };
  const shuffled = await create();
  expect(shuffled).not.toEqual(names);
  expect(shuffled.toSorted()).toEqual(names);
  await hubspot.send('POST', '/_emulator/limits', { shuffleBatchResults: false });
  expect(await create()).toEqual(names);
  await hubspot.send('POST', '/_emulator/limits', { shuffleBatchResults: true });
});

test('a batch without inputs to blame fails as a whole, one with them answers each', async () => {
  const [known] = (await upsert([input('K', { name: 'K' })])).body.results;
  const inputs = [
    { id: known.id, properties: { phone: '1' } },
    { id: '1', properties: { phone: '1' } },
  ];
  const update = (all: object[]) => hubspot.send('POST', `${AT}/batch/update`, { inputs: all });
  expect((await update(inputs)).status).toBe(404);
  const traced = await update(inputs.map((one, place) => ({ ...one, objectWriteTraceId: `t${place}` })));
  expect([traced.status, traced.body.errors[0].category]).toEqual([207, 'OBJECT_NOT_FOUND']);
});

test('an upsert by e-mail must carry the e-mail, unless the setting allows partial ones', async () => {
  const contacts = (properties: object) =>
    hubspot.send('POST', '/crm/objects/2026-09/contacts/batch/upsert', {
      inputs: [{ id: 'u@x.example', idProperty: 'email', properties }],
    });
  expect((await contacts({ firstname: 'U' })).body.message).toContain('Partial upserts are not supported');
  expect((await contacts({ firstname: 'U', email: 'u@x.example' })).body.results[0].new).toBe(true);
  await hubspot.send('POST', '/_emulator/limits', { partialUpsertByEmail: true });
  expect((await contacts({ firstname: 'V' })).body.results[0]).toMatchObject({
    new: false,
    properties: { firstname: 'V' },
  });
});

test('an upsert makes a new record where the old one was deleted', async () => {
  const first = (await upsert([input('L', { name: 'L' })])).body.results[0];
  await hubspot.send('POST', `${AT}/batch/archive`, { inputs: [{ id: first.id }] });
  const again = (await upsert([input('L', { name: 'L' })])).body.results[0];
  expect(again).toMatchObject({ new: true });
  expect(again.id).not.toBe(first.id);
});

test('a batch read with archived=true finds the deleted ones only', async () => {
  const [gone, live] = [await upsert([input('N', { name: 'N' })]), await upsert([input('O', { name: 'O' })])];
  const ids = [gone, live].map(({ body }) => ({ id: body.results[0].id }));
  await hubspot.send('POST', `${AT}/batch/archive`, { inputs: ids.slice(0, 1) });
  const { body } = await hubspot.send('POST', `${AT}/batch/read?archived=true`, { inputs: ids });
  expect(body.results.map(({ id }: { id: string }) => id)).toEqual([ids[0]?.id]);
});

test('a batch read names what is missing in a 207', async () => {
  const made = await upsert([input('I', { name: 'I' })]);
  const answer = await hubspot.send('POST', `${AT}/batch/read`, {
    inputs: [{ id: made.body.results[0].id }, { id: '1' }],
    properties: ['name', 'phone'],
  });
  expect(answer.status).toBe(207);
  expect(answer.body.results[0].properties).toMatchObject({ name: 'I', phone: null });
  expect(answer.body.errors).toMatchObject([{ category: 'OBJECT_NOT_FOUND', context: { ids: ['1'] } }]);
});
