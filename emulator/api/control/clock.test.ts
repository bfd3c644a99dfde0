import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { connectApp, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { writeProject } from '../../testing/project.ts';
import { startReceiver } from '../../testing/receiver.ts';

const AT = '/crm/objects/2026-09/companies';
const NOON = '2026-11-23T12:00:00.000Z';
const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const started = async (...options: Parameters<typeof startTestEmulator>): Promise<TestEmulator> => {
  const emulator = await startTestEmulator(...options);
  open.unshift(emulator);
  return emulator;
};
const clock = (hubspot: TestEmulator, change: object, query = '') =>
  hubspot.send('POST', `/_emulator/clock${query}`, change);

describe('POST /_emulator/clock', () => {
  test('makes the time stand still, moves it, and sets it', async () => {
    const hubspot = await started();
    expect((await clock(hubspot, { mode: 'stepped', setTo: NOON })).body).toMatchObject({ now: NOON, mode: 'stepped' });
    expect((await clock(hubspot, { advanceMs: 1500 })).body.now).toBe('2026-11-23T12:00:01.500Z');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await hubspot.send('GET', '/_emulator/clock')).body.now).toBe('2026-11-23T12:00:01.500Z');
    expect((await clock(hubspot, { setTo: '2020-01-01T00:00:00Z' })).body.now).toBe('2020-01-01T00:00:00.000Z');
    const made = await hubspot.send('POST', AT, { properties: { name: 'Old' } });
    expect(made.body.createdAt).toBe('2020-01-01T00:00:00.000Z');
  });

  test('is not needed for the machine’s time, exactly, however slow the start was', async () => {
    let reading = Date.UTC(2026, 10, 23);
    const machine = jest.spyOn(Date, 'now').mockImplementation(() => (reading += 1));
    try {
      const hubspot = await started();
      expect((await hubspot.send('GET', '/_emulator/clock')).body.offsetMs).toBe(0);
    } finally {
      machine.mockRestore();
    }
  });

  test('lets it run faster than the machine’s', async () => {
    const hubspot = await started();
    const before = Date.parse((await clock(hubspot, { mode: 'scaled', factor: 10_000 })).body.now);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const after = Date.parse((await hubspot.send('GET', '/_emulator/clock')).body.now);
    expect(after - before).toBeGreaterThanOrEqual(290_000);
    await clock(hubspot, { mode: 'real' });
  });

  test.each([
    ['a step back', { advanceMs: -1 }],
    ['an unknown mode', { mode: 'fast' }],
    ['no time', { setTo: 'tomorrow' }],
    ['a scaled clock without a factor', { mode: 'scaled' }],
    ['a factor of another mode', { mode: 'real', factor: 2 }],
  ])('refuses %s', async (_name, change) => {
    expect((await clock(await started(), change)).status).toBe(400);
  });

  test('goes on as it was after a restart', async () => {
    const dataDir = `${(await writeProject()).projectDir}/data`;
    const first = await startTestEmulator({ dataDir });
    await clock(first, { mode: 'stepped', setTo: NOON });
    await first.close();
    const second = await started({ dataDir });
    expect((await second.send('GET', '/_emulator/clock')).body).toMatchObject({ now: NOON, mode: 'stepped' });
  });
});

describe('what obeys the clock', () => {
  test('webhooks wait for a step; settle answers when they, and the retries that fell due, have arrived', async () => {
    const receiver = await startReceiver((count) => (count < 4 ? 500 : 200));
    open.push(receiver);
    const app = await writeProject({ receiver: receiver.url });
    const hubspot = await started({ apps: [app], clock: { mode: 'stepped', now: NOON } });
    await connectApp(hubspot, app);
    await hubspot.send('POST', AT, { properties: { name: 'Later' } });
    await clock(hubspot, {}, '?settle=true');
    expect(receiver.received).toHaveLength(0);
    await clock(hubspot, { advanceMs: 24 * 3_600_000 }, '?settle=true');
    expect(receiver.received.map(({ events }) => events[0].attemptNumber)).toEqual([0, 1, 2, 3]);
  });

  test('a scaled clock brings the retries of a day within a second', async () => {
    const receiver = await startReceiver(() => 500);
    open.push(receiver);
    const app = await writeProject({ receiver: receiver.url });
    const hubspot = await started({ apps: [app], clock: { mode: 'stepped', now: NOON } });
    await connectApp(hubspot, app);
    await hubspot.send('POST', AT, { properties: { name: 'Later' } });
    await clock(hubspot, { mode: 'scaled', factor: 100_000 });
    await receiver.until(11);
    expect(receiver.received.map(({ events }) => events[0].attemptNumber)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('the search index catches up when the time has moved', async () => {
    const hubspot = await started({ clock: { mode: 'stepped', now: NOON }, limits: { searchLagMs: 1500 } });
    await hubspot.send('POST', AT, { properties: { name: 'Lagging' } });
    const found = async (): Promise<number> =>
      (await hubspot.send('POST', `${AT}/search`, { query: 'Lagging' })).body.total;
    expect(await found()).toBe(0);
    await clock(hubspot, { advanceMs: 1500 });
    expect(await found()).toBe(1);
  });

  test('limits and tokens do', async () => {
    const app = await writeProject();
    const hubspot = await started({
      apps: [app],
      clock: { mode: 'stepped', now: NOON },
      limits: { oauthPer10Seconds: 1 },
    });
    const { access_token } = await connectApp(hubspot, app);
    const call = async (): Promise<number> => (await hubspot.send('GET', AT, undefined, access_token)).status;
    expect([await call(), await call()]).toEqual([200, 429]);
    await clock(hubspot, { advanceMs: 10_000 });
    expect(await call()).toBe(200);
    await clock(hubspot, { advanceMs: 1_790_000 });
    expect(await call()).toBe(401);
  });
});
