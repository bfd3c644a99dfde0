import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Db } from './db.ts';
import { forgetLedger } from './forget.ts';
import { appendLedger, ledgerOf } from './ledger.ts';
import { getRun, startRun, endRun } from './runs.ts';
import { saveLinks } from './links.ts';
import { openTestStore, storeTargets } from './test-store.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('what the ledger forgets, on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
  }, 60_000);
  afterAll(() => close());

  test('old changes and their runs, but not the creation of a record that is linked', async () => {
    const { id: runId } = await startRun(db, 7, 'live');
    await endRun(db, 7, runId, null);
    const { id: syncId } = await startRun(db, 7, 'sync');
    await endRun(db, 7, syncId, null);
    const entry = { runId, pair: 'invoice', side: 'left', object: 'invoices', before: null, actor: 'live' } as const;
    await appendLedger(db, 7, [
      { ...entry, runId: syncId, recordId: '1', field: 'erp_id', after: 'R1', reason: 'create' },
      { ...entry, recordId: '1', field: 'status', after: 'paid', reason: 'one-way' },
      { ...entry, recordId: '2', field: 'erp_id', after: 'R2', reason: 'create' },
    ]);
    await saveLinks(db, 7, [{ pair: 'invoice', leftId: '1', rightId: 'R1', base: {}, matchedBy: 'create' }]);
    await appendLedger(db, 8, [{ ...entry, recordId: '1', field: 'status', after: 'paid', reason: 'one-way' }]);
    expect(await forgetLedger(db, 7, 400)).toBe(0);

    await db.query("update ledger set at = now() - interval '401 days'");
    await db.query("update run set started_at = now() - interval '401 days'");
    await appendLedger(db, 7, [
      { ...entry, runId: syncId, recordId: '1', field: 'status', after: 'void', reason: 'one-way' },
    ]);
    expect(await forgetLedger(db, 7, 400)).toBe(2);
    const left = await ledgerOf(db, 7, { object: 'invoices', id: '1' });
    expect(left.map(({ field, after }) => [field, after])).toEqual([
      ['status', 'void'],
      ['erp_id', 'R1'],
    ]);
    expect(await ledgerOf(db, 7, { object: 'invoices', id: '2' })).toEqual([]);
    expect(await ledgerOf(db, 8, { object: 'invoices', id: '1' })).toHaveLength(1);
    expect([await getRun(db, 7, runId), (await getRun(db, 7, syncId))?.state]).toEqual([null, 'done']);
  });
});
