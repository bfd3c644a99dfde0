import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startTestEmulator, type TestEmulator } from '../../emulator/testing/emulator.ts';
import { writeProject, PORTAL } from '../../emulator/testing/project.ts';
import { createTransport } from '../../server/connectors/hubspot/transport.ts';
import { RetryLater } from '../../server/engine/error.ts';
import type { Priority } from '../../server/engine/priority.ts';
import { budgetViews } from '../../server/store/budget-view.ts';
import type { Db } from '../../server/store/db.ts';
import { openTestStore } from '../../server/store/test-store.ts';
import { createPortals, type Portals } from '../../server/wiring/portals.ts';

const A_DAY = 60;
const Accounts = z.array(z.object({ apps: z.array(z.object({ accessToken: z.string() })) }));

let emulator: TestEmulator;
let db: Db;
let closeStore: () => Promise<void>;
let portals: Portals;
beforeAll(async () => {
  emulator = await startTestEmulator({
    limits: { staticPerDay: A_DAY },
    apps: [await writeProject({ auth: 'static' })],
  });
  ({ db, close: closeStore } = await openTestStore('memory:'));
  const [account] = Accounts.parse((await emulator.send('GET', '/_emulator/portals')).body);
  portals = createPortals({
    db,
    transport: createTransport(emulator.url),
    limitPer10Seconds: null,
    leftToOthers: 0.1,
    waited: () => {},
    token: () => Promise.resolve(account?.apps[0]?.accessToken ?? ''),
    objects: ['companies'],
  });
}, 60_000);
afterAll(async () => {
  await portals.close();
  await closeStore();
  await emulator.close();
});

/** Calls until it is turned away, and says by what. */
async function callOn(priority: Priority): Promise<unknown> {
  const connector = await portals.connector(PORTAL, priority);
  try {
    for (;;) await connector.describe(['companies']);
  } catch (error) {
    return error;
  }
}
const general = async () => (await budgetViews(db)).find(({ bucket }) => bucket === 'general');

test('the day of a private app ends for backfills first, then for live changes and cards, and never with a 429', async () => {
  const waits = await callOn('backfill');
  expect(waits).toBeInstanceOf(RetryLater);
  // HubSpot said how large the limits are, and when the day ends.
  expect(await general()).toMatchObject({ most: 190, day: { limit: A_DAY, left: 12, endsAt: expect.any(String) } });
  expect((waits as RetryLater).message).toContain('requests of the day');
  expect(await callOn('live')).toBeInstanceOf(RetryLater);
  expect(await general()).toMatchObject({ day: { left: 9 } });
  expect(await callOn('card')).toBeInstanceOf(RetryLater);
  expect(await general()).toMatchObject({ day: { left: 0 } });
  const { body } = await emulator.send('GET', '/_emulator/requests');
  const statuses = z.array(z.object({ appId: z.number().nullable(), status: z.number() })).parse(body);
  const ofTheApp = statuses.filter(({ appId }) => appId !== null).map(({ status }) => status);
  expect(ofTheApp).toEqual(Array(A_DAY).fill(200));
});
