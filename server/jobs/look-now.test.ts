import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { acceptNotices } from '../store/notices.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { createLookNow } from './look-now.ts';
import { Refused } from './refused.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))(
  'a look that is asked for, with the store on %s',
  (target) => {
    let db: Db;
    let close: () => Promise<void>;
    let isSynced = true;
    const accepted = Promise.withResolvers<void>();
    beforeAll(async () => {
      ({ db, close } = await openTestStore(target));
    }, 60_000);
    afterAll(() => close());
    const lookNow = (portalId: number, id: string) =>
      createLookNow({
        db,
        isSynced: () => Promise.resolve(isSynced),
        async ask(portal, notices) {
          await acceptNotices(db, portal, notices, 0, true);
          accepted.resolve();
        },
      })(portalId, { object: 'companies', id });

    test('ends when the record was looked at', async () => {
      let isDone = false;
      const looking = lookNow(7, '100').then((answer) => {
        isDone = true;
        return answer;
      });
      await accepted.promise;
      expect(isDone).toBe(false);
      await db.query("delete from notice where record_id = '100'");
      expect(await looking).toEqual({ looked: { object: 'companies', id: '100' } });
    });

    test('is refused before the first sync', async () => {
      isSynced = false;
      await expect(lookNow(7, '101')).rejects.toThrow(Refused);
      expect(await db.query("select 1 from notice where record_id = '101'")).toEqual([]);
    });
  },
);
