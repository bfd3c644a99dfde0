import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Mapping } from '../engine/mapping.ts';
import type { Db } from '../store/db.ts';
import { linksByRight } from '../store/links.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { mapping, PORTAL, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const [customers, invoices] = mapping.pairs;
type CustomerPair = Partial<(typeof Mapping._zod.input.pairs)[number]>;

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('removed records, on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  afterEach(() => story.close());

  /** Customers that are linked with companies of the same letters. */
  async function begin(rest: CustomerPair, ids = ['A', 'B'], cap = {}): Promise<void> {
    story = await startStory(db, {
      pollSeconds: 60,
      mapping: Mapping.parse({ ...mapping, ...cap, pairs: [{ ...customers, ...rest }, invoices] }),
    });
    for (const id of ids) story.erp.put('customer', id, { name: id, domain: `${id}.com`, zip: '1', phone: id });
    await story.run('sync');
  }
  const companyOf = (id: string) => story.crm.all('companies').find(({ fields }) => fields['erp_id'] === id);
  const linkOf = async (id: string) => (await linksByRight(db, PORTAL, 'customer', [id]))[0];
  const inbox = () => story.sync.inbox(PORTAL);
  const hint = async (side: 'left' | 'right', id: string): Promise<void> => {
    await story.sync.accept(PORTAL, [{ side, object: side === 'left' ? 'companies' : 'customer', id }]);
    await settled(story);
  };

  test('are archived on the other side, and restored with all they had agreed on', async () => {
    await begin({ deleted: { right: 'archive' } });
    const { crm, erp, sync } = story;
    const id = companyOf('A')!.id;
    const [before] = erp.all('customer');
    erp.remove('customer', 'A');
    expect((await story.run('plan')).counts).toMatchObject({ remove: 1 });
    expect(companyOf('A')).toBeDefined();
    expect((await story.run('sync')).counts).toMatchObject({ remove: 1, setAside: 0 });
    expect(companyOf('A')).toBeUndefined();
    expect(await linkOf('A')).toMatchObject({
      state: 'gone',
      gone: { sides: ['left', 'right'] },
      base: { phone: 'A' },
    });
    expect(await inbox()).toEqual([]);
    expect((await story.run('sync')).counts).toMatchObject({ remove: 0, restore: 0 });

    erp.put('customer', 'A', { ...before!.fields, phone: 'new' });
    await hint('right', 'A');
    expect(companyOf('A')).toMatchObject({ id, fields: { phone: 'new' } });
    expect(await linkOf('A')).toMatchObject({ state: 'linked', leftId: id });
    const told = await sync.explain(PORTAL, 'companies', id, '$record');
    expect(told.map(({ before: from, after, reason }) => [from, after, reason])).toEqual([
      ['archived', 'present', 'restored-right'],
      ['present', 'archived', 'deleted-right'],
    ]);
    expect(crm.all('companies')).toHaveLength(2);
  });

  test('by a notice, in the other direction', async () => {
    await begin({ deleted: { left: 'archive' } });
    story.crm.remove('companies', companyOf('B')!.id);
    const { leftId } = (await linkOf('B'))!;
    await hint('left', leftId!);
    expect(story.erp.all('customer').map(({ id }) => id)).toEqual(['A']);
  });

  test('what cannot be restored waits, and is linked again when a person has restored it', async () => {
    await begin({ deleted: { right: 'archive' } });
    const company = companyOf('A')!;
    const [customer] = story.erp.all('customer');
    story.erp.remove('customer', 'A');
    await story.run('sync');
    story.crm.trouble.refuse = ({ kind }) => (kind === 'restore' ? 'there is no API for it' : null);
    story.erp.put('customer', 'A', customer!.fields);
    await hint('right', 'A');
    expect(await inbox()).toMatchObject([
      {
        recordId: 'A',
        reason: expect.stringContaining('there is no API for it'),
        fix: expect.stringContaining(`Restore companies ${company.id}`),
      },
    ]);
    story.crm.put('companies', company.id, company.fields);
    await hint('left', company.id);
    expect(await inbox()).toEqual([]);
    expect(await linkOf('A')).toMatchObject({ state: 'linked' });
  });

  test('ignore leaves the other record alone; unlink takes the reference off it', async () => {
    await begin({ deleted: { right: 'ignore' } });
    story.erp.remove('customer', 'A');
    await story.run('sync');
    expect([companyOf('A')?.fields['phone'], await inbox()]).toEqual(['A', []]);
    await story.close();
    await begin({ deleted: { right: 'unlink' } });
    story.erp.remove('customer', 'A');
    await story.run('sync');
    expect([companyOf('A'), await linkOf('A')]).toEqual([undefined, undefined]);
    expect(story.crm.all('companies')).toHaveLength(2);
  });

  test('delete is for good: a record that comes back gets a new counterpart, and its invoices go there', async () => {
    await begin({ deleted: { right: 'delete' } });
    const { crm, erp } = story;
    erp.put('invoice', 'I', { title: 'R-1', status: 'open', customer_id: 'A' });
    await story.run('sync');
    const old = companyOf('A')!.id;
    const { fields } = erp.get('customer', 'A')!;
    erp.remove('customer', 'A');
    await story.run('sync');
    expect(await linkOf('A')).toBeUndefined();
    erp.put('customer', 'A', fields);
    await story.run('sync');
    await story.run('sync');
    const { id } = companyOf('A')!;
    expect(id).not.toBe(old);
    expect([...crm.associations].some((one) => one.endsWith(`companies ${id}`))).toBe(true);
  });

  test('a record that a reading left out is asked for once more, and keeps its counterpart', async () => {
    await begin({ deleted: { right: 'archive' } });
    const { connector } = story.erp;
    const whole = connector.get.bind(connector);
    let asked = 0;
    // It leaves the record out once, as a system may that is read while it is restored from a backup.
    connector.get = async (request) => {
      asked += 1;
      return asked === 1 ? [] : whole(request);
    };
    await hint('right', 'A');
    expect(asked).toBeGreaterThan(1);
    expect([companyOf('A')?.fields['phone'], await inbox()]).toEqual(['A', []]);
    expect(await linkOf('A')).toMatchObject({ state: 'linked' });
  });

  test('too many are held, all of them, until the cap says that it is right', async () => {
    const ids = Array.from({ length: 12 }, (_, no) => `C${no}`);
    await begin({ deleted: { right: 'archive' } }, ids);
    for (const id of ids.slice(0, 11)) story.erp.remove('customer', id);
    expect((await story.run('sync')).counts).toMatchObject({ remove: 0, setAside: 11 });
    expect(story.crm.all('companies')).toHaveLength(12);
    expect((await inbox())[0]).toMatchObject({
      reason: expect.stringContaining('11 records within a day are more than the 10 that `capRemovePercent: 5` allows'),
    });
    await story.close();
    await begin({ deleted: { right: 'archive' } }, ids, { capRemovePercent: 95 });
    for (const id of ids.slice(0, 11)) story.erp.remove('customer', id);
    expect((await story.run('sync')).counts).toMatchObject({ remove: 11, setAside: 0 });
  });

  test('a filter that ends archives the other record, and restores it when it lets it through again', async () => {
    await begin({ filter: [{ right: 'zip', not: ['0'] }], unmatched: 'archive' });
    const { id } = companyOf('A')!;
    story.erp.put('customer', 'A', { zip: '0' });
    await hint('right', 'A');
    expect(companyOf('A')).toBeUndefined();
    expect(await linkOf('A')).toMatchObject({ state: 'gone', gone: { because: 'unmatched', sides: ['left'] } });
    expect((await story.run('sync')).counts).toMatchObject({ remove: 0, create: 0, unchanged: 2 });
    story.erp.put('customer', 'A', { zip: '7' });
    await hint('right', 'A');
    expect(companyOf('A')).toMatchObject({ id, fields: { zip: '7' } });
  });

  test('what the other side refuses to archive is in the inbox with its reason', async () => {
    await begin({ deleted: { right: 'archive' } });
    story.crm.trouble.refuse = ({ kind }) => (kind === 'archive' ? 'it has paid invoices' : null);
    story.erp.remove('customer', 'A');
    await story.run('sync');
    expect(await inbox()).toMatchObject([{ reason: expect.stringContaining('it has paid invoices') }]);
    story.crm.trouble.refuse = () => null;
    await story.sync.retry(PORTAL);
    await settled(story);
    expect([companyOf('A'), await inbox()]).toEqual([undefined, []]);
  });
});
