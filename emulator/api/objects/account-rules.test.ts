import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL } from '../../testing/project.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
  const rules = await hubspot.send('PATCH', `/_emulator/portals/${PORTAL}`, {
    requiredProperties: {
      contacts: { firstname: { required: true }, state: { dependsOn: { property: 'country', values: ['US', 'CA'] } } },
    },
  });
  expect(rules.status).toBe(200);
});
afterAll(() => hubspot.close());

let number = 0;
const create = (version: string, properties: object) =>
  hubspot.send('POST', `${version}/contacts`, {
    properties: { email: `r${(number += 1)}@x.example`, ...properties },
  });
const NEW = '/crm/objects/2026-09';

test('a required property without a value is refused on 2026-09, with its code', async () => {
  const { status, body } = await create(NEW, {});
  expect(status).toBe(400);
  expect(body).toMatchObject({
    category: 'VALIDATION_ERROR',
    message: 'The property values provided are invalid',
    errors: [
      {
        message: 'A value for firstname must be provided',
        code: 'MISSING_REQUIRED_PROPERTY',
        context: { propertyName: ['firstname'] },
      },
    ],
  });
});

test('a conditionally required one is refused when the condition holds, and only then', async () => {
  const { status, body } = await create(NEW, { firstname: 'a', country: 'US' });
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([
    {
      message: 'state is required because of a conditional property rule based on [country]',
      code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
      context: { propertyName: ['state'] },
    },
  ]);
  for (const properties of [{ country: 'FR' }, { country: 'US', state: 'NY' }]) {
    expect((await create(NEW, { firstname: 'a', ...properties })).status).toBe(201);
  }
});

test.each(['/crm/objects/2026-03', '/crm/v3/objects'])('%s knows no such rules and no warnings', async (version) => {
  const { status, body } = await create(version, { country: 'US', email: `Upper${(number += 1)}@X.example` });
  expect(status).toBe(201);
  expect(body).not.toHaveProperty('warnings');
});

test('an update answers for what it touches, unless the setting says that it answers for the whole record', async () => {
  const { id } = (await create('/crm/objects/2026-03', {})).body;
  const patch = (properties: object) => hubspot.send('PATCH', `${NEW}/contacts/${id}`, { properties });
  expect((await patch({ lastname: 'b' })).status).toBe(200);
  expect((await patch({ firstname: '' })).body.errors[0].code).toBe('MISSING_REQUIRED_PROPERTY');
  expect((await patch({ country: 'CA' })).body.errors[0].code).toBe('MISSING_CONDITIONAL_REQUIRED_PROPERTY');
  await hubspot.send('POST', '/_emulator/limits', { requiredPropertiesOfWholeRecord: true });
  expect((await patch({ lastname: 'c' })).body.errors[0].code).toBe('MISSING_REQUIRED_PROPERTY');
  await hubspot.send('POST', '/_emulator/limits', { requiredPropertiesOfWholeRecord: false });
});

test('in a batch with trace ids the rule refuses only the input that breaks it', async () => {
  const inputs = [{ firstname: 'a' }, { lastname: 'b' }].map((properties, place) => ({
    properties: { ...properties, email: `batch${place}@x.example` },
    objectWriteTraceId: `t${place}`,
  }));
  const { status, body } = await hubspot.send('POST', `${NEW}/contacts/batch/create`, { inputs });
  expect(status).toBe(207);
  expect(body.errors).toMatchObject([
    { errors: [{ code: 'MISSING_REQUIRED_PROPERTY' }], context: { objectWriteTraceId: ['t1'] } },
  ]);
});

test('a value that is kept in another form comes with a warning', async () => {
  const made = await hubspot.send('POST', `${NEW}/companies`, { properties: { name: 'W', domain: 'ACME.Example' } });
  expect(made.body.warnings).toEqual([
    {
      category: 'PROPERTY_VALUE_NORMALIZED',
      message: expect.stringContaining('domain'),
      context: { propertyName: 'domain', rawValue: 'ACME.Example', normalizedValue: 'acme.example' },
    },
  ]);
  const same = await hubspot.send('PATCH', `${NEW}/companies/${made.body.id}`, { properties: { domain: 'b.example' } });
  expect(same.body).not.toHaveProperty('warnings');
});
