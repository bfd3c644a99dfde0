import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { openTestStore } from '../store/test-store.ts';
import { hostileConnector } from './testing/hostile-connector.ts';
import { createCrm, createErp, eventually, settled, startStory } from './testing/story.ts';

let db: Db;
let closeStore: () => Promise<void>;
beforeAll(async () => {
  ({ db, close: closeStore } = await openTestStore('memory:'));
}, 60_000);
afterAll(() => closeStore());

/** All that testing/hostile-connector.ts can do: one that was never done would prove nothing. */
const NUISANCES = 9;
const IDS = Array.from({ length: 12 }, (_, at) => String(at + 1));

test('two systems that do every legal nuisance end in step, with one record each, and nothing is left to write', async () => {
  const [crm, erp] = [createCrm(), createErp()];
  for (const id of IDS) {
    erp.put('customer', id, { name: `Customer ${id}`, domain: `c${id}.example`, zip: id, phone: `0${id}` });
    erp.put('invoice', id, { title: `Invoice ${id}`, status: 'open', customer_id: id });
  }
  for (const id of IDS.slice(0, 5)) crm.put('companies', `L${id}`, { name: 'old', domain: `c${id}.example` });
  let edits = 0;
  let peopleWork = true;
  const right = hostileConnector(erp.connector, () => {
    if (peopleWork) erp.put('customer', '1', { phone: `1-${(edits += 1)}` });
  });
  const left = hostileConnector(crm.connector);
  const story = await startStory(db, {
    crm: { ...crm, connector: left.connector },
    erp: { ...erp, connector: right.connector },
  });
  try {
    // What was put off or lost is in the store with the time of its next try, whether the run says so or not.
    await eventually(async () => (await story.run('sync')).state === 'done', 30_000);
    for (const id of IDS.slice(6)) crm.put('companies', await companyOf(id), { phone: `crm ${id}` });
    await eventually(async () => (await story.run('sync')).state === 'done', 30_000);
    peopleWork = false;
    await eventually(() => inStep(), 30_000);
    await settled(story);
    expect(crm.all('companies')).toHaveLength(IDS.length);
    expect(crm.all('invoices')).toHaveLength(IDS.length);
    const before = [crm.writes.length, erp.writes.length];
    await story.run('sync');
    expect([crm.writes.length, erp.writes.length]).toEqual(before);
    expect(new Set([...left.done.keys(), ...right.done.keys()]).size).toBe(NUISANCES);
  } finally {
    await story.close();
  }

  async function companyOf(customerId: string): Promise<string> {
    return eventually(() => crm.all('companies').find((one) => one.fields['erp_id'] === customerId)?.id ?? null);
  }
  function inStep(): boolean {
    return erp.all('customer').every(({ id, fields }) => {
      const [company, ...others] = crm.all('companies').filter((one) => one.fields['erp_id'] === id);
      const same = ['name', 'domain', 'zip', 'phone'].every((name) => company?.fields[name] === fields[name]);
      return same && others.length === 0;
    });
  }
});
