import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createLimiters } from '../../emulator/api/limits/limiters.ts';
import { RetryLater } from '../../server/engine/error.ts';
import { pauseBudget } from '../../server/store/budget-told.ts';
import { openDb, type Db } from '../../server/store/db.ts';
import { openTestStore, storeTargets } from '../../server/store/test-store.ts';
import { answer, budgetOf, LIMIT, PORTAL, spend, WINDOW_SECONDS } from './spend.ts';

const MAX = 'x-hubspot-ratelimit-max';
/** Three windows and a half. */
const REQUESTS = 70;

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('the budget, shared, on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
  }, 60_000);
  beforeEach(() => db.query('delete from budget'));
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });
  afterAll(() => close());

  /** Writes every grant down, so that they can be held against the limiter of the emulator by the one clock there is. */
  const watch = (): Promise<unknown> =>
    db.script(
      `create table granted (at timestamptz);
       create function granted() returns trigger language plpgsql as $$ begin
         if cardinality(new.grants) > 0 and new.grants[cardinality(new.grants)] is distinct from
           old.grants[cardinality(old.grants)]
         then insert into granted values (new.grants[cardinality(new.grants)]); end if; return null; end $$;
       create trigger granted after update on budget for each row execute function granted();`,
    );
  const refusals = async (): Promise<number> => {
    const rows = await db.query<{ at: number }>(
      'select extract(epoch from at)::float8 * 1000 as at from granted order by 1',
    );
    expect(rows).toHaveLength(REQUESTS);
    let now = 0;
    const limiters = createLimiters(() => now);
    const verdicts = rows.map(({ at }) => {
      now = at;
      return limiters.take('app', LIMIT, WINDOW_SECONDS * 1000);
    });
    return verdicts.filter(({ allowed }) => !allowed).length;
  };

  test('callers of all priorities, of several processes, never have more than a window holds', async () => {
    await watch();
    await (target === 'memory:' ? spend(db, REQUESTS) : spendByProcesses());
    expect(await refusals()).toBe(0);
  });

  /** Each takes a part. The embedded store is of one process alone. */
  async function spendByProcesses(): Promise<void> {
    const [{ name } = { name: '' }] = await db.query<{ name: string }>('select current_database() as name');
    const url = new URL(target);
    url.pathname = `/${name}`;
    const file = join(import.meta.dirname, 'budget-process.ts');
    for (const part of [REQUESTS / 2 - 15, REQUESTS / 2 - 15]) {
      const child = fork(file, [url.href, String(part)], { execArgv: [] });
      children.push(child);
      await once(child, 'message');
    }
    const done = children.map(async (child) => String((await once(child, 'message'))[0]));
    const other = await openDb(url.href);
    for (const child of children) child.send('go');
    await Promise.all([spend(db, 15), spend(other, 15)]);
    await other.close();
    expect(await Promise.all(done)).toEqual(['done', 'done']);
  }

  test('a card is served before those who waited, and no portal waits for another', async () => {
    const order: string[] = [];
    const call = async (priority: 'card' | 'live' | 'backfill', portalId = PORTAL): Promise<void> => {
      await budgetOf(db, portalId)(priority).acquire('general');
      order.push(`${priority} ${portalId}`);
    };
    const budget = budgetOf(db);
    for (let no = 0; no < LIMIT; no += 1) await budget('card').acquire('general');
    const later = (priority: 'card' | 'live' | 'backfill') =>
      budget(priority)
        .acquire('general')
        .then(() => void order.push(`${priority} ${PORTAL}`));
    const waiting = [later('backfill'), later('backfill'), later('live'), later('card')];
    await call('backfill', 8);
    await Promise.all(waiting);
    expect(order).toEqual(['backfill 8', 'card 7', 'live 7', 'backfill 7', 'backfill 7']);
  });

  test('a 429 and a 477 stop all processes of the portal; a long pause is not waited for', async () => {
    const [one, other] = [budgetOf(db), budgetOf(db)];
    const told = await one('backfill').acquire('general');
    await told(answer(429, { 'retry-after': '30' }));
    await expect(other('card').acquire('general')).rejects.toMatchObject({ name: 'RetryLater' });
    await (
      await other('live').acquire('search')
    )(answer(477, { 'retry-after': '86400' }));
    for (const bucket of ['general', 'search'] as const) {
      const error: unknown = await one('card')
        .acquire(bucket)
        .catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(RetryLater);
      expect((error as RetryLater).afterMs).toBeGreaterThan(86_000_000);
    }
    await budgetOf(db, 8)('card').acquire('general');
  });

  test('a short pause is waited for', async () => {
    await pauseBudget(db, PORTAL, ['general'], 150);
    const [row] = await db.query<{ at: number }>(
      "select extract(epoch from paused_until)::float8 as at from budget where bucket = 'general'",
    );
    await budgetOf(db)('live').acquire('general');
    const [now] = await db.query<{ at: number }>('select extract(epoch from clock_timestamp())::float8 as at');
    expect(now?.at).toBeGreaterThanOrEqual(row?.at ?? Infinity);
  });

  test('what the headers say is learnt: the size, what others use, the day', async () => {
    const said = {
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
      [MAX]: '30',
      'x-hubspot-ratelimit-remaining': '12',
      'x-hubspot-ratelimit-daily': '250000',
      'x-hubspot-ratelimit-daily-remaining': '199999',
    };
    await (
      await budgetOf(db)('card').acquire('general')
    )(answer(200, said));
    const [row] = await db.query(
      'select told_most, cardinality(grants) as used, daily_limit, daily_left from budget where portal_id = $1',
      [PORTAL],
    );
    // What is said of associations, which have a limit of their own, says nothing of the others.
    await (
      await budgetOf(db)('card').acquire('associations')
    )(answer(200, { ...said, [MAX]: '150' }));
    expect(await db.query("select told_most from budget where bucket = 'general'")).toEqual([{ told_most: 30 }]);
    expect(row).toEqual({ told_most: 30, used: 18, daily_limit: 250_000, daily_left: 199_999 });
  });
});
