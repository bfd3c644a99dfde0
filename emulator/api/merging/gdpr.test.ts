import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/objects/2026-09';
let hubspot: TestEmulator;
beforeEach(async () => {
  hubspot = await startTestEmulator({ limits: { searchLagMs: 60_000 } });
});
afterEach(() => hubspot.close());

const make = async (type: string, properties: object): Promise<string> =>
  (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
const erase = (objectId: string, idProperty?: string) =>
  hubspot.send('POST', `${AT}/contacts/gdpr-delete`, { objectId, ...(idProperty ? { idProperty } : {}) });
const email = (value: string) => hubspot.send('POST', `${AT}/contacts`, { properties: { email: value } });

test('a contact that is deleted for privacy is gone for good, at once, from everywhere', async () => {
  const id = await make('contacts', { email: 'gone@x.example', firstname: 'Gone' });
  const company = await make('companies', { name: 'Stays' });
  await hubspot.send('PUT', `${AT}/contacts/${id}/associations/default/companies/${company}`);
  await hubspot.advance(60_001);
  expect((await erase(id)).status).toBe(204);
  expect((await hubspot.send('GET', `${AT}/contacts/${id}`)).status).toBe(404);
  expect((await hubspot.send('GET', `${AT}/contacts/${id}?archived=true`)).status).toBe(404);
  expect((await hubspot.send('GET', `${AT}/contacts/gone@x.example?idProperty=email`)).status).toBe(404);
  expect((await hubspot.send('POST', `${AT}/contacts/search`, { query: 'gone@' })).body.total).toBe(0);
  expect((await hubspot.send('GET', `${AT}/companies/${company}/associations/contacts`)).body.results).toEqual([]);
});

test('a known contact is deleted by its e-mail, and the address can be used again', async () => {
  const id = await make('contacts', { email: 'again@x.example' });
  expect((await erase('Again@x.example', 'email')).status).toBe(204);
  const again = await email('again@x.example');
  expect(again.status).toBe(201);
  expect(again.body.id).not.toBe(id);
});

test('a contact in the recycle bin is deleted too, by id and by e-mail', async () => {
  for (const [place, address] of ['bin1@x.example', 'bin2@x.example'].entries()) {
    const id = await make('contacts', { email: address });
    await hubspot.send('DELETE', `${AT}/contacts/${id}`);
    await (place === 0 ? erase(id) : erase(address, 'email'));
    expect((await hubspot.send('GET', `${AT}/contacts/${id}?archived=true`)).status).toBe(404);
  }
});

test('an e-mail that nobody has is accepted and blocked from then on', async () => {
  expect((await erase('never@x.example', 'email')).status).toBe(204);
  const refused = await email('Never@x.example');
  expect([refused.status, refused.body.errors[0].context]).toEqual([400, { propertyName: ['email'] }]);
  await hubspot.send('POST', '/_emulator/limits', { privacyDeletionBlocksEmail: false });
  expect((await email('never@x.example')).status).toBe(201);
});

test('an id that nobody has is a 404, and only contacts can be deleted so', async () => {
  expect((await erase('1')).status).toBe(404);
  const { status, body } = await hubspot.send('POST', `${AT}/companies/gdpr-delete`, { objectId: '1' });
  expect([status, body.message]).toEqual([400, expect.stringContaining('HubSpot offers it for contacts')]);
});

test('what was left of a merge takes its old ids with it', async () => {
  const ids = [await make('contacts', { email: 'm1@x.example' }), await make('contacts', { email: 'm2@x.example' })];
  const body = { primaryObjectId: ids[0], objectIdToMerge: ids[1] };
  await hubspot.send('POST', `${AT}/contacts/merge`, body);
  expect((await erase(ids[1] ?? '')).status).toBe(204);
  expect((await hubspot.send('GET', `${AT}/contacts/${ids[0]}`)).status).toBe(404);
});
