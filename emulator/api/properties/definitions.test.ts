import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { USER_ID } from '../oauth/tokens.ts';

const AT = '/crm/properties/2026-09/companies';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const property = (name: string, more: object = {}): object => ({
  name,
  label: name,
  type: 'number',
  fieldType: 'number',
  groupName: 'companyinformation',
  ...more,
});
const create = (name: string, more: object = {}) => hubspot.send('POST', AT, property(name, more));
const option = (value: string) => ({ label: value, value, displayOrder: 0, hidden: false });
const select = { type: 'enumeration', fieldType: 'select' };

describe('a new property', () => {
  test('says where it is, who made it and what may be changed', async () => {
    const { status, headers, body } = await create('told');
    expect(status).toBe(201);
    expect(headers.get('location')).toMatch(/\/crm\/properties\/2026-09\/companies\/told$/);
    expect(body).toMatchObject({
      createdUserId: String(USER_ID),
      updatedUserId: String(USER_ID),
      dataSensitivity: 'non_sensitive',
      externalOptions: false,
      modificationMetadata: {
        archivable: true,
        readOnlyDefinition: false,
        readOnlyOptions: false,
        readOnlyValue: false,
      },
    });
  });

  test.each([
    ['an enumeration without options', select, 'PropertyValidationError.MISSING_OPTIONS'],
    [
      'a bool with other options than true and false',
      { type: 'bool', fieldType: 'booleancheckbox', options: [option('yes'), option('no')] },
      'PropertyValidationError.INVALID_BOOLEAN_OPTION',
    ],
    ['a group that is not there', { groupName: 'nope' }, 'PropertyValidationError.INVALID_GROUP'],
    [
      'a currency property without a currency symbol',
      { currencyPropertyName: 'hs_currency' },
      'PropertyValidationError.ONLY_CURRENCY_PROPERTIES_CAN_SPECIFY_CURRENCY',
    ],
    [
      'sensitive data in a portal without it',
      { dataSensitivity: 'sensitive' },
      'PropertyValidationError.PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA',
    ],
    [
      'a formula with brackets',
      { calculationFormula: '[annualrevenue] * 2' },
      'PropertyValidationError.INVALID_CALCULATION_FORMULA',
    ],
  ])('is refused for %s', async (_why, more, subCategory) => {
    const { status, body } = await create('refused', more);
    expect([status, body.subCategory]).toEqual([400, subCategory]);
  });

  test.each(['label', 'value'])('is refused for an option with a blank around its %s', async (field) => {
    const options = [{ ...option('a'), [field]: ' a' }];
    const { body } = await create('blank', { ...select, options });
    expect(body.errors).toMatchObject([{ code: 'LEADING_TRAILING_WHITESPACE' }]);
  });

  test('takes its options from the users when it refers to owners, and then has none of its own', async () => {
    const owner = { ...select, externalOptions: true, referencedObjectType: 'OWNER' };
    expect((await create('keeper', { ...owner, options: [option('a')] })).status).toBe(400);
    expect((await create('keeper', { ...select, externalOptions: true })).status).toBe(400);
    expect((await create('keeper', owner)).status).toBe(201);
    const record = { properties: { name: 'x', keeper: '70110001' } };
    expect((await hubspot.send('POST', '/crm/objects/2026-09/companies', record)).status).toBe(201);
  });

  test('is calculated when it has a formula, whatever its field type says, and takes no values', async () => {
    const made = await create('double', { calculationFormula: 'annualrevenue * 2' });
    expect(made.body).toMatchObject({
      fieldType: 'calculation_equation',
      calculated: true,
      modificationMetadata: { readOnlyValue: true },
    });
    const unknown = await create('triple', { calculationFormula: 'nothing_here * 3' });
    expect([unknown.status, unknown.body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
  });

  test('is found by nobody in its first moments, when the portal is that slow', async () => {
    const slow = await startTestEmulator({ limits: { propertyLagMs: 500 } });
    expect((await slow.send('POST', AT, property('young'))).status).toBe(201);
    const write = () => slow.send('POST', '/crm/objects/2026-09/companies', { properties: { name: 'x', young: '1' } });
    expect((await slow.send('GET', `${AT}/young`)).status).toBe(404);
    expect((await write()).body.errors).toMatchObject([{ code: 'PROPERTY_DOESNT_EXIST' }]);
    expect((await slow.send('POST', AT, property('young'))).status).toBe(409);
    await slow.advance(500);
    expect((await slow.send('GET', `${AT}/young`)).status).toBe(200);
    expect((await write()).status).toBe(201);
    await slow.close();
  });

  test('can be the tenth with unique values, and not the eleventh', async () => {
    const at = '/crm/properties/2026-09/contacts';
    const unique = (name: string) =>
      hubspot.send('POST', at, property(name, { groupName: 'contactinformation', hasUniqueValue: true }));
    for (let number = 1; number <= 10; number += 1) expect((await unique(`unique_${number}`)).status).toBe(201);
    expect((await unique('unique_11')).status).toBe(400);
  });

  test('is refused beyond the limit of its type', async () => {
    const small = await startTestEmulator({ limits: { customPropertiesPerObjectType: 1 } });
    expect((await small.send('POST', AT, property('first'))).status).toBe(201);
    expect((await small.send('POST', AT, property('second'))).status).toBe(400);
    await small.close();
  });
});

describe('a change of a property', () => {
  test('keeps the options that are not sent, and ignores what never changes', async () => {
    await create('stable', { ...select, options: [option('a')], hasUniqueValue: false });
    const patch = { label: 'New', hasUniqueValue: true, dataSensitivity: 'sensitive', numberDisplayHint: null };
    const { status, body } = await hubspot.send('PATCH', `${AT}/stable`, patch);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      label: 'New',
      hasUniqueValue: false,
      dataSensitivity: 'non_sensitive',
      options: [{ value: 'a' }],
    });
  });

  test('may turn text into a text area and into phone numbers', async () => {
    await create('words', { type: 'string', fieldType: 'text' });
    for (const patch of [{ fieldType: 'textarea' }, { type: 'phone_number', fieldType: 'phonenumber' }]) {
      expect((await hubspot.send('PATCH', `${AT}/words`, patch)).body).toMatchObject(patch);
    }
  });

  test('never takes a currency symbol away once a currency property was named', async () => {
    await create('money', { showCurrencySymbol: true, currencyPropertyName: 'any_name' });
    expect((await hubspot.send('PATCH', `${AT}/money`, { showCurrencySymbol: false })).status).toBe(400);
  });

  test("of HubSpot's reaches the options only, and not those that HubSpot relies on", async () => {
    const industry = await hubspot.send('PATCH', `${AT}/industry`, { options: [option('CHEESE')] });
    expect(industry.body).toMatchObject({ hubspotDefined: true, options: [{ value: 'CHEESE' }] });
    expect((await hubspot.send('PATCH', `${AT}/industry`, { label: 'Trade' })).status).toBe(400);
    expect((await hubspot.send('PATCH', `${AT}/hs_lead_status`, { options: [option('A')] })).status).toBe(400);
    const stage = '/crm/properties/2026-09/deals/dealstage';
    expect((await hubspot.send('PATCH', stage, { options: [option('A')] })).status).toBe(400);
  });
});

