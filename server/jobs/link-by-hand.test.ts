import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { linkRoles } from '../store/link-roles.ts';
import { noticeBacklogs } from '../store/notices.ts';
import { portalStore } from '../store/portal-store.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, eventually, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('linking by hand on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60 });
    const { crm, erp } = story;
    erp.put('customer', 'D', { name: 'Drachen', domain: 'drachen.com', zip: '4', phone: null });
    crm.put('companies', '20', { name: 'Drachen', domain: 'drachen.com', zip: '4', phone: '444' });
    crm.put('companies', '21', { name: 'Drachen GmbH', domain: 'drachen.com', zip: null, phone: '555' });
    await story.run('sync');
  });
  afterEach(() => story.close());

  const link = (leftId: string, rightId = 'D', pair = 'customer') => story.sync.link(PORTAL, { pair, leftId, rightId });
  const referenceOf = (id: string) => story.crm.get('companies', id)?.fields['erp_id'] ?? null;

  test('is the way out of the inbox', async () => {
    expect(await story.sync.inbox(PORTAL)).toMatchObject([{ kind: 'unsure', recordId: 'D' }]);
    await link('20');
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    await eventually(() => referenceOf('20') === 'D' && story.erp.get('customer', 'D')?.fields['phone'] === '444');
  });

  test('again with another record takes the reference along', async () => {
    await link('20');
    await eventually(() => referenceOf('20') === 'D');
    await link('21');
    await eventually(() => referenceOf('21') === 'D');
    expect(referenceOf('20')).toBeNull();
    expect(story.crm.all('companies')).toHaveLength(2);
  });

  test('is refused with the way to do it', async () => {
    story.erp.put('customer', 'E', { name: 'Eastern', domain: 'eastern.com', zip: '5', phone: null });
    await link('20');
    await expect(link('20', 'E')).rejects.toThrow(
      'companies 20 is linked with customer D. Link customer D with another',
    );
    await expect(link('99')).rejects.toThrow('There is no companies 99 on the left side');
    await expect(link('20', 'X')).rejects.toThrow('There is no customer X on the right side');
    await expect(link('20', 'D', 'clients')).rejects.toThrow('no pair "clients". It has: customer, invoice.');
  });

  test('is refused for a record that was made for another one, whose answer was lost', async () => {
    await portalStore(db, PORTAL).reserveLinks([{ pair: 'customer', rightId: 'E', pending: [] }]);
    story.erp.put('customer', 'E', { name: 'Eastern', domain: 'eastern.com', zip: '5', phone: null });
    story.crm.put('companies', '20', { name: 'Eastern', domain: null, zip: '5', phone: null, erp_id: 'E' });
    await expect(link('20')).rejects.toThrow('A companies for customer E is being made');
  });

  const roles = (rightId: string) =>
    linkRoles(db, PORTAL, 'customer', { leftIds: [], rightIds: [rightId] }).then((links) =>
      links.map(({ leftId, role }) => `${leftId} ${role}`),
    );
  const settled = () => eventually(async () => (await noticeBacklogs(db)).length === 0);

  test('in another role writes no field, and the record is not created for it', async () => {
    const { crm, sync } = story;
    await sync.link(PORTAL, { pair: 'customer', leftId: '20', rightId: 'D', role: 'branch' });
    await settled();
    expect(await roles('D')).toEqual(['20 branch']);
    expect([referenceOf('20'), crm.all('companies').length]).toEqual([null, 2]);
    expect(await sync.inbox(PORTAL)).toEqual([]);
    await sync.link(PORTAL, { pair: 'customer', leftId: '21', rightId: 'D' });
    await expect(sync.unlink(PORTAL, { pair: 'customer', leftId: '20', rightId: 'D', alone: true })).rejects.toThrow(
      'customer D is the counterpart of companies 21',
    );
    await sync.unlink(PORTAL, { pair: 'customer', leftId: '21', rightId: 'D' });
    await settled();
    expect((await story.run('plan')).counts).toMatchObject({ create: 0, link: 0, unsure: 0, unchanged: 1 });
    await link('20');
    await eventually(() => referenceOf('20') === 'D');
    expect(await roles('D')).toEqual([]);
  });

  test('what is unlinked is not matched again, and can be linked again', async () => {
    await link('20');
    await eventually(() => referenceOf('20') === 'D');
    await story.sync.unlink(PORTAL, { pair: 'customer', leftId: '20', rightId: 'D' });
    await eventually(() => referenceOf('21') === 'D');
    expect(referenceOf('20')).toBeNull();
    await story.sync.unlink(PORTAL, { pair: 'customer', leftId: '21', rightId: 'D', alone: true });
    await settled();
    expect((await story.run('sync')).counts).toMatchObject({ create: 0, link: 0, unsure: 0 });
    expect([referenceOf('20'), referenceOf('21'), story.crm.all('companies').length]).toEqual([null, null, 2]);
    await link('21');
    await eventually(() => referenceOf('21') === 'D');
    await expect(story.sync.unlink(PORTAL, { pair: 'customer', leftId: '20', rightId: 'D' })).rejects.toThrow(
      'companies 20 and customer D are not linked',
    );
  });

  test('in place of another link, whose record is matched or created anew', async () => {
    story.erp.put('customer', 'E', { name: 'Eastern', domain: 'eastern.com', zip: '5', phone: null });
    await link('20');
    await eventually(() => referenceOf('20') === 'D');
    await story.sync.link(PORTAL, { pair: 'customer', leftId: '20', rightId: 'E', inPlace: true });
    await eventually(() => referenceOf('20') === 'E');
    await eventually(() => referenceOf('21') === 'D');
    expect(story.crm.all('companies')).toHaveLength(2);
  });

  test('from a file: all links or none, with what is wrong in each line', async () => {
    const { erp, sync } = story;
    erp.put('customer', 'E', { name: 'Eastern', domain: 'eastern.com', zip: '5', phone: null });
    const row = (line: number, leftId: string, rightId: string, role = 'primary', pair = 'customer') => ({
      line,
      pair,
      leftId,
      rightId,
      role,
    });
    const wrong = [
      row(2, '20', 'D'),
      row(3, '20', 'E'),
      row(4, '99', 'E', 'branch'),
      row(5, '1', 'X', 'primary', 'no'),
    ];
    const refused = await sync.adopt(PORTAL, wrong, { dryRun: false });
    expect(refused.problems.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
      expect.stringMatching(/^2 line 3 speaks of the same record/),
      expect.stringMatching(/^3 line 2 speaks of the same record/),
      '4 there is no companies 99 on the left side',
      '5 no pair "no"; there is: customer, invoice',
    ]);
    expect(await roles('E')).toEqual([]);
    const right = [row(2, '20', 'D'), row(3, '20', 'E', 'branch')];
    expect(await sync.adopt(PORTAL, right, { dryRun: true })).toEqual({ made: 2, same: 0, problems: [] });
    expect([referenceOf('20'), await roles('E')]).toEqual([null, []]);
    expect(await sync.adopt(PORTAL, right, { dryRun: false })).toMatchObject({ made: 2 });
    await eventually(() => referenceOf('20') === 'D');
    expect(await roles('E')).toEqual(['20 branch']);
    await settled();
    expect(await sync.adopt(PORTAL, right, { dryRun: false })).toEqual({ made: 0, same: 2, problems: [] });
    expect((await sync.adopt(PORTAL, [row(2, '21', 'D')], { dryRun: true })).problems).toMatchObject([
      { problem: expect.stringContaining('customer D is linked with 20') },
    ]);
  });
});
