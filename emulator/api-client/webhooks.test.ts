import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from '@hubspot/api-client';
import { startTestEmulator, type TestEmulator } from '../testing/emulator.ts';
import { writeProject } from '../testing/project.ts';
import { driven, type Driven } from './driven.ts';

const APP = 77;
let hubspot: TestEmulator;
let app: Driven;
beforeAll(async () => {
  hubspot = await startTestEmulator({ apps: [await writeProject({ appId: APP })] });
  app = driven(new Client({ basePath: hubspot.url, developerApiKey: await developerKey() }));
});
afterAll(() => hubspot.close());

const developerKey = async (): Promise<string> => {
  const apps = (await hubspot.send('GET', '/_emulator/apps')).body;
  return apps.find(({ appId }: { appId: number }) => appId === APP).developerKey;
};

test('settingsApi', async () => {
  const { settingsApi } = app.client.webhooks;
  const targetUrl = 'https://receiver.example.com/other';
  await settingsApi.configure(APP, { targetUrl, throttling: { maxConcurrentRequests: 7 } });
  expect((await settingsApi.getAll(APP)).throttling.maxConcurrentRequests).toBe(7);
});

test('subscriptionsApi', async () => {
  const { subscriptionsApi } = app.client.webhooks;
  const made = await subscriptionsApi.create(APP, { eventType: 'contact.creation' as never, active: false });
  const id = Number(made.id);
  expect((await subscriptionsApi.update(id, APP, { active: true })).active).toBe(true);
  const batch = await subscriptionsApi.updateBatch(APP, { inputs: [{ id, active: false }] });
  expect(batch.results.map(({ active }) => active)).toEqual([false]);
  expect((await subscriptionsApi.getById(id, APP)).eventType).toBe('contact.creation');
  expect((await subscriptionsApi.getAll(APP)).results.map((one) => Number(one.id))).toContain(id);
  await subscriptionsApi.archive(id, APP);
  await expect(subscriptionsApi.getById(id, APP)).rejects.toMatchObject({ code: 404 });
});

test('settingsApi.clear', async () => {
  const { settingsApi } = app.client.webhooks;
  await settingsApi.clear(APP);
  await expect(settingsApi.getAll(APP)).rejects.toMatchObject({ code: 404 });
});

test('every operation was driven', () => {
  expect(app.missing('webhooks')).toEqual([]);
});
