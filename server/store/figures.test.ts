import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { saveCursor } from './cursors.ts';
import type { Db } from './db.ts';
import { figures } from './figures.ts';
import { saveInstall } from './installs.ts';
import { acceptNotices } from './notices.ts';
import { pendingMigrations } from './pending-migrations.ts';
import { endRun, startRun } from './runs.ts';
import { emptyStore, openTestStore, storeTargets } from './test-store.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('how the store stands, on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
    await emptyStore(db);
  }, 60_000);
  afterAll(() => close());

  test('is told in figures', async () => {
    const none = { waiting: 0, overdueSeconds: 0, inbox: [], installs: [], running: [], journal: null, sweptAt: 0 };
    expect(await figures(db)).toEqual(none);
    await saveInstall(db, { portalId: 7, edition: 'private', hubDomain: null, scopes: [], tokens: 'sealed' });
    await saveCursor(db, 0, 'journal', '{}');
    await saveCursor(db, 7, 'left:companies', 'x');
    const hint = { side: 'left', object: 'companies', id: '1' } as const;
    await acceptNotices(db, 7, [hint]);
    // Before its first sync nothing of an account is looked at, so nothing of it is late.
    expect((await figures(db)).waiting).toBe(0);
    await endRun(db, 7, (await startRun(db, 7, 'sync')).id, null);
    await startRun(db, 7, 'plan');
    await acceptNotices(db, 7, [{ ...hint, id: '2' }], 60_000);
    await db.query("update notice set due_at = now() - interval '90 seconds' where record_id = '1'");
    const told = await figures(db);
    expect(told).toMatchObject({
      waiting: 2,
      installs: [{ name: 'active', count: 1 }],
      running: [{ name: 'plan', count: 1 }],
      journal: '{}',
    });
    expect(Math.round(told.overdueSeconds)).toBeGreaterThanOrEqual(90);
    expect(Date.now() / 1000 - told.sweptAt).toBeLessThan(60);
  });

  test('lacks no migration, and says which one it would', async () => {
    expect(await pendingMigrations(db)).toEqual([]);
    await db.query("update migration set name = 'gone' where name = '0091_callback.sql'");
    expect(await pendingMigrations(db)).toEqual(['0091_callback.sql']);
    await db.query("update migration set name = '0091_callback.sql' where name = 'gone'");
  });
});
