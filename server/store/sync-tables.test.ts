import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Db } from './db.ts';
import { clearHeld, holdRecords } from './inbox.ts';
import { inboxOf } from './inbox-entries.ts';
import { appendLedger, ledgerOf } from './ledger.ts';
import { linksByLeft, linksByRight, releaseLinks, reserveLinks, saveLinks } from './links.ts';
import { findCandidates, saveMatchKeys } from './match-keys.ts';
import { acceptNotices, dueNotices, finishNotices, postponeNotices } from './notices.ts';
import { endRun, getRun, hasFinishedSync, saveProgress, startRun } from './runs.ts';
import { openTestStore, storeTargets } from './test-store.ts';
import { vacuum } from './vacuum.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('tables of the sync on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
  }, 60_000);
  afterAll(() => close());

  test('a thousand hints for a record are one notice, and a hint during the look keeps it', async () => {
    const hint = { side: 'left' as const, object: 'companies', id: '1' };
    await acceptNotices(
      db,
      1,
      Array.from({ length: 1000 }, () => hint),
    );
    await acceptNotices(db, 1, [hint]);
    const due = await dueNotices(db, 1, 100);
    expect(due).toEqual([{ ...hint, version: 2, tries: 0, asked: false }]);
    await acceptNotices(db, 1, [hint]);
    await finishNotices(db, 1, due);
    const again = await dueNotices(db, 1, 100);
    expect(again).toEqual([{ ...hint, version: 3, tries: 0, asked: false }]);
    await postponeNotices(db, 1, again, 60_000);
    expect(await dueNotices(db, 1, 100)).toEqual([]);
    await acceptNotices(db, 1, [hint]);
    expect(await dueNotices(db, 1, 100)).toEqual([{ ...hint, version: 4, tries: 1, asked: false }]);
  });

  test('a link is reserved, then linked; one left record is linked once', async () => {
    const pending = [{ side: 'left' as const, field: 'name', before: null, after: 'x', reason: 'create' }];
    await reserveLinks(db, 1, [{ pair: 'c', rightId: 'A', pending: [] }]);
    await reserveLinks(db, 1, [
      { pair: 'c', rightId: 'A', pending },
      { pair: 'c', rightId: 'B', pending: [] },
    ]);
    expect(await linksByRight(db, 1, 'c', ['A'])).toEqual([
      { pair: 'c', leftId: null, rightId: 'A', state: 'reserved', base: null, pending },
    ]);
    await releaseLinks(db, 1, [{ pair: 'c', rightId: 'B' }]);
    const save = { pair: 'c', leftId: '1', rightId: 'A', base: { name: 'x', on: true, no: null }, matchedBy: 'create' };
    expect(await saveLinks(db, 1, [save])).toEqual([{ pair: 'c', rightId: 'A' }]);
    expect(await saveLinks(db, 1, [{ ...save, rightId: 'B' }])).toEqual([]);
    expect(await linksByLeft(db, 1, 'c', ['1'])).toEqual([
      { pair: 'c', leftId: '1', rightId: 'A', state: 'linked', base: save.base },
    ]);
    expect(await linksByRight(db, 1, 'c', ['B'])).toEqual([]);
  });

  test('match keys follow the record', async () => {
    await saveMatchKeys(db, 1, 'c', 'left', [
      { id: '1', keys: ['x.com', null] },
      { id: '2', keys: ['x.com', 'n'] },
    ]);
    await saveMatchKeys(db, 1, 'c', 'left', [{ id: '1', keys: ['y.com', null] }]);
    const found = await findCandidates(db, 1, 'c', 'left', [
      { keyNo: 0, value: 'x.com' },
      { keyNo: 0, value: 'y.com' },
    ]);
    expect(found.map(({ value, id }) => `${value} ${id}`).toSorted()).toEqual(['x.com 2', 'y.com 1']);
  });

  test('a run is started once, tells its progress, and ends', async () => {
    const { id, isNew } = await startRun(db, 3, 'sync');
    expect(isNew).toBe(true);
    expect(await startRun(db, 3, 'sync')).toEqual({ id, isNew: false });
    await saveProgress(db, 3, id, { counts: { create: 2 }, done: 5 });
    expect(await getRun(db, 3, id)).toMatchObject({ state: 'running', counts: { create: 2 }, done: 5 });
    expect(await hasFinishedSync(db, 3)).toBe(false);
    await endRun(db, 3, id, null);
    expect(await hasFinishedSync(db, 3)).toBe(true);
    expect(await getRun(db, 3, 'nonsense')).toBeNull();
  });

  test('the ledger tells values apart from none, the inbox keeps one entry a record and kind', async () => {
    const entry = { pair: 'c', side: 'left' as const, object: 'companies', recordId: '1', reason: 'r', actor: 'live' };
    const runId = '00000000-0000-4000-8000-000000000000';
    await appendLedger(db, 1, [{ ...entry, runId, field: 'phone', before: null, after: '12' }]);
    await appendLedger(db, 1, [{ ...entry, runId, field: 'vip', before: '1', after: true }]);
    expect(await ledgerOf(db, 1, { object: 'companies', id: '1' })).toMatchObject([
      { field: 'vip', before: '1', after: true },
      { field: 'phone', before: null, after: '12' },
    ]);
    const held = { kind: 'unsure' as const, pair: 'c', side: 'right' as const, recordId: 'A', reason: 'two', fix: 'x' };
    await holdRecords(db, 1, [{ ...held, detail: { candidates: ['1'] } }]);
    await holdRecords(db, 1, [{ ...held, reason: 'three', detail: null }]);
    expect(await inboxOf(db, 1)).toMatchObject([{ reason: 'three', tries: 2, detail: {} }]);
    await clearHeld(db, 1, [held], [held]);
    expect(await inboxOf(db, 1)).toHaveLength(1);
    await clearHeld(db, 1, [held], []);
    expect(await inboxOf(db, 1)).toEqual([]);
    await vacuum(db);
  });
});