describe('the archive', () => {
  test('is read with archived=true', async () => {
    await create('old');
    expect((await hubspot.send('DELETE', `${AT}/old`)).status).toBe(204);
    const { status, body } = await hubspot.send('GET', `${AT}/old?archived=true`);
    expect([status, body.archived, typeof body.archivedAt]).toEqual([200, true, 'string']);
    const names = async (query: string) =>
      (await hubspot.send('GET', `${AT}${query}`)).body.results.map((one: { name: string }) => one.name);
    expect(await names('?archived=true')).toContain('old');
    expect(await names('')).not.toContain('old');
  });

  test.each([
    ['never was', 'never'],
    ['is archived already', 'twice_archived'],
  ])('answers 404 to the deletion of what %s', async (_what, name) => {
    await create('twice_archived');
    await hubspot.send('DELETE', `${AT}/twice_archived`);
    expect((await hubspot.send('DELETE', `${AT}/${name}`)).status).toBe(404);
  });

  test('does not take what a formula reads, and names the formula', async () => {
    await create('base');
    await create('derived', { calculationFormula: 'base + 1' });
    const refused = await hubspot.send('DELETE', `${AT}/base`);
    expect(refused.body).toMatchObject({
      subCategory: 'PropertyValidationError.CANNOT_DELETE_PROPERTY_IN_USE',
      errors: [{ context: { parentType: ['CALCULATION_PROPERTY'], parentName: ['derived'] } }],
    });
    await hubspot.send('DELETE', `${AT}/derived`);
    expect((await hubspot.send('DELETE', `${AT}/base`)).status).toBe(204);
  });

  test('gives a property back under the definition that is sent, and with its first birthday', async () => {
    const { createdAt } = (await create('back', { formField: true })).body;
    await hubspot.send('DELETE', `${AT}/back`);
    await hubspot.advance(1000);
    const again = await create('back', { type: 'string', fieldType: 'text' });
    expect(again).toMatchObject({ status: 201, body: { createdAt, type: 'string', formField: false } });
  });

  test('gives nothing back into a group that is gone', async () => {
    const groups = `${AT}/groups`;
    await hubspot.send('POST', groups, { name: 'gone', label: 'Gone' });
    await create('homeless', { groupName: 'gone' });
    await hubspot.send('DELETE', `${AT}/homeless`);
    await hubspot.send('DELETE', `${groups}/gone`);
    expect((await create('homeless', { groupName: 'gone' })).status).toBe(400);
    await hubspot.send('POST', groups, { name: 'gone', label: 'Another' });
    expect((await create('homeless', { groupName: 'gone' })).status).toBe(201);
  });
});

