import { afterEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../testing/project.ts';
import { webhooksConfig } from '../../webhooks-config.ts';
import type { Change } from '../changes.ts';
import { developerKey } from '../oauth/installs.ts';
import { EVENT_TYPES, GENERIC_TYPES } from './event-types.ts';
import { type Hooked, startHooked, typeNamed } from './webhook-fixture.ts';

const open: Hooked[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

interface Reply {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

async function hooked(...options: Parameters<typeof startHooked>) {
  const hook = await startHooked(...options);
  open.push(hook);
  const { app, url } = hook;
  const call = async (method: string, path: string, body?: object, key = developerKey(app)): Promise<Reply> => {
    const answer = await fetch(`${url}${path}?hapikey=${key}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  return { ...hook, call };
}

const AT = '/webhooks/2026-03/77';
const deletion: Change = {
  kind: 'deleted',
  portalId: PORTAL,
  type: typeNamed('deal'),
  id: '5',
  values: {},
  actor: { changeSource: 'API', sourceId: 'x' },
};

describe('webhook settings', () => {
  test.each(['/webhooks/v3/77', '/webhooks/2026-03/77', '/app-webhooks/2025-09/77', '/app-webhooks/2026-09/77'])(
    'are read from the project under %s',
    async (base) => {
      const { call } = await hooked();
      expect((await call('GET', `${base}/settings`)).body).toMatchObject({
        targetUrl: 'https://receiver.example.com/hooks?tenant=a%40b',
        throttling: { maxConcurrentRequests: 3 },
      });
      const { body } = await call('GET', `${base}/subscriptions`);
      expect(body.results).toHaveLength(6);
      expect(body.results[3]).toMatchObject({
        id: '770004',
        eventType: 'object.propertyChange',
        objectTypeId: '0-2',
        propertyName: 'name',
        active: true,
      });
    },
  );

  test('allow ten requests at once when the project does not say', () => {
    const config = { settings: { targetUrl: 'https://x.example' }, subscriptions: {} };
    expect(webhooksConfig(config, 'oauth').maxConcurrentRequests).toBe(10);
  });

  test('changed, they count at once; deleted, nothing is sent', async () => {
    const { call, told, receiver, hub } = await hooked({ subscriptions: { crmObjects: deals('deletion') } });
    const settings = { targetUrl: 'https://receiver.example.com/moved', throttling: { maxConcurrentRequests: 20 } };
    expect((await call('PUT', `${AT}/settings`, settings)).body).toMatchObject(settings);
    await told(deletion);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/moved']);
    expect((await call('DELETE', `${AT}/settings`)).status).toBe(204);
    expect((await call('GET', `${AT}/settings`)).status).toBe(404);
    expect(await told(deletion)).toEqual([]);
    expect(hub.tables.rows('deliveries').size).toBe(0);
  });

  test.each([
    ['5 requests at once', { targetUrl: 'https://x.example', throttling: { maxConcurrentRequests: 5 } }],
    ['an http address', { targetUrl: 'http://x.example', throttling: { maxConcurrentRequests: 10 } }],
  ])('are refused with %s', async (_name, settings) => {
    const { call } = await hooked();
    expect((await call('PUT', `${AT}/settings`, settings)).status).toBe(400);
  });

  test('take effect after the cache, when it is told to be there', async () => {
    const limits = { webhookSettingsCacheMs: 300_000 };
    const { call, told, receiver, advance } = await hooked({
      limits,
      subscriptions: { crmObjects: deals('deletion') },
    });
    await told(deletion);
    await call('DELETE', `${AT}/settings`);
    await told(deletion);
    expect(receiver.received).toHaveLength(2);
    await advance(300_000);
    expect(await told(deletion)).toEqual([]);
  });

  test("are not another app's, nor anybody's, and those of a private app are not changed by API", async () => {
    const { call } = await hooked();
    expect((await call('GET', '/webhooks/v3/78/settings')).status).toBe(403);
    expect((await call('GET', `${AT}/settings`, undefined, 'wrong')).status).toBe(401);
    const own = await hooked({ auth: 'static' });
    expect((await own.call('GET', `${AT}/settings`)).status).toBe(200);
    expect((await own.call('DELETE', `${AT}/settings`)).status).toBe(403);
  });
});

function deals(...kinds: string[]): object[] {
  return kinds.map((kind) => ({ subscriptionType: `object.${kind}`, objectType: 'deal', active: true }));
}

describe('subscriptions', () => {
  test('are made, read, switched, and deleted', async () => {
    const { call, told } = await hooked();
    const wanted = { eventType: 'deal.deletion', active: true };
    const made = await call('POST', `${AT}/subscriptions`, wanted);
    expect(made).toMatchObject({ status: 201, body: { ...wanted, id: expect.stringMatching(/^\d+$/) } });
    const one = `${AT}/subscriptions/${made.body.id}`;
    expect((await call('GET', one)).body).toEqual(made.body);
    const [request] = await told(deletion);
    expect(request?.events[0]).toMatchObject({
      subscriptionType: 'deal.deletion',
      subscriptionId: Number(made.body.id),
    });
    expect((await call('PATCH', one, { active: false })).body.active).toBe(false);
    expect(await told(deletion)).toEqual([]);
    expect((await call('PATCH', one, { eventType: 'deal.merge' })).status).toBe(400);
    expect((await call('DELETE', one)).status).toBe(204);
    expect((await call('GET', one)).status).toBe(404);
  });

  test("override the project's, which stays as it is in its file", async () => {
    const { call, told } = await hooked({ subscriptions: { crmObjects: deals('deletion', 'merge') } });
    expect((await call('PATCH', `${AT}/subscriptions/770001`, { active: false })).status).toBe(200);
    expect(await told(deletion)).toEqual([]);
    expect((await call('DELETE', `${AT}/subscriptions/770002`)).status).toBe(204);
    const { body } = await call('GET', `${AT}/subscriptions`);
    expect(body.results.map((one: { id: string; active: boolean }) => [one.id, one.active])).toEqual([
      ['770001', false],
    ]);
  });

  test('are switched in batches, and an unknown one makes the answer a 207', async () => {
    const { call } = await hooked();
    const path = `${AT}/subscriptions/batch/update`;
    const all = await call('POST', path, { inputs: [{ id: 770_001, active: false }] });
    expect(all).toMatchObject({
      status: 200,
      body: { status: 'COMPLETE', results: [{ id: '770001', active: false }] },
    });
    const some = await call('POST', path, {
      inputs: [
        { id: 770_001, active: true },
        { id: 5, active: true },
      ],
    });
    expect(some).toMatchObject({ status: 207, body: { numErrors: 1, results: [{ active: true }] } });
  });

  test.each([
    ['an event type that is none of the 48', { eventType: 'deal.exploded' }, 400],
    ['a property change without a property', { eventType: 'deal.propertyChange' }, 400],
    ['the date of the last change', { eventType: 'deal.propertyChange', propertyName: 'hs_lastmodifieddate' }, 400],
    ['conversions', { eventType: 'contact.propertyChange', propertyName: 'num_unique_conversion_events' }, 400],
    ['a generic event without a type', { eventType: 'object.creation' }, 400],
    ['a type that webhooks do not know', { eventType: 'object.creation', objectTypeId: '0-999' }, 400],
    ['a custom object in a public app', { eventType: 'object.creation', objectTypeId: '2-5' }, 400],
    ['a product association', { eventType: 'product.associationChange' }, 400],
    ['what the project has already', { eventType: 'object.creation', objectTypeId: '0-2' }, 409],
    ['a conversation, which is accepted and never comes', { eventType: 'conversation.newMessage' }, 201],
  ])('to %s', async (_name, wanted, status) => {
    const { call } = await hooked();
    expect((await call('POST', `${AT}/subscriptions`, wanted)).status).toBe(status);
  });

  test.each([
    ['the 48 event types', [...EVENT_TYPES], 48],
    ['the object types of generic events', [...GENERIC_TYPES], 32],
  ])('can be made of %s', async (_name, names, count) => {
    const { call } = await hooked({ subscriptions: {} });
    expect(names).toHaveLength(count);
    for (const name of names) {
      const wanted = name.includes('.')
        ? { eventType: name, objectTypeId: '0-1', propertyName: 'email' }
        : { eventType: 'object.deletion', objectTypeId: name === '0-1' ? '0-2' : name };
      const { status, body } = await call('POST', `${AT}/subscriptions`, wanted);
      expect([name, status === 409 ? 201 : status, body.active ?? false]).toEqual([name, 201, false]);
    }
  });

  test('are 1000 at most', async () => {
    const { call, hub } = await hooked();
    for (let id = 1; id <= 994; id += 1) {
      const row = {
        subscriptionId: id,
        subscriptionType: 'deal.propertyChange',
        objectType: null,
        propertyName: `p${id}`,
      };
      hub.tables.put('webhookSubscriptions/77', String(id), { ...row, active: true, deleted: false });
    }
    const { status, body } = await call('POST', `${AT}/subscriptions`, { eventType: 'deal.merge' });
    expect([status, body.message]).toEqual([400, 'An app has at most 1000 webhook subscriptions.']);
  });
});
