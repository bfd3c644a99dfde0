import { afterAll, beforeAll, expect, describe, test } from '@jest/globals';
import { inTrace, newTrace } from '../trace.ts';
import { beginDeed, deeds, endDeed, forgetDeeds } from './audit.ts';
import type { Db } from './db.ts';
import { openTestStore, storeTargets } from './test-store.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('the audit trail on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
  }, 60_000);
  afterAll(() => close());

  test('keeps who did what, and how it ended, the latest first, for its time', async () => {
    const deed = {
      portalId: 7,
      actor: 'ada@desk',
      address: '::1',
      action: 'POST /portals/7/undo',
      detail: { plan: false },
    };
    const trace = newTrace();
    const first = await inTrace(trace, () => beginDeed(db, deed));
    await endDeed(db, 7, first, 202);
    const second = await beginDeed(db, { ...deed, portalId: 0 });
    const at = expect.any(String);
    expect(await deeds(db)).toEqual([
      { ...deed, portalId: 0, id: second, at, status: null, trace: null },
      { ...deed, id: first, at, status: 202, trace: trace.id },
    ]);
    expect(await deeds(db, { before: second, limit: 1 })).toMatchObject([{ id: first }]);
    await db.query("update audit set at = now() - interval '9 days' where id = $1::bigint", [first]);
    await forgetDeeds(db, 8);
    expect(await deeds(db)).toHaveLength(1);
  });
});
