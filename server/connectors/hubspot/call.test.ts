import { afterEach, describe, expect, test } from '@jest/globals';
import { Client } from '@hubspot/api-client';
import { ConfigError, RetryLater } from '../../engine/error.ts';
import { LostAnswer, type ApiRequest } from './call.ts';
import { Refusal } from './refusal.ts';
import { quickCall } from './testing/quick-call.ts';
import { scriptedHubSpot, type Script, type ScriptedHubSpot } from './testing/scripted-hubspot.ts';

const running: ScriptedHubSpot[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});
async function hubspot(script: Script): Promise<ScriptedHubSpot> {
  const started = await scriptedHubSpot(script);
  running.push(started);
  return started;
}

const read: ApiRequest = { method: 'GET', path: '/x?email=a@b.c', repeatable: true };
const write: ApiRequest = { method: 'POST', path: '/x', body: { a: 1 }, repeatable: true };
const once: ApiRequest = { ...write, repeatable: false };
const ok = { status: 200, body: { fine: true } };
const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  );

describe('call', () => {
  test('carries token and JSON, and parses the answer', async () => {
    const fake = await hubspot(() => ok);
    const answer = await quickCall(fake.url).call(write);
    expect(answer.body).toEqual({ fine: true });
    expect(fake.seen[0]).toMatchObject({ method: 'POST', body: { a: 1 }, headers: { authorization: 'Bearer t1' } });
  });

  test('a 401 is answered with a fresh token, once', async () => {
    const fake = await hubspot((seen) => (seen.headers.authorization === 'Bearer t1' ? { status: 401 } : ok));
    await quickCall(fake.url).call(read);
    expect(fake.seen).toHaveLength(2);
    const refused = await hubspot(() => ({ status: 401 }));
    expect(await caught(quickCall(refused.url).call(read))).toBeInstanceOf(ConfigError);
    expect(refused.seen).toHaveLength(2);
  });

  test('429 waits as Retry-After says, else as long as the named limit lasts', async () => {
    const limits = [
      { status: 429, headers: { 'retry-after': '3' } },
      { status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING' } },
      { status: 429, body: { policyName: 'SECONDLY' } },
    ];
    const fake = await hubspot((_seen, count) => limits[count - 1] ?? ok);
    const { call, pauses } = quickCall(fake.url);
    await call(write);
    expect(pauses).toEqual([3_000, 10_000, 1_000]);
  });

  test('what takes long comes back as RetryLater at once', async () => {
    const daily = await hubspot(() => ({ status: 429, body: { policyName: 'DAILY' } }));
    expect(await caught(quickCall(daily.url).call(write))).toMatchObject({ name: 'RetryLater', afterMs: 3_600_000 });
    const moving = await hubspot(() => ({ status: 477, headers: { 'retry-after': '86400' } }));
    expect(await caught(quickCall(moving.url).call(write))).toMatchObject({ name: 'RetryLater', afterMs: 86_400_000 });
    expect(daily.seen.length + moving.seen.length).toBe(2);
  });

  test('a record that is locked is waited for', async () => {
    const fake = await hubspot((_seen, count) => (count <= 2 ? { status: 423 } : ok));
    const { call, pauses } = quickCall(fake.url);
    await call(write);
    expect(pauses).toEqual([2_000, 2_000]);
  });

  test('5xx and lost answers are repeated with growing pauses', async () => {
    const fake = await hubspot((_seen, count) => (count === 1 ? 'drop' : count === 2 ? { status: 502 } : ok));
    const { call, pauses } = quickCall(fake.url);
    await call(write);
    expect(pauses).toEqual([500, 1000]);
  });

  test('a read that never succeeds is for later, a write may have happened', async () => {
    const fake = await hubspot(() => ({ status: 503 }));
    expect(await caught(quickCall(fake.url).call(read))).toBeInstanceOf(RetryLater);
    expect(await caught(quickCall(fake.url).call(write))).toBeInstanceOf(LostAnswer);
    expect(fake.seen).toHaveLength(8);
  });

  test('what must not be repeated is not, once it may have been applied', async () => {
    const fake = await hubspot(() => 'drop');
    expect(await caught(quickCall(fake.url).call(once))).toBeInstanceOf(LostAnswer);
    expect(fake.seen).toHaveLength(1);
  });

  test('nobody listening means that nothing was sent', async () => {
    const fake = await scriptedHubSpot(() => ok);
    await fake.close();
    expect(await caught(quickCall(fake.url).call(once))).toBeInstanceOf(RetryLater);
  });

  test('a missing scope is named, and a refusal keeps its words but no query', async () => {
    const context = { requiredGranularScopes: ['crm.objects.orders.read'] };
    const body = { category: 'MISSING_SCOPES', errors: [{ message: 'no', context }] };
    const scope = await hubspot(() => ({ status: 403, body }));
    expect(String(await caught(quickCall(scope.url).call(read)))).toContain('crm.objects.orders.read');
    const bad = await hubspot(() => ({ status: 400, body: { message: 'That is wrong' } }));
    const error = await caught(quickCall(bad.url).call(read));
    expect(error).toBeInstanceOf(Refusal);
    expect(String(error)).toContain('HubSpot refused GET /x (400): That is wrong');
  });
});

describe('two portals', () => {
  test("share neither a budget nor the client's process-wide limiter and retry", async () => {
    const fake = await hubspot((seen) => (seen.headers.authorization === 'Bearer slow' ? { status: 500 } : ok));
    const slow = quickCall(fake.url, {
      token: () => Promise.resolve('slow'),
      budget: { acquire: () => new Promise(() => {}) },
    });
    void slow.call(read);
    const fast = quickCall(fake.url, { token: () => Promise.resolve('fast') });
    // The client constructed last decides for all clients of the process: here one call in 10 s, and five tries.
    const intruder = new Client({
      numberOfApiCallRetries: 5,
      limiterOptions: { minTime: 10_000, maxConcurrent: 1 },
    });
    expect(intruder.config.numberOfApiCallRetries).toBe(5);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => fast.call(read)));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(fake.seen).toHaveLength(20);
  });
});