describe('sensitive properties', () => {
  test('are a list of their own, and a read finds only its own kind', async () => {
    const safe = await startTestEmulator({ limits: { sensitiveData: true } });
    await safe.send('POST', AT, property('secret', { dataSensitivity: 'sensitive' }));
    const status = async (path: string) => (await safe.send('GET', `${AT}/${path}`)).status;
    expect(await status('secret')).toBe(404);
    expect(await status('secret?dataSensitivity=sensitive')).toBe(200);
    expect(await status('name?dataSensitivity=sensitive')).toBe(404);
    const list = await safe.send('GET', `${AT}?dataSensitivity=sensitive`);
    expect(list.body.results).toMatchObject([{ name: 'secret' }]);
    await safe.close();
  });
});

describe('batches of properties', () => {
  test('make what can be made and tell the rest', async () => {
    const inputs = [property('batch_one'), property('name'), property('batch_two')];
    const { status, body } = await hubspot.send('POST', `${AT}/batch/create`, { inputs });
    expect(status).toBe(207);
    expect(body.results.map((one: { name: string }) => one.name)).toEqual(['batch_one', 'batch_two']);
    expect(body.errors).toMatchObject([{ category: 'OBJECT_ALREADY_EXISTS', context: { name: ['name'] } }]);
  });

  test('archive, and read what is archived', async () => {
    await create('archived_by_batch');
    const inputs = [{ name: 'archived_by_batch' }, { name: 'never' }];
    expect((await hubspot.send('POST', `${AT}/batch/archive`, { inputs })).status).toBe(204);
    const read = { inputs: inputs.slice(0, 1), archived: true, dataSensitivity: 'non_sensitive' };
    expect((await hubspot.send('POST', `${AT}/batch/read`, read)).body.results).toMatchObject([{ archived: true }]);
  });
});

test("reading one of HubSpot's own leaves archived out; a list does not", async () => {
  expect((await hubspot.send('GET', `${AT}/name`)).body).not.toHaveProperty('archived');
  const { results } = (await hubspot.send('GET', AT)).body;
  expect(results.find((one: { name: string }) => one.name === 'name').archived).toBe(false);
});
