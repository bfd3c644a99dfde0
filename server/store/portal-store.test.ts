import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Db } from './db.ts';
import { portalStore } from './portal-store.ts';
import { emptyStore, openTestStore, storeTargets } from './test-store.ts';
import { describePortalStore } from './testing/portal-store-suite.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('the store of a portal on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  describePortalStore(async () => {
    await emptyStore(db);
    return portalStore(db, 1);
  });
});
