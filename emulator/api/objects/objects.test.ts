import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/objects/2026-09';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const company = async (properties: object): Promise<string> =>
  (await hubspot.send('POST', `${AT}/companies`, { properties })).body.id;

describe('values', () => {
  test.each([
    ['text stays', 'companies', { name: 'Ärger & Söhne' }, 'name', 'Ärger & Söhne'],
    ['numbers are text', 'companies', { name: 'x', annualrevenue: 20.5 }, 'annualrevenue', '20.5'],
    ['numbers keep their digits', 'companies', { name: 'x', annualrevenue: '20.0000' }, 'annualrevenue', '20.0000'],
    ['bools are text', 'invoices', { hs_currency: 'EUR', hs_invoice_billable: false }, 'hs_invoice_billable', 'false'],
    [
      'a date stays a day',
      'subscriptions',
      { hs_name: 's', hs_recurring_billing_start_date: '2026-03-01' },
      'hs_recurring_billing_start_date',
      '2026-03-01',
    ],
    [
      'midnight in UTC is a day',
      'subscriptions',
      { hs_name: 's', hs_recurring_billing_start_date: '1772323200000' },
      'hs_recurring_billing_start_date',
      '2026-03-01',
    ],
    [
      'several choices are parted by semicolons',
      'tickets',
      { subject: 't', hs_pipeline_stage: '1', hs_ticket_category: 'BILLING_ISSUE;FEATURE_REQUEST' },
      'hs_ticket_category',
      'BILLING_ISSUE;FEATURE_REQUEST',
    ],
    ['an e-mail is lower case', 'contacts', { email: 'Ab@Cd.Example' }, 'email', 'ab@cd.example'],
    [
      'epoch milliseconds become ISO',
      'deals',
      { dealname: 'd', dealstage: 'closedwon', closedate: '1752559200000' },
      'closedate',
      '2025-07-15T06:00:00.000Z',
    ],
    ['an empty text is no value', 'companies', { name: 'y', phone: '' }, 'phone', null],
  ])('%s', async (_name, type, properties, property, expected) => {
    const made = await hubspot.send('POST', `${AT}/${type}`, { properties });
    expect(made.status).toBe(201);
    const read = await hubspot.send('GET', `${AT}/${type}/${made.body.id}?properties=${property}`);
    expect(read.body.properties[property]).toBe(expected);
  });

  test.each([
    ['companies', { name: 'x', nope: '1' }, 'PROPERTY_DOESNT_EXIST', 'Property "nope" does not exist'],
    ['companies', { name: 'x', annualrevenue: 'much' }, 'INVALID_INTEGER', 'much was not a valid number.'],
    ['companies', { name: 'x', industry: 'CHEESE' }, 'INVALID_OPTION', 'CHEESE was not one of the allowed options'],
    ['invoices', { hs_currency: 'EUR', hs_invoice_status: 'Draft' }, 'INVALID_OPTION', 'Draft was not one of'],
    ['invoices', { hs_currency: 'EUR', hs_invoice_status: ' draft' }, 'LEADING_TRAILING_WHITESPACE', 'whitespace'],
    ['contacts', { email: 'nobody' }, 'INVALID_EMAIL', 'Email address nobody is invalid'],
    [
      'subscriptions',
      { hs_name: 's', hs_recurring_billing_start_date: '1752559200000' },
      'INVALID_DATE',
      '1752559200000 is at 6:0:0.0 UTC, not midnight!',
    ],
    [
      'invoices',
      { hs_currency: 'EUR', hs_amount_billed: '1' },
      'READ_ONLY_VALUE',
      '"hs_amount_billed" is a read only property',
    ],
  ])('%s refuses %j with %s', async (type, properties, code, message) => {
    const { status, body } = await hubspot.send('POST', `${AT}/${type}`, { properties });
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR', errors: [{ code }] });
    expect(body.errors[0].message).toContain(message);
    expect(body.message).toMatch(/^Property values were not valid: \[\{"isValid":false/);
  });
});

test('a leading semicolon appends to what was chosen, anything else replaces it', async () => {
  const properties = { subject: 't', hs_pipeline_stage: '1', hs_ticket_category: 'BILLING_ISSUE' };
  const { id } = (await hubspot.send('POST', `${AT}/tickets`, { properties })).body;
  const choose = async (hs_ticket_category: string): Promise<string> => {
    const patched = await hubspot.send('PATCH', `${AT}/tickets/${id}`, { properties: { hs_ticket_category } });
    return patched.body.properties.hs_ticket_category;
  };
  expect(await choose(';FEATURE_REQUEST')).toBe('BILLING_ISSUE;FEATURE_REQUEST');
  expect(await choose('GENERAL_INQUIRY')).toBe('GENERAL_INQUIRY');
});

describe('records', () => {
  test('a create without a required property names it', async () => {
    const { status, body } = await hubspot.send('POST', `${AT}/invoices`, { properties: {} });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      message: 'Error creating INVOICE. Some required properties were not set.',
      context: { properties: ['hs_currency'] },
    });
  });

  test('an e-mail that exists is a 409 that names the holder, whatever the case', async () => {
    const first = await hubspot.send('POST', `${AT}/contacts`, { properties: { email: 'twin@x.example' } });
    const second = await hubspot.send('POST', `${AT}/contacts`, { properties: { email: 'TWIN@x.example' } });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      category: 'CONFLICT',
      message: `Contact already exists. Existing ID: ${first.body.id}`,
    });
  });

  test('a patch with the same values writes nothing', async () => {
    const id = await company({ name: 'Same', phone: '1' });
    const before = await hubspot.send('GET', `${AT}/companies/${id}`);
    const { writes } = await hubspot.stats();
    const patched = await hubspot.send('PATCH', `${AT}/companies/${id}`, { properties: { phone: '1' } });
    expect(patched.body.updatedAt).toBe(before.body.updatedAt);
    expect((await hubspot.stats()).writes).toBe(writes);
  });

  test('every spelling and version reaches the same record', async () => {
    const id = await company({ name: 'One' });
    for (const path of ['/crm/v3/objects/company', '/crm/objects/2026-03/0-2', '/crm/objects/2026-09/COMPANIES']) {
      expect((await hubspot.send('GET', `${path}/${id}`)).body.properties.name).toBe('One');
    }
    expect((await hubspot.send('GET', `${AT}/gadgets/${id}`)).body.message).toBe(
      'Unable to infer object type from: gadgets',
    );
  });

  test('an archived record is found with archived=true only, and archiving again is still 204', async () => {
    const id = await company({ name: 'Gone' });
    expect((await hubspot.send('DELETE', `${AT}/companies/${id}`)).status).toBe(204);
    expect((await hubspot.send('DELETE', `${AT}/companies/${id}`)).status).toBe(204);
    expect((await hubspot.send('GET', `${AT}/companies/${id}`)).status).toBe(404);
    expect((await hubspot.send('GET', `${AT}/companies/${id}?archived=true`)).body.archived).toBe(true);
  });

  test('a list with too many properties in its address is a 414', async () => {
    const names = Array.from({ length: 1000 }, (_, no) => `a_property_of_the_erp_${no}`).join(',');
    const { status, body } = await hubspot.send('GET', `/crm/objects/2026-09/companies?properties=${names}`);
    expect([status, body.category]).toEqual([414, 'VALIDATION_ERROR']);
  });

  test('a list pages by the id that it answered', async () => {
    for (let number = 0; number < 3; number += 1) await company({ name: `Page ${number}` });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await hubspot.send('GET', `${AT}/companies?limit=2${after ? `&after=${after}` : ''}`);
      seen.push(...page.body.results.map((one: { id: string }) => one.id));
      after = page.body.paging?.next.after;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(5);
  });

  test('the link to the next page asks for the same as this one did', async () => {
    const page = await hubspot.send('GET', `${AT}/companies?limit=1&properties=city&associations=contacts`);
    const { after, link } = page.body.paging.next;
    const query = new URL(link).searchParams;
    expect(Object.fromEntries(query)).toEqual({ limit: '1', properties: 'city', associations: 'contacts', after });
  });

  test('a list of archived records holds those only', async () => {
    const id = await company({ name: 'Binned' });
    await hubspot.send('DELETE', `${AT}/companies/${id}`);
    const { results } = (await hubspot.send('GET', `${AT}/companies?archived=true&limit=100`)).body;
    expect(results.map((one: { id: string }) => one.id)).toContain(id);
    for (const one of results) expect(one).toMatchObject({ archived: true, archivedAt: expect.any(String) });
  });

  test('lists and single reads answer associations', async () => {
    const id = await company({ name: 'Associated' });
    const contact = await hubspot.send('POST', `${AT}/contacts`, {
      properties: { email: 'associated@x.example' },
      associations: [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }] }],
    });
    const single = await hubspot.send('GET', `${AT}/contacts/${contact.body.id}?associations=companies`);
    expect(single.body.associations.companies.results).toContainEqual({
      id,
      type: expect.stringContaining('contact_to_company'),
    });
    const list = await hubspot.send('GET', `${AT}/contacts?limit=100&associations=companies`);
    const listed = list.body.results.find((one: { id: string }) => one.id === contact.body.id);
    expect(listed.associations).toEqual(single.body.associations);
  });
});
