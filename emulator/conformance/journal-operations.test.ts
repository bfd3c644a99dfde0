import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Journal, startJournal } from '../api/journal/journal-fixture.ts';
import { findObjectType } from '../api/objects/types.ts';
import { PORTAL } from '../testing/project.ts';

const type = findObjectType('company');
if (!type) throw new Error('company');
const actor = { changeSource: 'API', sourceId: 'x' } as const;
const of = { subscriptionType: 'OBJECT', portalId: PORTAL, objectTypeId: '0-2', properties: [], objectIds: [] };

let journal: Journal;
/** Three files, each with the deletion of one company; in the portal's own journal they are the same three. */
beforeAll(async () => {
  journal = await startJournal();
  await journal.subscribe({ ...of, actions: ['DELETE'] });
  for (const id of ['1', '2', '3']) {
    journal.tell({ kind: 'deleted', portalId: PORTAL, type, id, values: {}, actor });
    await journal.advance(2000);
  }
});
afterAll(() => journal.close());

describe.each([
  ['journal', ''],
  ['journal-local', `?installPortalId=${PORTAL}`],
])('every read of the %s', (name, query) => {
  const read = async (rest: string): Promise<string[]> => {
    const { status, body } = await journal.read(`${name}/2026-03/${rest}${query}`);
    expect(status).toBe(200);
    const entries: { currentOffset: string }[] = body.results ?? [body];
    return entries.map(({ currentOffset }) => currentOffset);
  };

  test('answers its entries in one order', async () => {
    const offsets = await read('batch/earliest/100');
    expect(offsets).toHaveLength(3);
    const [first, second, third] = offsets;
    expect(await read('earliest')).toEqual([first]);
    expect(await read('latest')).toEqual([third]);
    expect(await read('batch/latest/2')).toEqual([second, third]);
    expect(await read(`offset/${first}/next`)).toEqual([second]);
    expect(await read(`batch/${first}/next/5`)).toEqual([second, third]);
    const path = `/webhooks-journal/${name}/2026-03/batch/read${query}`;
    const { status, body } = await journal.send('POST', path, { inputs: [third] });
    expect([status, body.results.length]).toEqual([200, 1]);
  });

  test('answers how a snapshot stands', async () => {
    const snapshotRequests = [{ portalId: PORTAL, objectId: 9, objectTypeId: '0-2', properties: ['name'] }];
    const taken = await journal.send('POST', '/webhooks-journal/snapshots/2026-03/crm', { snapshotRequests });
    const [{ snapshotStatusId }] = taken.body.snapshotResponses;
    const { status, body } = await journal.read(`${name}/2026-03/status/${snapshotStatusId}`);
    expect([status, body.status]).toEqual([200, 'IN_PROGRESS']);
  });
});
