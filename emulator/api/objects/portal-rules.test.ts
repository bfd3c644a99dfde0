import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/objects/2026-09';
let usual: TestEmulator;
let strict: TestEmulator;
beforeAll(async () => {
  usual = await startTestEmulator({ clock: { mode: 'stepped' } });
  strict = await startTestEmulator({
    clock: { mode: 'stepped' },
    limits: {
      archiveOfNothingIs404: true,
      associationsTouchRecords: true,
      companyDomainsAreUnique: true,
      contactsNeedName: true,
      dealsNeedPipeline: true,
      lifecycleStageMovesBack: true,
      paymentsSetUp: false,
    },
  });
  const stages = [{ label: 'One', displayOrder: 0, metadata: { probability: '0.5' } }];
  for (const hubspot of [usual, strict]) {
    await hubspot.send('POST', '/crm/pipelines/2026-09/deals', { label: 'Second', displayOrder: 1, stages });
    await hubspot.send('POST', `${AT}/companies`, { properties: { name: 'First', domain: 'twin.example' } });
  }
});
afterAll(async () => {
  await usual.close();
  await strict.close();
});

describe('what only some portals ask of a new record is a setting:', () => {
  test.each([
    ['a contact without a name', 'contacts', { phone: '1' }, 400, 'email or firstname or lastname'],
    [
      'a deal without a pipeline where there are two',
      'deals',
      { dealname: 'd', dealstage: 'closedwon' },
      400,
      'pipeline',
    ],
    ['a second company of one domain', 'companies', { name: 'Second', domain: 'Twin.example' }, 409, 'Existing ID'],
    ['a subscription without payments set up', 'subscriptions', { hs_name: 's' }, 403, 'not set up'],
    [
      'a payment without payments set up',
      'commerce_payments',
      { hs_initial_amount: '1', hs_initiated_date: '2026-01-01T00:00:00Z' },
      403,
      'not set up',
    ],
  ])('%s', async (_name, type, properties, status, told) => {
    expect((await usual.send('POST', `${AT}/${type}`, { properties })).status).toBe(201);
    const refused = await strict.send('POST', `${AT}/${type}`, { properties });
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.body)).toContain(told);
  });

  test('a company keeps its domain when it is written again', async () => {
    const made = await strict.send('POST', `${AT}/companies`, { properties: { name: 'Own', domain: 'own.example' } });
    const properties = { domain: 'own.example', city: 'Rome' };
    expect((await strict.send('PATCH', `${AT}/companies/${made.body.id}`, { properties })).status).toBe(200);
  });
});

test('deleting what is not there is a 204, or a 404 by the setting', async () => {
  expect((await usual.send('DELETE', `${AT}/companies/1`)).status).toBe(204);
  expect((await strict.send('DELETE', `${AT}/companies/1`)).status).toBe(404);
});

test('associating does not move the modified date, unless the setting says so', async () => {
  const moved = async (hubspot: TestEmulator): Promise<boolean[]> => {
    const contact = await hubspot.send('POST', `${AT}/contacts`, { properties: { firstname: 'c' } });
    const company = await hubspot.send('POST', `${AT}/companies`, { properties: { name: 'c' } });
    const ends = [`contacts/${contact.body.id}`, `companies/${company.body.id}`];
    await hubspot.advance(1000);
    await hubspot.send('PUT', `${AT}/${ends[0]}/associations/default/${ends[1]}`);
    const now = await Promise.all(ends.map((end) => hubspot.send('GET', `${AT}/${end}`)));
    return now.map(({ body }) => body.updatedAt !== body.createdAt);
  };
  expect(await moved(usual)).toEqual([false, false]);
  expect(await moved(strict)).toEqual([true, true]);
});

test('a lifecycle stage moves forward only, unless it is cleared first or the setting allows more', async () => {
  const stages = async (hubspot: TestEmulator, ...values: string[]): Promise<string[]> => {
    const properties = { firstname: 'l', lifecyclestage: 'opportunity' };
    const { id } = (await hubspot.send('POST', `${AT}/contacts`, { properties })).body;
    const seen: string[] = [];
    for (const lifecyclestage of values) {
      const path = `${AT}/contacts/${id}`;
      expect((await hubspot.send('PATCH', path, { properties: { lifecyclestage } })).status).toBe(200);
      seen.push((await hubspot.send('GET', `${path}?properties=lifecyclestage`)).body.properties.lifecyclestage);
    }
    return seen;
  };
  expect(await stages(usual, 'lead', 'customer', '', 'lead')).toEqual(['opportunity', 'customer', null, 'lead']);
  expect(await stages(strict, 'lead')).toEqual(['lead']);
});
