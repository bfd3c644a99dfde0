import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const make = async (type: string, properties: object): Promise<string> =>
  (await hubspot.send('POST', `/crm/v3/objects/${type}`, { properties })).body.id;

test('version 3 links by the name of a type, lists ids and names, and unlinks by the name', async () => {
  const [person, company] = [await make('contacts', { lastname: 'x' }), await make('companies', { name: 'x' })];
  const at = `/crm/v3/objects/contacts/${person}/associations/companies`;
  const put = await hubspot.send('PUT', `${at}/${company}/contact_to_company`);
  expect([put.status, put.body.id]).toEqual([200, person]);
  expect((await hubspot.send('GET', at)).body).toEqual({
    results: [
      { id: company, type: 'contact_to_company_unlabeled' },
      { id: company, type: 'contact_to_company' },
    ],
  });
  expect((await hubspot.send('DELETE', `${at}/${company}/contact_to_company`)).status).toBe(204);
  expect((await hubspot.send('GET', at)).body.results).toEqual([{ id: company, type: 'contact_to_company_unlabeled' }]);
  expect((await hubspot.send('DELETE', `${at}/${company}/contact_to_company_unlabeled`)).status).toBe(204);
  expect((await hubspot.send('GET', at)).body).toEqual({ results: [] });
});

test('its list goes on after the last id, and an unknown name or record is refused', async () => {
  const company = await make('companies', { name: 'y' });
  const people = [await make('contacts', { lastname: 'a' }), await make('contacts', { lastname: 'b' })];
  const at = `/crm/v3/objects/companies/${company}/associations/contacts`;
  for (const one of people) await hubspot.send('PUT', `${at}/${one}/company_to_contact_unlabeled`);
  const first = await hubspot.send('GET', `${at}?limit=1`);
  expect(first.body).toMatchObject({ results: [{ id: people[0] }], paging: { next: { after: people[0] } } });
  const second = await hubspot.send('GET', `${at}?limit=1&after=${people[0]}`);
  expect(second.body).toEqual({ results: [{ id: people[1], type: 'company_to_contact_unlabeled' }] });
  expect((await hubspot.send('PUT', `${at}/${people[0]}/friend_of`)).status).toBe(400);
  expect((await hubspot.send('GET', '/crm/v3/objects/companies/5/associations/contacts')).status).toBe(404);
});
