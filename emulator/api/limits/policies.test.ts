import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createEmulator, type CreatedEmulator, type CreateOptions } from '../../index.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';

const AT = '/crm/objects/2026-09/companies';
let hubspot: CreatedEmulator;
let apps: CreateOptions['apps'] = [];
beforeEach(async () => {
  apps = [await writeProject({ auth: 'static', appId: 78 }), await writeProject({ auth: 'static', appId: 79 })];
});
afterEach(() => hubspot.close());

/** Two static apps in one portal of Kolkata, at a time that stands still. */
async function start(
  portal: NonNullable<CreateOptions['portal']>,
  limits: CreateOptions['limits'] = {},
): Promise<void> {
  const clock = { mode: 'stepped', now: '2026-11-23T18:00:00Z' } as const;
  hubspot = await createEmulator({
    portal: { timezone: 'Asia/Kolkata', ...portal },
    apps: apps ?? [],
    limits: limits ?? {},
    clock,
  });
}

const call = async (path = AT, app = 0, body?: object) => {
  const answer = await fetch(`${hubspot.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${hubspot.portals()[0]?.apps[app]?.accessToken}`,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, string> };
};

describe('the limits of a private app', () => {
  test.each([
    [{ tier: 'free' }, '100', '250000'],
    [{ tier: 'starter' }, '100', '250000'],
    [{ tier: 'professional' }, '190', '625000'],
    [{ tier: 'enterprise' }, '190', '1000000'],
    [{ tier: 'professional', apiLimitIncreases: 1 }, '250', '1625000'],
    [{ tier: 'enterprise', apiLimitIncreases: 2 }, '250', '3000000'],
  ] as const)('with %j are %s in 10 s and %s a day', async (portal, max, daily) => {
    await start(portal);
    const { headers } = await call();
    const named = (name: string): string | null => headers.get(`x-hubspot-ratelimit-${name}`);
    expect([named('max'), named('daily'), named('daily-remaining'), named('interval-milliseconds')]).toEqual([
      max,
      daily,
      String(Number(daily) - 1),
      '10000',
    ]);
    expect([named('secondly'), named('secondly-remaining')]).toEqual([
      String(Number(max) / 10),
      String(Number(max) / 10 - 1),
    ]);
  });

  test('change at once with what the account buys', async () => {
    await start({ tier: 'free' });
    expect((await call()).headers.get('x-hubspot-ratelimit-max')).toBe('100');
    const change = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: '{"tier":"enterprise"}' };
    expect((await fetch(`${hubspot.url}/_emulator/portals/${PORTAL}`, change)).status).toBe(200);
    expect((await call()).headers.get('x-hubspot-ratelimit-max')).toBe('190');
  });
});

describe('the day', () => {
  test('is shared by the private apps of an account, and ends at its midnight', async () => {
    await start({}, { staticPerDay: 2 });
    expect([(await call(AT, 0)).status, (await call(AT, 1)).status]).toEqual([200, 200]);
    const over = await call(AT, 0);
    expect(over.status).toBe(429);
    expect(over.body).toMatchObject({
      message: 'You have reached your daily limit.',
      errorType: 'RATE_LIMIT',
      policyName: 'DAILY',
    });
    await hubspot.clock.advance(30 * 60_000 - 1);
    expect((await call(AT, 1)).status).toBe(429);
    await hubspot.clock.advance(1);
    expect((await call(AT, 1)).status).toBe(200);
  });
});

describe('the 10 s', () => {
  test('belong to one app each; a 429 has no Retry-After unless it is asked for', async () => {
    await start({}, { staticPer10Seconds: 1 });
    expect([(await call(AT, 0)).status, (await call(AT, 1)).status]).toEqual([200, 200]);
    const over = await call(AT, 0);
    expect([over.status, over.body['policyName'], over.headers.get('retry-after')]).toEqual([
      429,
      'TEN_SECONDLY_ROLLING',
      null,
    ]);
    expect(over.body['groupName']).toBe('publicapi:private_app-api-calls-ten-secondly:78');
    const settings = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"retryAfterOn429":true}',
    };
    await fetch(`${hubspot.url}/_emulator/settings`, settings);
    await hubspot.clock.advance(3000);
    expect((await call(AT, 0)).headers.get('retry-after')).toBe('7');
    await hubspot.clock.advance(7000);
    expect((await call(AT, 0)).status).toBe(200);
  });
});

test('the associations API has limits of its own', async () => {
  await start({ tier: 'starter' });
  const path = '/crm/associations/2026-09/companies/contacts/batch/read';
  const { headers } = await call(path, 0, { inputs: [{ id: '1' }] });
  expect(headers.get('x-hubspot-ratelimit-max')).toBe('100');
  expect((await call()).headers.get('x-hubspot-ratelimit-remaining')).toBe('99');
});

test('searches count against neither the 10 s nor the day', async () => {
  await start({});
  expect((await call(`${AT}/search`, 0, {})).headers.has('x-hubspot-ratelimit-max')).toBe(false);
  expect((await call()).headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
});
