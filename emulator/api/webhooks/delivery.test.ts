import { afterEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../testing/project.ts';
import type { RecordChange } from '../changes.ts';
import { uninstall } from '../oauth/installs.ts';
import { setKnobs } from './knobs.ts';
import { retryOffsets } from './retries.ts';
import { crowd, type Hooked, START, startHooked, typeNamed } from './webhook-fixture.ts';

const open: Hooked[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const hooked = async (...options: Parameters<typeof startHooked>): Promise<Hooked> => {
  const one = await startHooked(...options);
  open.push(one);
  return one;
};

const DAY = 86_400_000;
const deleted = (id: number): RecordChange => ({
  kind: 'deleted',
  portalId: PORTAL,
  type: typeNamed('company'),
  id: String(id),
  values: {},
  actor: { changeSource: 'API', sourceId: 'x' },
});
const many = (count: number): RecordChange[] => Array.from({ length: count }, (_, place) => deleted(place + 1));
const ids = ({ receiver }: Hooked): number[][] =>
  receiver.received.map(({ events }) => events.map((event) => event.objectId));
const never = (): Promise<number> => new Promise(() => undefined);

describe('retries', () => {
  test('ten of them within 24 h, each at a time of its own, and then no more', async () => {
    const { told, receiver, hub, advance } = await hooked({ answer: () => 500 });
    await told(deleted(1));
    await advance(2 * DAY);
    expect(receiver.received.map(({ events }) => events[0].attemptNumber)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const log = hub.webhooks.deliveries.list();
    const times = log.map(({ at }) => Date.parse(at) - START);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.at(-1)).toBeLessThanOrEqual(DAY + 50);
    expect(log.at(0)?.retryAt).toBe(log.at(1)?.at);
    expect(log.at(-1)?.retryAt).toBeNull();
    expect(hub.tables.rows('deliveries').size).toBe(0);
  });

  test('the first soon, the last within a day; evenly when told so; never two at once', () => {
    const settings = { webhookRetries: 10, webhookRetryWindowSeconds: 86_400 };
    for (const seed of [1, 2, 3]) {
      const soon = retryOffsets({ ...settings, webhookRetryFirstSeconds: 3 }, seed);
      expect(soon[0]).toBeLessThanOrEqual(3000);
      expect(soon.at(-1)).toBeGreaterThan(DAY / 3);
      const even = retryOffsets({ ...settings, webhookRetryFirstSeconds: 0 }, seed);
      for (const [place, offset] of even.entries()) {
        expect(offset).toBeGreaterThanOrEqual((place * DAY) / 10);
        expect(offset).toBeLessThanOrEqual(((place + 1) * DAY) / 10);
      }
    }
    const soon = { ...settings, webhookRetryFirstSeconds: 3 };
    expect(retryOffsets(soon, 1)).not.toEqual(retryOffsets(soon, 2));
  });

  test.each([
    ['400', () => 400, 400],
    ['404', () => 404, 404],
    ['503', () => 503, 503],
    ['a redirect, which is not followed', () => 302, 302],
    ['no answer in time', never, null],
  ])('after %s', async (_name, first, status) => {
    const hook = await hooked({
      answer: (count) => (count === 1 ? first() : 204),
      limits: { webhookTimeoutMs: status === null ? 100 : 5000 },
    });
    await hook.told(deleted(1));
    await hook.advance(5000);
    expect(hook.receiver.received.map(({ events }) => events[0].attemptNumber)).toEqual([0, 1]);
    expect(hook.receiver.received.map(({ path }) => path)).not.toContain('/elsewhere');
    expect(hook.hub.webhooks.deliveries.list().map((attempt) => attempt.status)).toEqual([status, 204]);
  });

  test('after a refused connection', async () => {
    const { told, hub } = await hooked({ receiver: 'http://127.0.0.1:9' });
    await told(deleted(1));
    expect(hub.webhooks.deliveries.list()).toMatchObject([{ status: null, error: expect.stringMatching(/./) }]);
    expect(hub.tables.rows('deliveries').size).toBe(1);
  });
});

describe('requests', () => {
  test('hold at most 100 events, and at most maxConcurrentRequests are in flight', async () => {
    const three = crowd(3);
    const hook = await hooked({ answer: three.answer });
    await hook.told(...many(850));
    expect(ids(hook).map((list) => list.length)).toEqual([100, 100, 100, 100, 100, 100, 100, 100, 50]);
    expect(three.most()).toBe(3);
  });

  test('stop with the uninstall, or go on for a while when told so', async () => {
    const failing = await hooked({ answer: () => 500 });
    await failing.told(deleted(1));
    uninstall(failing.hub, 77, PORTAL);
    expect(failing.hub.tables.rows('deliveries').size).toBe(0);
    const hook = await hooked();
    hook.hub.changes.tell(deleted(1));
    uninstall(hook.hub, 77, PORTAL);
    expect(await hook.told(deleted(2))).toEqual([]);
    const lasting = await hooked({ limits: { webhookAfterUninstallSeconds: 60 } });
    uninstall(lasting.hub, 77, PORTAL);
    await lasting.told(deleted(3));
    await lasting.advance(60_000);
    await lasting.told(deleted(4));
    expect(ids(lasting)).toEqual([[3]]);
  });
});

describe('knobs', () => {
  const knobs = { duplicate: 0, reorder: 0, delayMs: 0, drop: 0 };

  test('duplicate: the same request arrives twice', async () => {
    const hook = await hooked();
    setKnobs(hook.hub, { 77: { ...knobs, duplicate: 1 } });
    const [first, second] = await hook.told(deleted(1));
    expect(second?.body).toBe(first?.body);
  });

  test('drop: nothing arrives, and the log says why', async () => {
    const hook = await hooked();
    setKnobs(hook.hub, { '*': { ...knobs, drop: 1 } });
    expect(await hook.told(deleted(1))).toEqual([]);
    expect(hook.hub.webhooks.deliveries.list()[0]?.error).toContain('dropped on purpose');
  });

  test('reorder: other events first, in the same order for the same seed', async () => {
    const order = async (): Promise<number[]> => {
      const hook = await hooked({ randomSeed: 9 });
      setKnobs(hook.hub, { 77: { ...knobs, reorder: 1 } });
      await hook.told(...many(12));
      return ids(hook).flat();
    };
    const first = await order();
    expect(first.toSorted((one, other) => one - other)).toEqual(many(12).map(({ id }) => Number(id)));
    expect(first).not.toEqual(many(12).map(({ id }) => Number(id)));
    expect(await order()).toEqual(first);
  });

  test('delay: a request waits up to so long', async () => {
    const hook = await hooked();
    setKnobs(hook.hub, { 77: { ...knobs, delayMs: 60_000 } });
    expect(await hook.told(deleted(1))).toEqual([]);
    await hook.advance(60_000);
    expect(ids(hook)).toEqual([[1]]);
  });

  test('a probability takes its part', async () => {
    const hook = await hooked({ limits: { webhookBatch: 1 } });
    setKnobs(hook.hub, { 77: { ...knobs, drop: 0.5 } });
    await hook.told(...many(60));
    expect(ids(hook).length).toBeGreaterThan(15);
    expect(ids(hook).length).toBeLessThan(45);
  });

  test('are set under /_emulator/webhooks', async () => {
    const { url } = await hooked();
    const put = (body: object): Promise<Response> =>
      fetch(`${url}/_emulator/webhooks`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect(await (await put({ 77: { drop: 0.5 } })).json()).toEqual({ 77: { ...knobs, drop: 0.5 } });
    expect(await (await fetch(`${url}/_emulator/webhooks`)).json()).toEqual({ 77: { ...knobs, drop: 0.5 } });
    expect((await put({ 77: { drop: 2 } })).status).toBe(400);
    expect(await (await put({})).json()).toEqual({});
  });
});

describe('the log of deliveries', () => {
  test('says what was sent and what came back, and sends it again on demand', async () => {
    const hook = await hooked({ answer: (count) => (count === 1 ? 410 : 200), limits: { webhookRetries: 0 } });
    const [request] = await hook.told(deleted(1));
    const list = await (await fetch(`${hook.url}/_emulator/deliveries`)).json();
    expect(list).toEqual([
      {
        id: 1,
        at: new Date(START + 50).toISOString(),
        appId: 77,
        portalId: PORTAL,
        url: `${hook.origin}/hooks?tenant=a%40b`,
        headers: expect.objectContaining({
          'content-type': 'application/json',
          'x-hubspot-signature-v3': request?.headers['x-hubspot-signature-v3'],
        }),
        body: request?.body,
        attemptNumber: 0,
        status: 410,
        error: null,
        durationMs: expect.any(Number),
        retryAt: null,
        replayed: false,
      },
    ]);
    const again = await fetch(`${hook.url}/_emulator/deliveries/1/replay`, { method: 'POST' });
    expect(await again.json()).toMatchObject({ id: 2, body: request?.body, status: 200, replayed: true });
    expect(hook.receiver.received[1]?.body).toBe(request?.body);
    expect((await fetch(`${hook.url}/_emulator/deliveries/99/replay`, { method: 'POST' })).status).toBe(404);
  });

  test('keeps the last 1000 attempts', async () => {
    const hook = await hooked({ limits: { webhookBatch: 1 } });
    setKnobs(hook.hub, { 77: { duplicate: 0, reorder: 0, delayMs: 0, drop: 1 } });
    await hook.told(...many(1005));
    const list = hook.hub.webhooks.deliveries.list();
    expect([list.length, list[0]?.id, list.at(-1)?.id]).toEqual([1000, 6, 1005]);
  });
});

test('the test of a subscription is one signed event with the constants of HubSpot', async () => {
  const hook = await hooked({ answer: () => 500 });
  const press = (id: number): Promise<Response> =>
    fetch(`${hook.url}/_emulator/webhooks/77/subscriptions/${id}/test`, { method: 'POST' });
  expect(await (await press(770_004)).json()).toMatchObject({ status: 500, retryAt: null, attemptNumber: 0 });
  await hook.advance(DAY);
  expect(hook.receiver.received.map(({ events }) => events)).toEqual([
    [
      {
        eventId: 100,
        subscriptionId: 770_004,
        portalId: PORTAL,
        appId: 77,
        occurredAt: START,
        subscriptionType: 'object.propertyChange',
        attemptNumber: 0,
        objectId: 123,
        propertyName: 'name',
        propertyValue: 'sample-value',
        changeSource: 'CRM',
        changeFlag: 'NEW',
      },
    ],
  ]);
  expect((await press(5)).status).toBe(404);
});

test('a snapshot holds what is collected and what waits for a retry; restored, it arrives', async () => {
  let status = 500;
  const hook = await hooked({ answer: () => status });
  const post = (path: string): Promise<Response> => fetch(`${hook.url}/_emulator/${path}`, { method: 'POST' });
  await hook.told(deleted(1));
  hook.hub.changes.tell(deleted(2));
  await post('snapshot');
  status = 204;
  await hook.advance(60_000);
  expect(ids(hook)).toEqual([[1], [2], [1]]);
  await hook.advance(DAY);
  await post('restore');
  await hook.advance(60_000);
  expect(ids(hook).slice(3)).toEqual([[2], [1]]);
});

test('a snapshot holds what is in flight: restored, it is sent again, and the answer that comes later changes nothing', async () => {
  const { promise: slow, resolve: answerNow } = Promise.withResolvers<number>();
  const hook = await hooked({ answer: (count) => (count === 1 ? slow : 204) });
  const post = (path: string, body = '{}'): Promise<Response> =>
    fetch(`${hook.url}/_emulator/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  hook.hub.changes.tell(deleted(1));
  await post('clock', '{"advanceMs":50}');
  await hook.receiver.until(1);
  await post('snapshot');
  await post('restore');
  await hook.receiver.until(2);
  await hook.hub.webhooks.settle();
  answerNow(500);
  await hook.advance(DAY);
  expect(ids(hook)).toEqual([[1], [1]]);
  expect(hook.hub.tables.rows('deliveries').size).toBe(0);
});

test('a reset forgets what is collected, what is in flight and what waits for a retry', async () => {
  let answerNow: () => void = () => undefined;
  const slow = new Promise<number>((resolve) => (answerNow = () => resolve(500)));
  const hook = await hooked({ answer: (count) => (count === 1 ? 500 : slow) });
  const post = (path: string, body = '{}'): Promise<Response> =>
    fetch(`${hook.url}/_emulator/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await hook.told(deleted(1));
  hook.hub.changes.tell(deleted(2));
  await post('clock', '{"advanceMs":50}');
  await hook.receiver.until(2);
  hook.hub.changes.tell(deleted(3));
  await post('reset');
  answerNow();
  await hook.advance(DAY);
  expect([ids(hook), hook.hub.webhooks.deliveries.list()]).toEqual([[[1], [2]], []]);
});
