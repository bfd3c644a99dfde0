import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { linkRoles } from '../store/link-roles.ts';
import { noticeBacklogs } from '../store/notices.ts';
import { portalStore } from '../store/portal-store.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, eventually, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('merged records on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60 });
    const { erp } = story;
    erp.put('customer', 'D', { name: 'Drachen', domain: 'drachen.com', zip: '4', phone: '1' });
    erp.put('customer', 'E', { name: 'Eastern', domain: 'eastern.com', zip: '5', phone: '2' });
    erp.put('invoice', 'i1', { title: 'I1', status: 'open', customer_id: 'E' });
    await story.run('sync');
  });
  afterEach(() => story.close());

  const idOf = (rightId: string) =>
    story.crm.all('companies').find(({ fields }) => fields['erp_id'] === rightId)?.id ?? '';
  const settled = () => eventually(async () => (await noticeBacklogs(db)).length === 0);
  const roles = async () =>
    (await linkRoles(db, PORTAL, 'customer', { leftIds: [], rightIds: ['D', 'E'] })).map(
      ({ leftId, rightId, role }) => `${leftId} ${rightId} ${role}`,
    );
  const notice = (...ids: string[]) =>
    story.sync.accept(
      PORTAL,
      ids.map((id) => ({ side: 'left' as const, object: 'companies', id })),
    );

  test('the link goes on with the survivor, and nobody is created anew', async () => {
    const [d] = [idOf('D')];
    story.crm.put('companies', '77', { name: 'Drachen Nord', domain: null, zip: null, phone: null });
    story.crm.merge('companies', d, '77', '100');
    await notice(d, '77', '100');
    await settled();
    story.erp.put('customer', 'D', { phone: '11' });
    expect((await story.run('sync')).counts).toMatchObject({ create: 0, link: 0, setAside: 0 });
    expect(story.crm.get('companies', '100')?.fields).toMatchObject({ erp_id: 'D', phone: '11' });
    expect((await story.run('plan')).counts).toMatchObject({ create: 0, update: 0, associate: 0, unchanged: 3 });
  });

  test('of two counterparts the second is additional, and the inbox says how that ends', async () => {
    const [d, e] = [idOf('D'), idOf('E')];
    story.crm.merge('companies', d, e, '100');
    await notice(d, e, '100');
    await settled();
    expect(await roles()).toEqual(['100 E additional']);
    const [held] = await story.sync.inbox(PORTAL);
    expect(held).toMatchObject({ kind: 'unsure', side: 'right', recordId: 'E' });
    expect(held?.fix).toContain('ledgerline link customer 100 E --role branch');
    expect([...story.crm.associations]).toEqual([expect.stringMatching(/^invoices \S+ -> companies 100$/)]);
    await story.sync.link(PORTAL, { pair: 'customer', leftId: '100', rightId: 'E', role: 'branch' });
    await settled();
    expect([await roles(), await story.sync.inbox(PORTAL)]).toEqual([['100 E branch'], []]);
    expect((await story.run('sync')).counts).toMatchObject({ create: 0, update: 0, associate: 0 });
  });

  test('customers of the ERP that become one have one company, and their invoices are with it', async () => {
    const [d, e] = [idOf('D'), idOf('E')];
    story.erp.merge('customer', 'D', 'E', 'D');
    story.erp.put('invoice', 'i1', { customer_id: 'D' });
    await story.run('sync');
    await settled();
    await story.run('sync');
    expect(await roles()).toEqual([`${e} D additional`]);
    expect([...story.crm.associations]).toEqual([
      expect.stringMatching(new RegExp(`^invoices \\S+ -> companies ${d}$`)),
    ]);
    expect(await story.sync.inbox(PORTAL)).toMatchObject([{ kind: 'unsure', side: 'left', recordId: e }]);
  });

  test('whoever links by hand has the last word on companies that nobody has looked at since they were merged', async () => {
    const [d, e] = [idOf('D'), idOf('E')];
    story.crm.merge('companies', d, e, '100');
    story.erp.put('customer', 'F', { name: 'Folies', domain: 'folies.com', zip: '6', phone: '3' });
    await story.sync.link(PORTAL, { pair: 'customer', leftId: '100', rightId: 'F', inPlace: true });
    await settled();
    const links = await portalStore(db, PORTAL).linksByLeft('customer', ['100']);
    expect(links).toMatchObject([{ rightId: 'F', state: 'linked' }]);
    expect(story.crm.get('companies', '100')?.fields['erp_id']).toBe('F');
    expect(await roles()).toEqual(['100 E additional']);
  });

  test('what was merged since is unlinked by the id it goes by now', async () => {
    const { crm, sync } = story;
    crm.put('companies', '77', { name: 'Drachen Nord', domain: null, zip: null, phone: null });
    crm.merge('companies', idOf('D'), '77', '100');
    await sync.unlink(PORTAL, { pair: 'customer', leftId: '100', rightId: 'D', alone: true });
    await settled();
    expect(await portalStore(db, PORTAL).linksByLeft('customer', ['100'])).toEqual([]);
    expect(crm.get('companies', '100')?.fields['erp_id']).toBeNull();
  });

  test('an association that ends in the moment in which its company is merged ends with the survivor', async () => {
    const { crm, erp } = story;
    const [d, e] = [idOf('D'), idOf('E')];
    crm.put('companies', '77', { name: 'Nord', domain: null, zip: null, phone: null });
    crm.trouble.refuse = ({ kind }) => {
      if (kind === 'dissociate' && crm.get('companies', '77')) crm.merge('companies', e, '77', '100');
      return null;
    };
    erp.put('invoice', 'i1', { customer_id: 'D' });
    await story.run('sync');
    expect([...crm.associations]).toEqual([expect.stringMatching(new RegExp(`^invoices \\S+ -> companies ${d}$`))]);
  });
});
