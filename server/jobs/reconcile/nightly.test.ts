import { expect, test } from '@jest/globals';
import type { ReconcileSummary } from '../../store/reconcile-report.ts';
import { lastMoment, reconcileDue } from './nightly.ts';

const at = (text: string): number => Date.parse(text);
const HALF_PAST_TWO = 150;

test('the last moment at that hour is today, or yesterday', () => {
  expect(lastMoment(HALF_PAST_TWO, at('2026-11-26T02:30:00Z'))).toBe(at('2026-11-26T02:30:00Z'));
  expect(lastMoment(HALF_PAST_TWO, at('2026-11-26T02:29:59Z'))).toBe(at('2026-11-25T02:30:00Z'));
});

test.each([
  ['synced for the first time since the hour: not yet', '2026-11-26T03:00:00.000Z', null, []],
  ['never synced', null, null, []],
  [
    'none since the hour, also when the server was down then',
    '2026-11-01T00:00:00.000Z',
    '2026-11-25T02:30:01.000Z',
    [7],
  ],
  ['never reconciled', '2026-11-01T00:00:00.000Z', null, [7]],
  ['done tonight', '2026-11-01T00:00:00.000Z', '2026-11-26T02:30:01.000Z', []],
])('%s', async (_, synced, last, expected) => {
  const begun: number[] = [];
  const summary = (startedAt: string): ReconcileSummary => ({
    portalId: 7,
    runId: 'r',
    startedAt,
    endedAt: null,
    state: 'done',
    drifted: 0,
    explained: 0,
  });
  await reconcileDue({
    at: HALF_PAST_TWO,
    now: () => at('2026-11-26T09:00:00Z'),
    portals: async () => [7],
    syncedAt: async () => synced,
    reports: async () => (last === null ? [] : [summary(last)]),
    begin: async (portalId) => begun.push(portalId),
  });
  expect(begun).toEqual(expected);
});
