import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Db } from './db.ts';
import { activePortals, getInstall, endInstall, saveInstall } from './installs.ts';
import { migrate } from './migrate.ts';
import { doRound, type Round } from './rounds.ts';
import { openTestStore, storeTargets } from './test-store.ts';

const HOUR_MS = 3_600_000;
const going = new AbortController().signal;

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('store on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
  }, 60_000);
  afterAll(() => close());

  test('a second migration finds nothing to do', async () => {
    expect(await migrate(db)).toEqual([]);
  });

  test('a failed transaction leaves nothing, and the store goes on', async () => {
    const failing = db.tx(async (q) => {
      await q("insert into cursor (portal_id, feed, value) values (1, 'tx', 'x')");
      await q('select 1/0');
    });
    await expect(failing).rejects.toThrow(/division by zero/);
    await expect(db.script("begin; insert into cursor values (1, 'tx', 'x'); select 1/0; commit;")).rejects.toThrow(
      /division by zero/,
    );
    expect(await db.query("select count(*) n from cursor where feed = 'tx'")).toEqual([{ n: 0 }]);
  });

  test('a script gives the rows of all its statements', async () => {
    expect(await db.script('begin; select 1::int a; commit; select 2::int a')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(await db.script('select $1::int a', [3])).toEqual([{ a: 3 }]);
  });

  test('a notice reaches the listener until it stops listening', async () => {
    const heard: string[] = [];
    const stop = await db.listen('ledgerline_test', (payload) => heard.push(payload));
    await db.query("select pg_notify('ledgerline_test', $1)", ['one']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await stop();
    await db.query("select pg_notify('ledgerline_test', $1)", ['two']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toEqual(['one']);
  });

  test('an install is saved, renewed and marked', async () => {
    const install = {
      portalId: 12345678,
      edition: 'marketplace' as const,
      hubDomain: 'demo.example.com',
      scopes: ['oauth', 'crm.objects.companies.read'],
      tokens: 'sealed-1',
    };
    await saveInstall(db, install);
    await saveInstall(db, { ...install, tokens: 'sealed-2' });
    expect(await getInstall(db, 12345678)).toMatchObject({ ...install, tokens: 'sealed-2', state: 'active' });
    expect(await activePortals(db)).toEqual([12345678]);
    await endInstall(db, 12345678, 'uninstalled');
    expect(await activePortals(db)).toEqual([]);
    expect(await getInstall(db, 1)).toBeNull();
  });

  const round = (name: string): Round => ({ name, everyMs: HOUR_MS, holder: randomUUID() });

  test('one of those who ask at once does it, and is the first to be let do the next', async () => {
    const [one, other] = [round('once'), round('once')];
    const done: Round[] = [];
    const ask = (who: Round) => doRound(db, who, async () => void done.push(who), going);
    await Promise.all([ask(one), ask(other), ask(other), ask(one)]);
    expect(done).toHaveLength(1);
    const waits = { one: await ask(one), other: await ask(other) };
    expect(done).toHaveLength(1);
    const [holder, guest] = done[0] === one ? [waits.one, waits.other] : [waits.other, waits.one];
    expect(holder).toBeGreaterThan(HOUR_MS - 60_000);
    expect(guest - holder).toBeGreaterThan(0);
  });

  test('who comes while it is being done asks again within seconds, for it may be cut', async () => {
    const stopping = new AbortController();
    let wait = 0;
    await doRound(
      db,
      round('cut'),
      async () => {
        wait = await doRound(db, round('cut'), () => Promise.reject(new Error('done twice')), going);
        stopping.abort();
      },
      stopping.signal,
    );
    expect(wait).toBe(5000);
    let isTakenUp = false;
    await doRound(db, round('cut'), async () => void (isTakenUp = true), going);
    expect(isTakenUp).toBe(true);
  });

  test('one that failed is not tried again before its time', async () => {
    const failing = round('failing');
    const fail = () => doRound(db, failing, () => Promise.reject(new Error('the ERP is down')), going);
    await expect(fail()).rejects.toThrow('the ERP is down');
    expect(await fail()).toBeGreaterThan(0);
  });
});
