import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Document } from '../engine/document.ts';
import { accountFigures } from '../store/account-figures.ts';
import { getConnectionState } from '../store/connection-state.ts';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { vacuum } from '../store/vacuum.ts';
import { PORTAL, createErp, eventually, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const eur = (minor: string) => ({ minor, currency: 'EUR' });
const invoice = (id: string, balance: string): Document => ({
  kind: 'invoice',
  id,
  accountId: 'A',
  number: id,
  state: 'open',
  issuedOn: '2026-01-01',
  dueOn: '2026-02-01',
  total: eur('1000'),
  balance: eur(balance),
  lines: [],
  applications: [],
});

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('mirrored documents on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  afterEach(() => story.close());

  test('they are there when the sync is done, and polling keeps them up to date from its cursor', async () => {
    const feed: Document[][] = [[invoice('1', '1000'), invoice('2', '500')], [invoice('3', '1')]];
    const account = { id: 'A', number: 'A', name: 'Alfreds', creditLimit: null };
    const asked: (string | null)[] = [];
    const erp = createErp((cursor) => {
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      return feed.slice(from).map((documents, at) => ({ documents, accounts: [account], cursor: `${from + at + 1}` }));
    });
    story = await startStory(db, { erp });
    const balance = async (): Promise<string | undefined> => {
      const [found] = await accountFigures(db, {
        portalId: PORTAL,
        connection: 'erp',
        accountIds: ['A'],
        today: '2026-03-01',
      });
      return found?.figures[0]?.balance.minor;
    };
    expect(await story.run('sync')).toMatchObject({ state: 'done' });
    expect(await balance()).toBe('1501');
    expect(await getConnectionState(db, PORTAL, 'erp')).toMatchObject({ up: true, mirroredAt: expect.any(String) });
    feed.push([invoice('2', '0')]);
    await eventually(async () => (await balance()) === '1001');
    expect([...new Set(asked)].slice(0, 3)).toEqual([null, '2', '3'].slice(0, new Set(asked).size));
    await vacuum(db);
  });
});
