import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type Reply, type TestEmulator } from '../../testing/emulator.ts';
import { writeProject } from '../../testing/project.ts';

const AT = '/crm/objects/2026-09/companies';
let hubspot: TestEmulator;
beforeEach(async () => {
  hubspot = await startTestEmulator({ apps: [await writeProject()] });
});
afterEach(() => hubspot.close());

const fault = (one: object): Promise<Reply> => hubspot.send('POST', '/_emulator/faults', one);
const get = (path = AT, token?: string): Promise<Reply> => hubspot.send('GET', path, undefined, token);
const statuses = async (count: number): Promise<number[]> => {
  const found = [];
  for (let call = 0; call < count; call += 1) found.push((await get()).status);
  return found;
};
const raw = (path = AT): Promise<Response> =>
  fetch(`${hubspot.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
let token = '';
beforeEach(async () => {
  token = (await get('/_emulator/portals')).body[0].accessToken;
});

describe('a fault strikes', () => {
  test.each([
    ['method', { method: 'POST' }, false],
    ['method, in any case', { method: 'get' }, true],
    ['pathPrefix', { pathPrefix: '/crm/objects' }, true],
    ['pathPrefix of another area', { pathPrefix: '/oauth' }, false],
    ['glob', { path: '/crm/objects/*/companies' }, true],
    ['glob over many parts', { path: '/crm/**/companies' }, true],
    ['glob of one part only', { path: '/crm/*' }, false],
    ['regular expression', { pathRegex: '/(companies|deals)$' }, true],
    ['regular expression of another type', { pathRegex: '/deals' }, false],
    ['object type in another spelling', { objectType: '0-2' }, true],
    ['another object type', { objectType: 'contacts' }, false],
    ['app that is not calling', { appId: 77 }, false],
    ['two that both fit', { method: 'GET', objectType: 'company' }, true],
    ['two of which one fits', { method: 'GET', objectType: 'deal' }, false],
  ])('by %s', async (_name, match, strikes) => {
    await fault({ match, status: 503 });
    expect((await get()).status).toBe(strikes ? 503 : 200);
  });

  test('by the app whose token calls', async () => {
    const [app] = (await get('/_emulator/apps')).body;
    const { access_token } = await connectApp(hubspot, await registrationOf(app));
    await fault({ match: { appId: 77 }, status: 503 });
    expect([(await get(AT, access_token)).status, (await get()).status]).toEqual([503, 200]);
  });

  test('after the first so many, so many times', async () => {
    await fault({ status: 502, skip: 2, times: 2 });
    expect(await statuses(6)).toEqual([200, 200, 502, 502, 200, 200]);
    const [listed] = (await hubspot.send('GET', '/_emulator/faults')).body;
    expect(listed).toMatchObject({ id: '1', status: 502, seen: 4, hits: 2 });
  });

  test('with a probability, the same calls for the same seed', async () => {
    const run = async (seed: number): Promise<number[]> => {
      await hubspot.send('DELETE', '/_emulator/faults');
      await fault({ status: 500, probability: 0.5, seed });
      return statuses(20);
    };
    const first = await run(1);
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(3);
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(3);
    expect([await run(1), (await run(2)).join()]).toEqual([first, expect.not.stringContaining(first.join())]);
  });

  test('until it is deleted, alone or with all others', async () => {
    await fault([{ status: 500 }, { status: 502 }]);
    await hubspot.send('DELETE', '/_emulator/faults/1');
    expect((await get()).status).toBe(502);
    await hubspot.send('DELETE', '/_emulator/faults');
    expect((await get()).status).toBe(200);
  });
});

async function registrationOf({ clientId }: { clientId: string }) {
  return { ...(await writeProject()), clientId };
}

describe('a status', () => {
  test.each([
    [401, { category: 'EXPIRED_AUTHENTICATION', message: expect.stringContaining('expired') }],
    [423, { category: 'LOCKED' }],
    [429, { policyName: 'DAILY', errorType: 'RATE_LIMIT', message: 'You have reached your daily limit.' }],
    [477, { category: 'MIGRATION_IN_PROGRESS' }],
    [500, { category: 'INTERNAL_ERROR' }],
    [502, { status: 'error' }],
    [504, { correlationId: expect.any(String) }],
  ])('%i has HubSpot’s body', async (status, body) => {
    await fault({ status, ...(status === 429 ? { policyName: 'DAILY' } : {}) });
    expect(await get()).toMatchObject({ status, body });
  });

  test.each([524, 530])('%i is a page of Cloudflare', async (status) => {
    await fault({ status });
    const answer = await raw();
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining('Cloudflare')]);
  });

  test('that is answered after the write was applied', async () => {
    await fault({ match: { method: 'POST' }, status: 504, afterWrite: true, times: 1 });
    const lost = await hubspot.send('POST', AT, { properties: { name: 'Applied' } });
    expect([lost.status, lost.headers.has('location')]).toEqual([504, false]);
    expect((await hubspot.send('POST', `${AT}/search`, { query: 'Applied' })).body.total).toBe(1);
  });
});

describe('a connection', () => {
  test('that is cut before the work: nothing was written', async () => {
    await fault({ match: { method: 'POST' }, resetConnection: true, times: 1 });
    await expect(hubspot.send('POST', AT, { properties: { name: 'Never' } })).rejects.toThrow('fetch failed');
    expect((await hubspot.send('POST', `${AT}/search`, { query: 'Never' })).body.total).toBe(0);
  });

  test('that is slow at first', async () => {
    await fault({ delayMs: 150, jitterMs: 20, times: 1 });
    const started = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(149);
  });

  test('that trickles: the answer is whole, and late', async () => {
    const whole = await (await raw()).text();
    await fault({ slowBody: { bytes: Math.ceil(whole.length / 5), everyMs: 30 }, times: 1 });
    const started = performance.now();
    expect(await (await raw()).text()).toBe(whole);
    expect(performance.now() - started).toBeGreaterThanOrEqual(110);
  });

  test('that ends in the middle of the answer', async () => {
    await fault({ truncateBody: 10, times: 1 });
    const answer = await raw();
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  });
});

test.each([
  [{}, 'say what should happen'],
  [{ afterWrite: true, delayMs: 1 }, 'afterWrite needs the status'],
  [{ status: 500, match: { pathRegex: '(' } }, 'match.pathRegex: must be a regular expression'],
])('a fault that means nothing is refused: %j', async (wrong, sentence) => {
  const { status, body } = await fault(wrong);
  expect([status, body.message]).toEqual([400, expect.stringContaining(sentence)]);
});
