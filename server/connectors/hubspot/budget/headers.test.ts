import { expect, test } from '@jest/globals';
import { bucketOf } from './budget.ts';
import { quotaIn } from './headers.ts';

const said = (figures: Record<string, string>) =>
  quotaIn(new Headers(Object.entries(figures).map(([name, value]) => [`X-HubSpot-RateLimit-${name}`, value])));

test('a call is counted by the API that it belongs to', () => {
  expect(bucketOf('/crm/objects/2026-09/companies/search')).toBe('search');
  expect(bucketOf('/crm/associations/2026-09/orders/companies/batch/read')).toBe('associations');
  expect(bucketOf('/crm/objects/2026-09/deals/1/associations/companies?limit=500')).toBe('general');
  expect(bucketOf('/crm/objects/2026-09/companies?properties=/search')).toBe('general');
});

test('headers say how much of the window and of the day is left', () => {
  expect(said({ Max: '190', Remaining: '12', Daily: '625000', 'Daily-Remaining': '7' })).toEqual({
    window: { most: 190, left: 12 },
    day: { limit: 625_000, left: 7 },
  });
});

test('what is missing, of another window or no number says nothing', () => {
  const nothing = { window: null, day: null };
  expect(said({})).toEqual(nothing);
  expect(said({ Max: '110' })).toEqual(nothing);
  expect(said({ Max: 'many', Remaining: '-1', Daily: '5' })).toEqual(nothing);
  expect(said({ Max: '11', Remaining: '4', 'Interval-Milliseconds': '1000' })).toEqual(nothing);
});

test('a limit that is none is no reason to keep a million requests in mind', () => {
  expect(said({ Max: '1000000000', Remaining: '999999990' }).window).toEqual({ most: 1000, left: 990 });
});
