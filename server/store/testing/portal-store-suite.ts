import { expect, test } from '@jest/globals';
import type { Pending } from '../../engine/record.ts';
import { inTrace, newTrace } from '../../trace.ts';
import type { PortalStore } from '../portal-store.ts';

/** What the loop relies on. The stores of production and the one of the simulator are held to the same. */
export function describePortalStore(open: () => Promise<PortalStore>): void {
  const hint = { side: 'left', object: 'companies', id: '1' } as const;
  const pending: Pending[] = [{ side: 'left', field: 'name', before: null, after: 'x', reason: 'create' }];
  const save = { pair: 'c', leftId: '1', rightId: 'A', base: { name: 'x', on: true, no: null }, matchedBy: 'create' };
  const held = { kind: 'unsure', pair: 'c', side: 'right', recordId: 'A', reason: 'r', fix: 'f', detail: {} } as const;

  test('a notice that is refreshed while it is worked on stays', async () => {
    const store = await open();
    await store.acceptNotices([hint, hint]);
    const due = await store.dueNotices(10);
    expect(due).toEqual([{ ...hint, version: 1, tries: 0, asked: false }]);
    await store.acceptNotices([hint]);
    await store.finishNotices(due);
    const again = await store.dueNotices(10);
    expect(again).toEqual([{ ...hint, version: 2, tries: 0, asked: false }]);
    await store.finishNotices(again);
    expect(await store.dueNotices(10)).toEqual([]);
  });

  test('a notice keeps the trace of the first hint that had one', async () => {
    const store = await open();
    const [first, second] = [newTrace(), newTrace()];
    await store.acceptNotices([hint]);
    await inTrace(first, () => store.acceptNotices([hint]));
    await inTrace(second, () => store.acceptNotices([hint]));
    expect(await store.dueNotices(10)).toMatchObject([{ version: 3, trace: first.id }]);
  });

  test('a notice is put off, and a new hint makes it due', async () => {
    const store = await open();
    await store.acceptNotices([hint]);
    await store.postponeNotices(await store.dueNotices(10), 60_000);
    expect(await store.dueNotices(10)).toEqual([]);
    await store.acceptNotices([hint]);
    expect(await store.dueNotices(10)).toEqual([{ ...hint, version: 2, tries: 1, asked: false }]);
    await store.postponePortal(60_000);
    expect(await store.dueNotices(10)).toEqual([]);
  });

  test('what a person waits for is due alone, before everything else', async () => {
    const store = await open();
    const other = { ...hint, id: '2' };
    await store.acceptNotices([hint, other], -60_000);
    await store.acceptNotices([other], 0, true);
    const due = await store.dueNotices(10);
    expect(due).toEqual([{ ...other, version: 2, tries: 0, asked: true }]);
    await store.finishNotices(due);
    expect(await store.dueNotices(10)).toMatchObject([{ id: hint.id, asked: false }]);
  });

  test('a create is reserved once, announced, and linked', async () => {
    const store = await open();
    await store.reserveLinks([{ pair: 'c', rightId: 'A', pending: [] }]);
    await store.reserveLinks([{ pair: 'c', rightId: 'A', pending }]);
    const reserved = { pair: 'c', leftId: null, rightId: 'A', state: 'reserved', base: null, pending };
    expect(await store.linksByRight('c', ['A', 'A'])).toEqual([reserved]);
    await store.saveLinks([save]);
    const linked = { pair: 'c', leftId: '1', rightId: 'A', state: 'linked', base: save.base };
    expect(await store.linksByLeft('c', ['1'])).toEqual([linked]);
    await store.releaseLinks([{ pair: 'c', rightId: 'A' }]);
    await store.reserveLinks([{ pair: 'c', rightId: 'A', pending }]);
    expect(await store.linksByRight('c', ['A'])).toEqual([linked]);
    expect(await store.linkedCount()).toBe(1);
  });

  test('a create on the right is reserved by its left record, released, and linked', async () => {
    const store = await open();
    const reserve = (): Promise<void> => store.reserveRight([{ pair: 'c', leftId: '1', pending }]);
    await reserve();
    await reserve();
    const reserved = { pair: 'c', leftId: '1', rightId: null, state: 'reserved', base: null, pending };
    expect(await store.linksByLeft('c', ['1'])).toEqual([reserved]);
    await store.releaseLinks([{ pair: 'c', leftId: '1' }]);
    expect(await store.linksByLeft('c', ['1'])).toEqual([]);
    await reserve();
    expect(await store.saveLinks([{ ...save, fills: true }])).toEqual([{ pair: 'c', rightId: 'A' }]);
    await reserve();
    await store.releaseLinks([{ pair: 'c', leftId: '1' }]);
    const linked = { pair: 'c', leftId: '1', rightId: 'A', state: 'linked', base: save.base };
    expect(await store.linksByLeft('c', ['1'])).toEqual([linked]);
    expect(await store.linksByRight('c', ['A'])).toEqual([linked]);
  });

  test('a match takes over what was reserved for its left record alone', async () => {
    const store = await open();
    await store.reserveRight([{ pair: 'c', leftId: '1', pending: [] }]);
    await store.reserveLinks([{ pair: 'c', rightId: 'A', leftId: '1', matchedBy: 'key 0', pending }]);
    expect(await store.linksByLeft('c', ['1'])).toMatchObject([{ leftId: '1', rightId: 'A', pending }]);
    await store.releaseLinks([{ pair: 'c', leftId: '1' }]);
    expect(await store.linksByLeft('c', ['1'])).toHaveLength(1);
  });

  test('a match is reserved with its record; one left record has one right one', async () => {
    const store = await open();
    await store.reserveLinks([{ pair: 'c', rightId: 'A', leftId: '1', matchedBy: 'key 0', pending }]);
    expect(await store.linksByLeft('c', ['1'])).toMatchObject([{ rightId: 'A', state: 'reserved' }]);
    await store.reserveLinks([{ pair: 'c', rightId: 'B', leftId: '1', matchedBy: 'key 0', pending }]);
    expect(await store.linksByRight('c', ['B'])).toEqual([]);
    expect(await store.saveLinks([{ ...save, rightId: 'B' }])).toEqual([]);
    expect(await store.saveLinks([save])).toEqual([{ pair: 'c', rightId: 'A' }]);
  });

  test('links of other roles leave the primary one alone, and take the place of one another', async () => {
    const store = await open();
    await store.saveLinks([save]);
    const branch = { pair: 'c', leftId: '1', rightId: 'B', role: 'branch', matchedBy: 'hand' };
    await store.saveLinkRoles([branch, { ...branch, rightId: 'A' }, { ...branch, leftId: '2' }]);
    await store.saveLinkRoles([{ ...branch, role: 'bill-to' }]);
    expect(await store.linkRoles('c', { leftIds: ['1'], rightIds: [] })).toEqual([{ ...branch, role: 'bill-to' }]);
    expect(await store.linkRoles('c', { leftIds: [], rightIds: ['B'] })).toHaveLength(2);
    expect(await store.linksByLeft('c', ['1'])).toMatchObject([{ rightId: 'A' }]);
    expect(await store.linksByRight('c', ['B'])).toEqual([]);
    expect([await store.linkedCount(), await store.unseenLinks('c', '', 10)]).toEqual([1, ['A']]);
    await store.removeLinks([save, branch]);
    expect(await store.linksByRight('c', ['A'])).toEqual([]);
    expect(await store.linkRoles('c', { leftIds: ['1'], rightIds: [] })).toEqual([]);
    expect(await store.saveLinks([{ ...save, rightId: 'C' }])).toHaveLength(1);
  });

  test('what was separated is known from both sides, until it is united', async () => {
    const store = await open();
    await store.separate([
      { pair: 'c', leftId: '1', rightId: 'A' },
      { pair: 'c', leftId: null, rightId: 'A' },
      { pair: 'd', leftId: '1', rightId: 'A' },
    ]);
    const none = { leftIds: [], rightIds: [] };
    expect((await store.bindings('c', { ...none, rightIds: ['A'] })).separated).toHaveLength(2);
    const { separated } = await store.bindings('c', { ...none, leftIds: ['1'] });
    expect(separated).toEqual([{ pair: 'c', leftId: '1', rightId: 'A' }]);
    await store.unite([{ pair: 'c', leftId: '1', rightId: 'A' }]);
    expect(await store.bindings('c', { leftIds: ['1'], rightIds: ['A'] })).toEqual({ roles: [], separated: [] });
  });

  test('links of merged records move, one of them as the primary one', async () => {
    const store = await open();
    const other = { ...save, leftId: '2', rightId: 'B', matchedBy: 'key 0' };
    await store.saveLinks([save, other]);
    const branch = { pair: 'c', leftId: '2', rightId: 'A', role: 'branch', matchedBy: 'hand' };
    await store.saveLinkRoles([branch, { ...branch, rightId: 'D' }]);
    const to = { pair: 'c', toLeftId: '3' };
    await store.moveLinks([
      { ...to, leftId: '1', rightId: 'A', toRightId: 'A', role: 'primary' },
      { ...to, leftId: '2', rightId: 'B', toRightId: 'B', role: 'additional' },
      { ...to, leftId: '2', rightId: 'A', toRightId: 'A', role: null },
      { ...to, leftId: '2', rightId: 'D', toRightId: 'D', role: 'branch' },
    ]);
    const moved = { pair: 'c', leftId: '3', rightId: 'A', state: 'linked', base: save.base };
    expect(await store.linksByLeft('c', ['1', '2', '3'])).toEqual([moved]);
    const roles = await store.linkRoles('c', { leftIds: ['3'], rightIds: [] });
    expect(roles.map(({ rightId, role, matchedBy }) => `${rightId} ${role} ${matchedBy}`).toSorted()).toEqual([
      'B additional merge',
      'D branch hand',
    ]);
    expect(await store.linksByRight('c', ['B'])).toEqual([]);
  });

  test('announced writes go with the saving, unless it says that they are still open', async () => {
    const store = await open();
    await store.saveLinks([save]);
    await store.announceWrites([{ pair: 'c', rightId: 'A', pending }]);
    expect(await store.linksByRight('c', ['A'])).toMatchObject([{ pending }]);
    await store.saveLinks([{ ...save, pending }]);
    expect(await store.linksByRight('c', ['A'])).toMatchObject([{ pending }]);
    await store.saveLinks([save]);
    expect((await store.linksByRight('c', ['A']))[0]).not.toHaveProperty('pending');
  });

  test('what a sync did not come across stands out', async () => {
    const store = await open();
    await store.saveLinks([save, { ...save, leftId: '2', rightId: 'B' }, { ...save, leftId: '3', rightId: 'C' }]);
    await store.markSeen('c', ['B', 'B']);
    expect(await store.unseenLinks('c', '', 10)).toEqual(['A', 'C']);
    expect(await store.unseenLinks('c', 'A', 10)).toEqual(['C']);
    await store.markSeen('c', ['A'], 'plan');
    await store.forgetSeen();
    expect(await store.unseenLinks('c', '', 2)).toEqual(['A', 'B']);
    expect(await store.unseenLinks('c', '', 10, 'plan')).toEqual(['B', 'C']);
  });

  test('a link whose record is gone is kept with its base, looked at again, and linked again', async () => {
    const store = await open();
    const first = { because: 'deleted', sides: ['right'] } as const;
    await store.saveLinks([save]);
    await store.announceWrites([{ pair: 'c', rightId: 'A', pending }]);
    await store.markGone([{ pair: 'c', rightId: 'A', gone: first }]);
    const link = { pair: 'c', leftId: '1', rightId: 'A', state: 'gone', base: save.base };
    expect(await store.linksByLeft('c', ['1'])).toEqual([{ ...link, gone: first, pending }]);
    expect(await store.linkedCount()).toBe(0);
    expect(await store.unseenLinks('c', '', 10)).toEqual(['A']);
    const both = { because: 'deleted', sides: ['left', 'right'] } as const;
    await store.markGone([{ pair: 'c', rightId: 'A', gone: both, base: { name: 'y' } }]);
    expect(await store.linksByRight('c', ['A'])).toEqual([{ ...link, gone: both, base: { name: 'y' } }]);
    await store.saveLinks([save]);
    expect(await store.linksByRight('c', ['A'])).toEqual([{ ...link, state: 'linked' }]);
    await store.endLinks('c', ['A']);
    expect([await store.linksByRight('c', ['A']), await store.linksByLeft('c', ['1'])]).toEqual([[], []]);
  });

  test('removals of a time are counted', async () => {
    const store = await open();
    const { id: runId } = await store.startRun('live');
    const entry = {
      runId,
      pair: 'c',
      side: 'left',
      object: 'companies',
      recordId: '1',
      reason: 'r',
      actor: 'live',
    } as const;
    const entries = [
      { field: '$record', before: 'present', after: 'archived' },
      { field: '$record', before: 'present', after: 'deleted' },
      { field: '$record', before: 'archived', after: 'present' },
      { field: 'name', before: null, after: 'archived' },
    ];
    await store.appendLedger(entries.map((one) => ({ ...entry, ...one })));
    expect(await store.removedWithin(60_000)).toBe(2);
    expect(await store.removedWithin(-60_000)).toBe(0);
  });

  test('the inbox forgets what a look found in order', async () => {
    const store = await open();
    await store.holdRecords([held, { ...held, kind: 'conflict' }, { ...held, recordId: 'B' }]);
    await store.clearHeld([{ pair: 'c', side: 'right', recordId: 'A' }], [held]);
    const left = await store.inboxOf();
    expect(left.map((one) => `${one.kind} ${one.recordId}`).toSorted()).toEqual(['unsure A', 'unsure B']);
    expect(await store.inboxRecords()).toHaveLength(2);
  });

  test('which of some records are held, be they ignored or not', async () => {
    const store = await open();
    await store.holdRecords([held, { ...held, kind: 'conflict' }, { ...held, recordId: 'B' }]);
    const [entry] = (await store.inboxOf()).filter(({ recordId }) => recordId === 'B');
    await store.ignoreHeld(entry!.id, 'a customer of old');
    const records = ['A', 'B', 'C'].map((recordId) => ({ pair: 'c', side: 'right' as const, recordId }));
    const found = await store.heldAmong([...records, { ...records[0]!, side: 'left' }]);
    expect(new Set(found.map(({ side, recordId }) => `${side} ${recordId}`))).toEqual(new Set(['right A', 'right B']));
    expect(await store.heldAmong([])).toEqual([]);
  });

  test('what is ignored does not wait, until one of its records changes', async () => {
    const store = await open();
    await store.holdRecords([{ ...held, fingerprint: 'a' }]);
    const [entry] = await store.inboxOf();
    expect(entry).toMatchObject({ ...held, tries: 1, ignored: null });
    expect(await store.ignoreHeld(entry!.id, 'a customer of old')).toBe(true);
    expect([await store.inboxOf(), await store.inboxRecords(), await store.takeDueHeld()]).toEqual([[], [], []]);
    await store.holdRecords([{ ...held, fingerprint: 'a' }]);
    expect(await store.inboxOf({ ignored: true })).toMatchObject([{ tries: 2, ignored: 'a customer of old' }]);
    await store.holdRecords([{ ...held, fingerprint: 'b' }]);
    expect(await store.inboxOf()).toMatchObject([{ id: entry!.id, tries: 3, ignored: null }]);
    expect(await store.ignoreHeld(4711, 'no such entry')).toBe(false);
  });

  test('an entry tells when it is looked at again: by its own time, or by a notice that is due before', async () => {
    const store = await open();
    await store.holdRecords([held, { ...held, kind: 'conflict', recordId: 'B' }]);
    const objects = [{ pair: 'c', side: 'right', object: 'customer' }] as const;
    const nextOf = async (recordId: string) =>
      (await store.inboxOf({ objects })).find((one) => one.recordId === recordId)?.nextAt ?? null;
    const byItself = Date.parse((await nextOf('A')) ?? '');
    expect(await nextOf('B')).toBeNull();
    await store.acceptNotices([
      { side: 'right', object: 'customer', id: 'A' },
      { side: 'right', object: 'customer', id: 'B' },
    ]);
    expect(Date.parse((await nextOf('A')) ?? '')).toBeLessThan(byItself);
    expect(await nextOf('B')).not.toBeNull();
    expect(await store.takeDueHeld()).toEqual([]);
  });

  test('match keys follow the record', async () => {
    const store = await open();
    await store.saveMatchKeys('c', 'left', [{ id: '1', keys: ['a', 'b'] }]);
    await store.saveMatchKeys('c', 'left', [{ id: '1', keys: ['a', null] }]);
    await store.saveMatchKeys('c', 'right', [{ id: 'A', keys: ['a', 'b'] }]);
    const wanted = [
      { keyNo: 0, value: 'a' },
      { keyNo: 1, value: 'b' },
    ];
    expect(await store.findCandidates('c', 'left', wanted)).toEqual([{ keyNo: 0, value: 'a', id: '1' }]);
    const onTheRight = await store.findCandidates('c', 'right', wanted);
    expect(onTheRight.map(({ keyNo, value, id }) => `${keyNo} ${value} ${id}`).toSorted()).toEqual(['0 a A', '1 b A']);
  });

  test('a run of a kind goes on once; a sync counts when it is done', async () => {
    const store = await open();
    const { id } = await store.startRun('sync');
    expect(await store.startRun('sync')).toEqual({ id, isNew: false });
    expect(await store.hasFinishedSync()).toBe(false);
    await store.saveTotal(id, 7);
    expect(await store.getRun(id)).toMatchObject({ done: 0, total: 7 });
    await store.endRun(id, null);
    expect(await store.getRun(id)).toMatchObject({ state: 'done', error: null });
    expect(await store.hasFinishedSync()).toBe(true);
  });

  test('a run tells each thing that it creates once', async () => {
    const store = await open();
    const { id } = await store.startRun('sync');
    const thing = { kind: 'field', object: 'companies', what: 'property erp_id', why: 'reference' } as const;
    await store.saveProvision(id, [thing]);
    await store.saveProvision(id, [thing, { ...thing, what: 'property balance' }]);
    expect((await store.getRun(id))?.provision).toEqual([thing, { ...thing, what: 'property balance' }]);
  });

  test('v5.0.0-2.3.3 a transaction that fails leaves nothing behind', async () => {
    const store = await open();
    await store.saveCursor('feed', '1');
    const failing = store.tx(async (inTx) => {
      await inTx.saveLinks([save]);
      await inTx.saveCursor('feed', '2');
      await inTx.holdRecords([held]);
      throw new Error('the power went out');
    });
    await expect(failing).rejects.toThrow('the power went out');
    expect(await store.getCursor('feed')).toBe('1');
    expect([await store.linksByRight('c', ['A']), await store.inboxRecords()]).toEqual([[], []]);
  });

  test('v5.0.0-2.3.4 one batch at a time', async () => {
    const store = await open();
    const order: string[] = [];
    const batch = (name: string) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await store.getCursor('feed');
      order.push(`${name} ends`);
    };
    await Promise.all([store.exclusive(batch('one')), store.exclusive(batch('two'))]);
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });
}
