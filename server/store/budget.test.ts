import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Priority } from '../engine/priority.ts';
import { takeCall, type Terms } from './budget.ts';
import { endDay, learnBudget, pauseBudget, saveDayEnd } from './budget-told.ts';
import { budgetViews } from './budget-view.ts';
import type { Db } from './db.ts';
import { openTestStore, storeTargets } from './test-store.ts';

/** Long enough that nothing leaves the window while a test looks at it. */
const WINDOW = 1000;
const terms: Terms = { assumed: 20, atMost: null, windowSeconds: WINDOW, leftToOthers: 0.1 };

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('the budget on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
  }, 60_000);
  afterAll(() => close());
  beforeEach(() => db.query('delete from budget'));

  const ask = (priority: Priority, portalId = 7, changed: Partial<Terms> = {}) =>
    takeCall(db, portalId, 'general', priority, { ...terms, ...changed });
  const granted = async (priority: Priority, portalId = 7) => 'granted' in (await ask(priority, portalId));
  const refused = async (priority: Priority, changed: Partial<Terms> = {}) => {
    const asked = await ask(priority, 7, changed);
    return 'refused' in asked ? asked.refused : null;
  };
  /** Makes the grants older, as if this time had passed. */
  const pass = (seconds: number) =>
    db.query(
      `update budget set grants = array(select g - make_interval(secs => $1::float8) from unnest(grants) g),
         card_at = card_at - make_interval(secs => $1::float8), live_at = live_at - make_interval(secs => $1::float8)`,
      [seconds],
    );
  const take = async (count: number, priority: Priority = 'card') => {
    for (let no = 0; no < count; no += 1) expect(await granted(priority)).toBe(true);
  };

  test('a window holds so many requests and no more; another portal has its own', async () => {
    await take(20);
    expect(await refused('card')).toMatchObject({ reason: 'window' });
    expect((await refused('card'))?.waitMs).toBeGreaterThan((WINDOW - 5) * 1000);
    expect(await granted('card', 8)).toBe(true);
    await pass(WINDOW);
    await take(20);
  });

  test('a backfill spreads what is left of the window over the time until a request comes free', async () => {
    await take(3, 'backfill');
    // 3 of 20 are taken, so the 17 that are left are spread over the window: each waits for an 18th of it.
    const wait = (await refused('backfill'))?.waitMs ?? 0;
    expect(wait / 1000).toBeGreaterThan(WINDOW / 18 - 5);
    expect(wait / 1000).toBeLessThanOrEqual(WINDOW / 18);
    await pass(wait / 1000);
    await take(1, 'backfill');
  });

  test('whoever is more urgent neither waits for a slot of others nor is spread', async () => {
    await take(1, 'backfill');
    await take(9, 'live');
    await take(10, 'card');
    expect(await granted('card')).toBe(false);
  });

  test('beside a backfill at full speed a card waits for the next slot, and a backfill lets it pass', async () => {
    const spacing = WINDOW / 20;
    await granted('backfill');
    await db.query(
      `update budget set grants = array(select clock_timestamp() - make_interval(secs => no * $1::float8 + 1)
         from generate_series(19, 0, -1) no)`,
      [spacing],
    );
    const wait = (await refused('card'))?.waitMs ?? Infinity;
    expect(wait / 1000).toBeLessThan(spacing);
    expect((await refused('backfill'))?.waitMs).toBeGreaterThan(wait + 1.9 * spacing * 1000);
  });

  test('while somebody more urgent asks, a share of the window is kept for them, and given back', async () => {
    await take(17, 'card');
    await pass(WINDOW / 2);
    // 2 of 20 are kept: one more is left for a backfill.
    await take(1, 'backfill');
    expect((await refused('backfill'))?.waitMs).toBeGreaterThan((WINDOW / 2) * 900);
    await db.query("update budget set card_at = card_at - interval '1 day'");
    await pass(WINDOW / 4);
    await take(1, 'backfill');
  });

  test('a pause holds for all, and for the longest that was asked for', async () => {
    await pauseBudget(db, 7, ['general', 'search'], 60_000);
    await pauseBudget(db, 7, ['general'], 5000);
    for (const priority of ['card', 'live', 'backfill'] as const) {
      const pause = await refused(priority);
      expect(pause).toMatchObject({ reason: 'pause' });
      expect(pause?.waitMs).toBeGreaterThan(50_000);
    }
    expect(await takeCall(db, 7, 'search', 'card', terms)).toMatchObject({ refused: { reason: 'pause' } });
    expect(await granted('card', 8)).toBe(true);
  });

  test('learns the size of the window, and what others use of it', async () => {
    await take(1);
    await learnBudget(db, 7, 'general', { most: 30, used: 0, day: null }, WINDOW);
    expect(await ask('card')).toMatchObject({ granted: { most: 30, toldMost: 30, left: 28 } });
    // 12 are counted where 2 are known: the other 10 are not ours.
    await learnBudget(db, 7, 'general', { most: null, used: 12, day: null }, WINDOW);
    expect(await ask('card')).toMatchObject({ granted: { left: 17 } });
    // What was found once is not found again.
    await learnBudget(db, 7, 'general', { most: null, used: 12, day: null }, WINDOW);
    expect(await ask('card')).toMatchObject({ granted: { left: 16 } });
    expect(await ask('card', 7, { atMost: 14 })).toMatchObject({ refused: { reason: 'window' } });
  });

  test('what is left of the day stops the backfill first, then live changes, then cards', async () => {
    await take(1);
    const leftToday = (left: number) =>
      learnBudget(db, 7, 'general', { most: 1000, used: 0, day: { limit: 1000, left } }, WINDOW);
    await saveDayEnd(db, 7, 'general', new Date(Date.now() + 3 * 3_600_000).toISOString());
    // A tenth is left to other apps, another tenth is kept from backfills.
    await leftToday(202);
    await take(1, 'backfill');
    await pass(WINDOW);
    await take(1, 'backfill');
    expect(await refused('backfill')).toMatchObject({ reason: 'day' });
    expect((await refused('backfill'))?.waitMs).toBeGreaterThan(2.9 * 3_600_000);
    await leftToday(151);
    await take(1, 'live');
    expect(await refused('live')).toMatchObject({ reason: 'day' });
    await leftToday(1);
    await take(1, 'card');
    expect(await refused('card')).toMatchObject({ reason: 'day' });
    await saveDayEnd(db, 7, 'general', new Date(Date.now() - 1000).toISOString());
    expect(await ask('backfill')).toMatchObject({ granted: { dailyLeft: 999, dailyEndKnown: false } });
  });

  test('while nobody knows when the day ends, one request an hour finds out', async () => {
    await take(1);
    await endDay(db, 7, 'general');
    expect(await refused('card')).toMatchObject({ reason: 'day' });
    await db.query("update budget set daily_told_at = daily_told_at - interval '1 hour'");
    await take(1, 'backfill');
    expect(await refused('card')).toMatchObject({ reason: 'day' });
  });

  test('is shown as it stands', async () => {
    await take(2, 'card');
    await take(1, 'live');
    await learnBudget(db, 7, 'general', { most: null, used: 5, day: { limit: 1000, left: 900 } }, WINDOW);
    await pauseBudget(db, 7, ['general', 'search'], 60_000);
    expect(await budgetViews(db)).toEqual([
      {
        portalId: 7,
        bucket: 'general',
        most: 20,
        used: 5,
        pausedUntil: expect.stringMatching(/Z$/),
        day: { limit: 1000, left: 900, endsAt: null },
        calls: { card: 2, live: 1, backfill: 0 },
        refusals: 1,
      },
    ]);
    await pass(WINDOW);
    await db.query("update budget set paused_until = paused_until - interval '1 hour'");
    expect(await budgetViews(db)).toMatchObject([{ used: 0, pausedUntil: null }]);
    expect(await budgetViews(db, { lately: true })).toEqual([]);
  });
});
