import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '@hubspot/api-client';
import { connectApp, startTestEmulator, type TestEmulator } from '../testing/emulator.ts';
import { writeProject } from '../testing/project.ts';
import { driven, type Driven } from './driven.ts';

const APP = 77;
let hubspot: TestEmulator;
let app: Driven;
beforeAll(async () => {
  const registration = await writeProject({ appId: APP });
  hubspot = await startTestEmulator({ apps: [registration] });
  const [{ developerKey: developerApiKey }] = (await hubspot.send('GET', '/_emulator/apps')).body;
  const { access_token: accessToken } = await connectApp(hubspot, registration);
  app = driven(new Client({ basePath: hubspot.url, developerApiKey, accessToken }));
});
afterAll(() => hubspot.close());

const number = { name: 'number', label: 'Number', type: 'string' } as never;
const template = {
  name: 'Invoice sent',
  objectType: 'contacts',
  headerTemplate: 'Invoice {{number}}',
  detailTemplate: 'Due {{extraData.due}}',
  tokens: [number],
};

test('templatesApi', async () => {
  const { templatesApi } = app.client.crm.timeline;
  const made = await templatesApi.create(APP, template);
  expect(made).toMatchObject({ ...template, id: expect.stringMatching(/^\d+$/), tokens: [number] });
  const { objectType: _, ...change } = { ...template, id: made.id, name: 'Invoice paid' };
  expect((await templatesApi.update(made.id, APP, change)).name).toBe('Invoice paid');
  expect((await templatesApi.getById(made.id, APP)).name).toBe('Invoice paid');
  expect((await templatesApi.getAll(APP)).results.map(({ id }) => id)).toContain(made.id);
  await templatesApi.archive(made.id, APP);
  await expect(templatesApi.getById(made.id, APP)).rejects.toMatchObject({ code: 404 });
  await expect(templatesApi.create(APP, { ...template, objectType: 'gadgets' })).rejects.toMatchObject({ code: 400 });
});

test('tokensApi', async () => {
  const { templatesApi, tokensApi } = app.client.crm.timeline;
  const { id } = await templatesApi.create(APP, template);
  const city = { name: 'place', label: 'Place', type: 'string', objectPropertyName: 'city' } as never;
  expect(await tokensApi.create(id, APP, city)).toMatchObject(city);
  await expect(tokensApi.create(id, APP, city)).rejects.toMatchObject({ code: 409 });
  expect((await tokensApi.update(id, 'place', APP, { label: 'City' })).label).toBe('City');
  await tokensApi.archive(id, 'number', APP);
  expect((await templatesApi.getById(id, APP)).tokens.map(({ name }) => name)).toEqual(['place']);
});

test('eventsApi: an event is kept, filled in, and writes the property that its token names', async () => {
  const { templatesApi, eventsApi } = app.client.crm.timeline;
  const place = { name: 'place', label: 'Place', type: 'string', objectPropertyName: 'city' } as never;
  const { id: eventTemplateId } = await templatesApi.create(APP, { ...template, tokens: [number, place] });
  const event = { id: 'e-1', eventTemplateId, email: 'new@x.example', tokens: { number: 'I-1', place: 'Rome' } };
  const sent = await eventsApi.create({ ...event, extraData: { due: 'today' } });
  expect(sent).toMatchObject({ ...event, objectType: 'contacts', objectId: expect.any(String) });
  expect(await eventsApi.getById(eventTemplateId, 'e-1')).toEqual(sent);
  expect((await eventsApi.getDetailById(eventTemplateId, 'e-1')).details).toBe('Due today');
  expect(await eventsApi.getRenderById(eventTemplateId, 'e-1')).toBe('Invoice I-1');
  const contact = await hubspot.send('GET', `/crm/objects/2026-09/contacts/${sent.objectId}?properties=city`);
  expect(contact.body.properties.city).toBe('Rome');
  await expect(eventsApi.create({ ...event, tokens: { number: 'I-2' } })).rejects.toMatchObject({ code: 409 });
  await expect(eventsApi.create({ ...event, tokens: { nothing: '1' } })).rejects.toMatchObject({ code: 400 });
});

test('eventsApi: many at once, with ids that HubSpot makes up', async () => {
  const { templatesApi, eventsApi } = app.client.crm.timeline;
  const { id: eventTemplateId } = await templatesApi.create(APP, template);
  const one = (id?: string) => ({ eventTemplateId, email: 'many@x.example', tokens: {}, ...(id ? { id } : {}) });
  expect(await eventsApi.createBatch({ inputs: [one(), one('a-{{uuid}}')] })).toMatchObject({
    results: [{ id: expect.stringMatching(/^[0-9a-f-]{36}$/) }, { id: expect.stringMatching(/^a-[0-9a-f-]{36}$/) }],
  });
});

test('every operation was driven', () => {
  expect(app.missing('timeline')).toEqual([]);
});
