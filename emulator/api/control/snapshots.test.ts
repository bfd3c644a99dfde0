import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { connectApp, startTestEmulator, type Reply, type TestEmulator } from '../../testing/emulator.ts';
import { writeProject } from '../../testing/project.ts';
import { startReceiver } from '../../testing/receiver.ts';

const AT = '/crm/objects/2026-09/companies';
const NOON = '2026-11-23T12:00:00.000Z';
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let app: AppRegistration;
let hubspot: TestEmulator;
beforeEach(async () => {
  receiver = await startReceiver((count) => (count === 1 ? 500 : 200));
  app = await writeProject({ receiver: receiver.url });
  hubspot = await startTestEmulator({
    apps: [app],
    clock: { mode: 'stepped', now: NOON },
    limits: { searchLagMs: 500 },
  });
});
afterEach(async () => {
  await hubspot.close();
  await receiver.close();
});

const control = (path: string, body: object = {}): Promise<Reply> => hubspot.send('POST', `/_emulator/${path}`, body);
const settled = (advanceMs: number): Promise<Reply> => control('clock?settle=true', { advanceMs });
const create = (name: string): Promise<Reply> => hubspot.send('POST', AT, { properties: { name } });

/** What a program can see of the state, and what it would be answered next. */
async function visible(token: string): Promise<unknown> {
  const bodies = async (...paths: string[]): Promise<unknown[]> =>
    Promise.all(paths.map(async (path) => (await hubspot.send('GET', path)).body));
  const call = await hubspot.send('GET', AT, undefined, token);
  return {
    state: await bodies(AT, '/_emulator/clock', '/_emulator/faults', '/_emulator/settings', '/_emulator/portals'),
    found: (await hubspot.send('POST', `${AT}/search`, { query: 'Seen' })).body.total,
    left: call.headers.get('x-hubspot-ratelimit-remaining'),
    refused: (await hubspot.send('GET', `${AT}/1`)).body,
    next: (await create('Next')).body,
  };
}

describe('a snapshot', () => {
  test('brings back records, tokens, clock, faults, settings, limits, search index and random sequence', async () => {
    const { access_token } = await connectApp(hubspot, app);
    await create('Seen');
    await settled(10_000);
    await create('Seen, and not yet indexed');
    await hubspot.send('GET', AT, undefined, access_token);
    await control('faults', { match: { pathPrefix: '/oauth' }, status: 503, probability: 0.5 });
    await control('settings', { batchInputs: 7 });
    const stats = await hubspot.stats();
    const taken = await control('snapshot', { name: 'before' });
    expect([taken.status, taken.body]).toEqual([201, { name: 'before', takenAt: '2026-11-23T12:00:10.000Z' }]);
    const first = await visible(access_token);

    await control('reset');
    await control('clock', { mode: 'real' });
    await create('Something else');
    expect((await control('restore', { name: 'before' })).status).toBe(204);
    expect(await hubspot.stats()).toEqual(stats);
    expect(await visible(access_token)).toEqual(first);
  });

  test('holds webhooks that are collected and not sent, and those that wait for their next attempt', async () => {
    await connectApp(hubspot, app);
    await create('Refused at first');
    await settled(60);
    expect(receiver.received).toHaveLength(1);
    await create('Collected');
    await control('snapshot');
    await settled(24 * 3_600_000);
    const bodies = receiver.received.slice(1).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    await control('restore');
    await settled(24 * 3_600_000);
    expect(receiver.received.slice(3).map(({ body }) => body)).toEqual(bodies);
  });

  test('is listed, replaced by one of the same name, and deleted', async () => {
    await control('snapshot');
    await settled(1000);
    await control('snapshot', { name: 'default' });
    const listed = await hubspot.send('GET', '/_emulator/snapshots');
    expect(listed.body).toEqual([{ name: 'default', takenAt: '2026-11-23T12:00:01.000Z' }]);
    await hubspot.send('DELETE', '/_emulator/snapshots/default');
    const missing = await control('restore');
    expect([missing.status, missing.body.message]).toEqual([404, expect.stringContaining('no snapshot "default"')]);
  });
});

test('reset goes back to the clock and the settings of the start, and to the first of the random sequence', async () => {
  const refusal = async (): Promise<unknown> => (await hubspot.send('GET', `${AT}/1`)).body;
  const first = await refusal();
  await control('settings', { batchInputs: 7 });
  await control('clock', { mode: 'real' });
  await control('faults', { status: 500 });
  await control('reset');
  expect(await refusal()).toEqual(first);
  expect((await hubspot.send('GET', '/_emulator/clock')).body).toMatchObject({ now: NOON, mode: 'stepped' });
  expect((await hubspot.send('GET', '/_emulator/settings')).body).toMatchObject({ batchInputs: 100, searchLagMs: 500 });
  expect((await hubspot.send('GET', '/_emulator/faults')).body).toEqual([]);
});
