import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RetryLater } from '../engine/error.ts';
import type { Outputs } from '../store/callbacks.ts';
import type { Db } from '../store/db.ts';
import { emptyStore, openTestStore, storeTargets } from '../store/test-store.ts';
import { createCallbacks, type Callbacks } from './callbacks.ts';
import { Refused } from './refused.ts';

const PORTAL = 42;
const asked = { id: 'ap-42-5-1', action: 'check', actor: 'workflow:7', input: { id: '5' } };

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('workflow actions, with the store on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  let callbacks: Callbacks;
  let work: () => Promise<Outputs>;
  let telling: () => Promise<void>;
  const runs: unknown[] = [];
  const told: unknown[] = [];

  /** As another process would have them. */
  const open = () =>
    createCallbacks({
      db,
      actions: {
        check: {
          parse: () => ({}),
          run: (portalId, input) => {
            runs.push([portalId, input]);
            return work();
          },
        },
      },
      async tell(portalId, id, outputs) {
        await telling();
        told.push([portalId, id, outputs]);
      },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      ended: () => {},
    });
  const abandon = () => db.query("update callback set due_at = now() - interval '1 second'");

  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
  }, 60_000);
  afterAll(() => close());
  beforeEach(async () => {
    await emptyStore(db);
    callbacks = open();
    runs.length = 0;
    told.length = 0;
    work = () => Promise.resolve({ credit: 'ok' });
    telling = () => Promise.resolve();
  });

  test('one that is done in time is answered, and another try of it is answered the same', async () => {
    const outputs = { credit: 'ok', hs_execution_state: 'SUCCESS' };
    expect(await callbacks.execute(PORTAL, asked, 5000)).toEqual(outputs);
    work = () => Promise.resolve({ credit: 'over_limit' });
    expect(await callbacks.execute(PORTAL, asked, 5000)).toEqual(outputs);
    await callbacks.sweep();
    expect([runs, told]).toEqual([[[PORTAL, { id: '5' }]], []]);
  });

  test('one that takes long is told by its callback, once', async () => {
    const slow = Promise.withResolvers<Outputs>();
    work = () => slow.promise;
    expect(await callbacks.execute(PORTAL, asked, 0)).toBeNull();
    // Another try, while it is being done.
    expect(await callbacks.execute(PORTAL, asked, 0)).toBeNull();
    slow.resolve({ credit: 'ok' });
    await callbacks.sweep();
    await callbacks.sweep();
    const outputs = { credit: 'ok', hs_execution_state: 'SUCCESS' };
    expect([runs.length, told]).toEqual([1, [[PORTAL, asked.id, outputs]]]);
    expect(await callbacks.execute(PORTAL, asked, 0)).toEqual(outputs);
  });

  test('what its process left behind is taken up by another one', async () => {
    work = () => new Promise(() => {});
    expect(await callbacks.execute(PORTAL, asked, 0)).toBeNull();
    const other = open();
    await other.sweep();
    expect(runs).toHaveLength(1);
    await abandon();
    work = () => Promise.resolve({ credit: 'ok' });
    await other.sweep();
    expect(told).toHaveLength(1);
  });

  test('one that cannot be told now is told later; one that HubSpot has given up is left', async () => {
    const slow = Promise.withResolvers<Outputs>();
    work = () => slow.promise;
    telling = () => Promise.reject(new RetryLater('HubSpot is busy.', 60_000));
    await callbacks.execute(PORTAL, asked, 0);
    slow.resolve({});
    await callbacks.sweep();
    telling = () => Promise.resolve();
    await callbacks.sweep();
    expect(told).toEqual([]);
    await abandon();
    await callbacks.sweep();
    expect(told).toHaveLength(1);

    work = () => new Promise(() => {});
    await callbacks.execute(PORTAL, { ...asked, id: 'ap-old' }, 0);
    await db.query("update callback set asked_at = now() - interval '2 hours' where id = 'ap-old'");
    await abandon();
    await open().sweep();
    expect([runs.length, told.length]).toEqual([2, 1]);
  });

  test('one that fails in time is asked for again; one that is refused lets the workflow go on', async () => {
    work = () => Promise.reject(new RetryLater('The ERP is away.', 1000));
    await expect(callbacks.execute(PORTAL, asked, 5000)).rejects.toThrow('The ERP is away.');
    work = () => Promise.reject(new Refused('The first sync has not run yet.'));
    expect(await callbacks.execute(PORTAL, asked, 5000)).toEqual({
      message: 'The first sync has not run yet.',
      hs_execution_state: 'FAIL_CONTINUE',
    });
    expect(runs).toHaveLength(2);
  });
});
