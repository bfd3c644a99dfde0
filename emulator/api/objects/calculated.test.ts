import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const COMPANIES = '/crm/objects/2026-09/companies';
const define = (name: string, calculationFormula: string, type = 'number', objectType = 'companies') =>
  hubspot.send('POST', `/crm/properties/2026-09/${objectType}`, {
    name,
    label: name,
    type,
    fieldType: 'calculation_equation',
    groupName: objectType === 'companies' ? 'companyinformation' : 'dealinformation',
    calculationFormula,
  });
const company = (properties: object) => hubspot.send('POST', COMPANIES, { properties: { name: 'x', ...properties } });
const read = async (path: string, names: string) =>
  (await hubspot.send('GET', `${path}?properties=${names}`)).body.properties;

describe('a formula of the account', () => {
  test('is computed for the records that are there, and again with every write', async () => {
    const { id } = (await company({ annualrevenue: '100.10' })).body;
    expect((await define('third', 'annualrevenue * 3')).status).toBe(201);
    expect(await read(`${COMPANIES}/${id}`, 'third')).toMatchObject({ third: '300.3' });
    await hubspot.send('PATCH', `${COMPANIES}/${id}`, { properties: { annualrevenue: '7' } });
    expect(await read(`${COMPANIES}/${id}`, 'third')).toMatchObject({ third: '21' });
    await hubspot.send('PATCH', `${COMPANIES}/${id}`, { properties: { annualrevenue: '' } });
    expect(await read(`${COMPANIES}/${id}`, 'third')).toMatchObject({ third: null });
  });

  test('may read another one, is found by a search, and says in its history that it was computed', async () => {
    await define('half', 'numberofemployees / 2');
    await define('quarter', 'half / 2');
    const { id } = (await company({ numberofemployees: '12' })).body;
    const filters = [{ propertyName: 'quarter', operator: 'EQ', value: '3' }];
    const found = await hubspot.send('POST', `${COMPANIES}/search`, { filterGroups: [{ filters }] });
    expect(found.body.results.map((record: { id: string }) => record.id)).toEqual([id]);
    await hubspot.send('PATCH', `${COMPANIES}/${id}`, { properties: { numberofemployees: '8' } });
    const { body } = await hubspot.send('GET', `${COMPANIES}/${id}?propertiesWithHistory=quarter`);
    expect(body.propertiesWithHistory.quarter[0]).toMatchObject({ value: '2', sourceType: 'CALCULATED' });
  });

  test('follows a change of the formula, and takes no value of its own', async () => {
    await define('label', 'concatenate("a ", string(city))', 'string');
    const { id } = (await company({ city: 'Rome' })).body;
    expect(await read(`${COMPANIES}/${id}`, 'label')).toMatchObject({ label: 'a Rome' });
    const changed = { calculationFormula: 'concatenate("b ", string(city))' };
    await hubspot.send('PATCH', '/crm/properties/2026-09/companies/label', changed);
    expect(await read(`${COMPANIES}/${id}`, 'label')).toMatchObject({ label: 'b Rome' });
    const refused = await hubspot.send('PATCH', `${COMPANIES}/${id}`, { properties: { label: 'c' } });
    expect(refused.body.errors).toMatchObject([{ code: 'READ_ONLY_VALUE' }]);
  });

  test('of another type than its property is nothing', async () => {
    await define('wrong', 'city');
    const { id } = (await company({ city: 'Rome' })).body;
    expect(await read(`${COMPANIES}/${id}`, 'wrong')).toMatchObject({ wrong: null });
  });

  test('that cannot be understood is refused', async () => {
    const { status, body } = await define('broken', 'annualrevenue *');
    expect([status, body.subCategory]).toEqual([400, 'PropertyValidationError.INVALID_CALCULATION_FORMULA']);
  });
});

test.each([
  ['appointmentscheduled', { hs_is_closed: 'false', hs_deal_stage_probability: '0.2', hs_projected_amount: '20' }],
  ['closedwon', { hs_is_closed: 'true', hs_is_closed_won: 'true', hs_closed_amount: '100' }],
  ['closedlost', { hs_is_closed: 'true', hs_is_closed_lost: 'true', hs_projected_amount: '0', hs_closed_amount: '0' }],
])('a deal in %s has %j', async (dealstage, expected) => {
  const made = await hubspot.send('POST', '/crm/objects/2026-09/deals', {
    properties: { dealname: 'd', dealstage, amount: '100' },
  });
  expect(made.body.properties).toMatchObject(expected);
});

test('the amount of a quote is that of its line items', async () => {
  const post = async (type: string, properties: object) =>
    (await hubspot.send('POST', `/crm/objects/2026-09/${type}`, { properties })).body.id;
  const quote = await post('quotes', { hs_title: 'q', hs_expiration_date: '2030-01-01' });
  const item = await post('line_items', { name: 'i', price: '10.05', quantity: '2' });
  const at = `/crm/objects/2026-09/quotes/${quote}`;
  await hubspot.send('PUT', `${at}/associations/default/line_items/${item}`);
  expect(await read(at, 'hs_quote_amount')).toMatchObject({ hs_quote_amount: '20.1' });
  await hubspot.send('PATCH', `/crm/objects/2026-09/line_items/${item}`, { properties: { quantity: '3' } });
  expect(await read(at, 'hs_quote_amount')).toMatchObject({ hs_quote_amount: '30.15' });
  await hubspot.send('DELETE', `/crm/objects/2026-09/line_items/${item}`);
  expect(await read(at, 'hs_quote_amount')).toMatchObject({ hs_quote_amount: '0' });
});
