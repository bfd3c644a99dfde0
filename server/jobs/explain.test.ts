import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { RetryLater } from '../engine/error.ts';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('explain, on %s', (target) => {
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
    crm.put('companies', '10', { name: 'Bon', domain: 'bonapp.com', zip: '2', phone: '222' });
    erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
    erp.put('customer', 'B', { name: 'Bon app', domain: 'bonapp.com', zip: '2', phone: '222' });
    erp.put('invoice', '1', { title: 'R-1', status: 'open', customer_id: 'A' });
    await story.run('sync');
  });
  afterEach(() => story.close());

  const company = () => story.crm.all('companies').find(({ fields }) => fields['erp_id'] === 'A')!.id;
  const wordsOf = async (object: string, id: string, field: string) => {
    const [explained] = await story.sync.origins(PORTAL, { object, id, field });
    return explained!.origins[0]!;
  };

  test('a value that came with the record', async () => {
    const [explained] = await story.sync.origins(PORTAL, { object: 'companies', id: company() });
    expect(explained).toMatchObject({ pair: 'customer', side: 'left', counterpart: { object: 'customer', id: 'A' } });
    expect(explained!.linked).toContain('when it was created on ');
    expect(explained!.origins.map((one) => one.field).toSorted()).toEqual(['domain', 'erp_id', 'name', 'phone', 'zip']);
    const phone = explained!.origins.find((one) => one.field === 'phone')!;
    expect(phone).toMatchObject({ value: '111', entry: { reason: 'create', actor: 'operator' } });
    expect(phone.words).toContain('the record was created with it; its other side is `phone` of customer A');
  });

  test('a value that came from the source, and was never changed since', async () => {
    expect((await wordsOf('customer', 'A', 'name')).words).toBe(
      `It came from here: the value is read in this record and carried over to companies ${company()}. Ledgerline has never changed it.`,
    );
    expect((await wordsOf('companies', '10', 'phone')).words).toContain(
      'was the same already when the two were linked by key 1',
    );
    expect((await wordsOf('companies', '10', 'fax')).words).toContain('The mapping does not have the field');
  });

  test('a change, with its rule, notice, run, actor and time', async () => {
    story.crm.put('companies', company(), { phone: '999' });
    await story.sync.accept(PORTAL, [{ side: 'left', object: 'companies', id: company() }]);
    await settled(story);
    const { words, entry } = await wordsOf('customer', 'A', 'phone');
    const { at, runId } = entry!;
    const other = `its other side is \`phone\` of companies ${company()}`;
    expect(words).toBe(
      `It was changed from "111" to "999" at ${at}: only the left side had changed; ${other}. ` +
        `Run ${runId}, on behalf of live; the notice was left companies ${company()}.`,
    );
    story.erp.put('customer', 'A', { phone: '5' });
    expect(await wordsOf('customer', 'A', 'phone')).toMatchObject({ value: '5', entry: null });
    expect((await wordsOf('customer', 'A', 'phone')).words).toContain('changed since, by somebody else');
  });

  test('an association, and a value that was undone', async () => {
    const invoice = story.crm.all('invoices')[0]!.id;
    expect((await wordsOf('invoices', invoice, '@customer')).words).toContain('It was associated with customer "A" at');
    story.erp.put('customer', 'A', { phone: '999' });
    await story.run('sync');
    const id = await story.sync.undo(PORTAL, { object: 'companies', recordId: company() }, { plan: false });
    while ((await story.sync.runView(PORTAL, id))?.state === 'running') await new Promise(setImmediate);
    expect((await wordsOf('companies', company(), 'phone')).words).toContain('a person had the change of a run undone');
    expect((await wordsOf('customer', 'A', 'phone')).words).toContain('because a person had a change there undone');
  });

  test('tells what the ledger has while a system is down', async () => {
    const id = company();
    story.crm.trouble.down = new RetryLater('HubSpot is busy.', 1000);
    expect((await wordsOf('companies', id, 'phone')).words).toContain('the record was created with it');
    story.crm.trouble.down = null;
  });
});
