import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PORTAL } from '../../emulator/testing/project.ts';
import { eventually } from '../../server/jobs/testing/story.ts';
import { mappingOf, startSynced, textFields, type Synced } from './synced.ts';

const MAPPING = mappingOf(`
  - name: deal
    left: deals
    right: deal
    reference: ledgerline_erp_id
    fields:
      - { left: dealname, right: name, direction: to-left }
      - { left: pipeline, value: 'label:Sales Pipeline' }
      - left: dealstage
        right: status
        direction: to-left
        map: { open: 'label:Appointment scheduled', won: 'label:Sales Pipeline/Closed Won' }
      - { left: hubspot_owner_id, right: seller, transform: { owner: {} } }
    provision:
      - { name: ledgerline_erp_id, label: ERP id, type: string, unique: true }
`);

let synced: Synced;
beforeAll(async () => {
  synced = await startSynced(MAPPING, [{ name: 'deal', fields: textFields('name', 'status', 'seller') }]);
  const { erp } = synced;
  erp.put('deal', 'D1', { name: 'Chai', status: 'won', seller: ' Sam.Seller@example.com' });
  erp.put('deal', 'D2', { name: 'Tofu', status: 'open', seller: null });
  erp.put('deal', 'D3', { name: 'Konbu', status: 'open', seller: 'nobody@example.com' });
});
afterAll(() => synced.close());

const deal = async (id: string) => {
  const fields = ['dealstage', 'pipeline', 'hubspot_owner_id'];
  const [found] = await synced.hubspot.connector.get({ object: 'deals', ids: [id], fields, by: 'ledgerline_erp_id' });
  return found;
};

test('stages are given by their labels, and owners by their addresses, both ways', async () => {
  const { sync, erp, hubspot } = synced;
  expect(await sync.lint(PORTAL, MAPPING)).toEqual({ problems: [], warnings: [] });
  expect(await synced.run('sync')).toMatchObject({ error: null, counts: { create: 2, setAside: 1 } });
  const won = await deal('D1');
  expect(won?.fields).toEqual({ dealstage: 'closedwon', pipeline: 'default', hubspot_owner_id: '70110002' });
  expect((await deal('D2'))?.fields).toMatchObject({ dealstage: 'appointmentscheduled', hubspot_owner_id: null });
  const [held] = await sync.inbox(PORTAL);
  expect(held).toMatchObject({ recordId: 'D3', reason: expect.stringContaining('nobody@example.com') });

  const { writes } = await hubspot.emulator.stats();
  expect(await synced.run('sync')).toMatchObject({ counts: { create: 0, update: 0 } });
  expect((await hubspot.emulator.stats()).writes).toBe(writes);

  // A colleague takes the deal over.
  const id = won?.id ?? '';
  await hubspot.write({ kind: 'update', object: 'deals', id, fields: { hubspot_owner_id: '70110001' } });
  await sync.accept(PORTAL, [{ side: 'left', object: 'deals', id }]);
  await eventually(() => erp.get('deal', 'D1')?.fields['seller'] === 'admin@example.com');
  await synced.settled();
  expect((await deal('D1'))?.fields['hubspot_owner_id']).toBe('70110001');
});

test('a label or an id that the account does not have is told with its line', async () => {
  const wrong = MAPPING.replace('Closed Won', 'Closed One').replace('label:Appointment scheduled', 'appointment');
  const { problems } = await synced.sync.lint(PORTAL, wrong);
  expect(problems.map(({ line, text }) => `${line}: ${text}`)).toEqual([
    expect.stringMatching(
      /^13: .*no value that is called "Sales Pipeline\/Closed One", did you mean `Sales Pipeline\/Closed Won`/,
    ),
    expect.stringMatching(/^13: .*has no option "appointment"/),
  ]);
});
