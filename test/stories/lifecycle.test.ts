import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createEmulator, type CreatedEmulator } from '../../emulator/index.ts';
import { createHubSpotConnector } from '../../server/connectors/hubspot/connector.ts';
import { quickCall } from '../../server/connectors/hubspot/testing/quick-call.ts';
import { createSqlConnector } from '../../server/connectors/sql/connector.ts';
import { SqlDefinition } from '../../server/connectors/sql/definition.ts';
import type { Connector } from '../../server/engine/connector.ts';
import { Mapping } from '../../server/engine/mapping.ts';
import { createSyncService, type SyncService } from '../../server/jobs/sync-service.ts';
import type { Db } from '../../server/store/db.ts';
import { noticeBacklogs } from '../../server/store/notices.ts';
import { emptyStore, openTestStore, storeTargets } from '../../server/store/test-store.ts';
import { eventually } from './system.ts';
import { openOwnDatabase, type OwnDatabase } from '../../server/connectors/sql/testing/own-database.ts';

const WAIT_MS = 30_000;

const TABLES = `
create table lead (id serial primary key, crm_id text unique, name text not null, domain text, phone text,
  archived_at timestamptz, updated_at timestamptz not null default clock_timestamp());
create function lead_touched() returns trigger language plpgsql
  as $$ begin new.updated_at := clock_timestamp(); return new; end $$;
create trigger touched before update on lead for each row execute function lead_touched();`;

const definition = SqlDefinition.parse({
  connector: 'sql',
  overlapSeconds: 1,
  objects: {
    lead: {
      relation: 'lead',
      key: 'id',
      changedAt: 'updated_at',
      writable: ['crm_id', 'name', 'domain', 'phone'],
      creatable: true,
      archived: { column: 'archived_at' },
    },
  },
});

const mapping = Mapping.parse({
  version: 1,
  left: 'hubspot',
  right: 'sql',
  pairs: [
    {
      name: 'lead',
      left: 'companies',
      right: 'lead',
      reference: 'ledgerline_erp_id',
      rightReference: 'crm_id',
      create: 'both',
      deleted: { left: 'archive', right: 'archive' },
      match: [[{ left: 'domain', right: 'domain' }]],
      fields: [
        { left: 'name', right: 'name' },
        { left: 'domain', right: 'domain' },
        { left: 'phone', right: 'phone' },
      ],
      provision: [{ name: 'ledgerline_erp_id', label: 'ERP id', type: 'string', unique: true }],
    },
  ],
});

/** HubSpot and an ERP over HTTP and the PostgreSQL protocol: whole records are made, put away and brought back. */
describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('whole records on %s', (target) => {
  let erp: OwnDatabase;
  let db: Db;
  let closeStore: () => Promise<void>;
  let hubspot: CreatedEmulator;
  let right: Connector;
  let sync: SyncService;

  beforeAll(async () => {
    erp = await openOwnDatabase(target);
    await erp.query(TABLES);
    ({ db, close: closeStore } = await openTestStore(target));
    await emptyStore(db);
    hubspot = await createEmulator({ clock: { mode: 'stepped' }, portal: {} });
    const { accessToken, portalId } = hubspot.portal;
    const { call } = quickCall(hubspot.url, { token: () => Promise.resolve(accessToken) });
    const wait = (ms: number): Promise<void> => hubspot.clock.advance(ms);
    const left = createHubSpotConnector({ call, wait, now: () => new Date(), objects: ['companies'] });
    right = createSqlConnector({ url: erp.url, definition });
    const quiet = (): void => {};
    sync = createSyncService({
      db,
      mapping,
      left: async () => left,
      right,
      rightName: 'erp',
      log: { info: quiet, warn: quiet, error: quiet },
      pollSeconds: 0.2,
      portals: async () => [portalId],
    });
    await sync.start();
  }, 120_000);
  afterAll(async () => {
    await sync.stop();
    await right.close();
    await hubspot.close();
    await closeStore();
    await erp.close();
  });

  async function hub(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${hubspot.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${hubspot.portal.accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok && response.status !== 404)
      throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    const text = await response.text();
    return response.status === 404 || text === '' ? null : JSON.parse(text);
  }
  const hint = (id: string) => sync.accept(hubspot.portal.portalId, [{ side: 'left', object: 'companies', id }]);
  const at = '/crm/objects/2026-09/companies';
  const create = async (properties: Record<string, string>): Promise<string> =>
    z.object({ id: z.string() }).parse(await hub('POST', at, { properties })).id;
  const company = (id: string) => hub('GET', `${at}/${id}?properties=name,phone,ledgerline_erp_id`);
  /** As a person does it, on the page of the recycle bin. */
  const restore = (id: string) =>
    hub('POST', '/_page/records/restore', { portalId: hubspot.portal.portalId, objectTypeId: '0-2', ids: [id] });
  const rows = () => erp.query('select id::text, crm_id, name, phone, archived_at from lead order by id');
  const inbox = () => sync.inbox(hubspot.portal.portalId);
  const idle = async () => (await noticeBacklogs(db)).length === 0;

  async function syncAll(): Promise<void> {
    const id = await sync.begin(hubspot.portal.portalId, 'sync');
    const run = () => sync.runView(hubspot.portal.portalId, id);
    await eventually(run, (view) => view !== null && view.state !== 'running', WAIT_MS);
    expect(await run()).toMatchObject({ state: 'done', error: null });
    await eventually(idle, Boolean, WAIT_MS);
  }

  test('a company is made in the ERP once, and carries the new id', async () => {
    const id = await create({ name: 'Alfreds', domain: 'alfki.example', phone: '1' });
    await syncAll();
    await syncAll();
    const [row, ...others] = await rows();
    expect([row, others]).toEqual([expect.objectContaining({ crm_id: id, name: 'Alfreds', phone: '1' }), []]);
    expect(await company(id)).toMatchObject({ properties: { ledgerline_erp_id: row?.['id'] } });
  }, 60_000);

  test('a company that comes in live is made at once', async () => {
    const id = await create({ name: 'Bon app', domain: 'bonap.example' });
    await hint(id);
    await eventually(rows, (found) => found.length === 2, WAIT_MS);
    await eventually(
      () => company(id),
      (found) => JSON.stringify(found).includes('"ledgerline_erp_id":"2"'),
      WAIT_MS,
    );
    expect((await rows())[1]).toMatchObject({ crm_id: id, name: 'Bon app' });
  }, 60_000);

  test('a row that is put away takes its company along, and both come back', async () => {
    const [row] = await rows();
    const id = String(row?.['crm_id']);
    await erp.query('update lead set archived_at = now() where id = 1');
    await eventually(
      () => company(id),
      (found) => found === null,
      WAIT_MS,
    );
    await erp.query("update lead set archived_at = null, phone = '2' where id = 1");
    await eventually(inbox, (held) => held.length === 1, WAIT_MS);
    expect((await inbox())[0]).toMatchObject({
      reason: expect.stringContaining('HubSpot has no API to restore a record'),
      fix: expect.stringContaining(`Restore companies ${id}`),
    });
    await restore(id);
    await hint(id);
    await eventually(
      () => company(id),
      (found) => JSON.stringify(found).includes('"phone":"2"'),
      WAIT_MS,
    );
    await eventually(inbox, (held) => held.length === 0, WAIT_MS);
  }, 60_000);

  test('a company that is deleted in HubSpot puts its row away, and its return brings the row back', async () => {
    const id = String((await rows())[1]?.['crm_id']);
    const archivedAt = async () => (await rows())[1]?.['archived_at'];
    await hub('DELETE', `${at}/${id}`);
    await hint(id);
    await eventually(archivedAt, (time) => time !== null, WAIT_MS);
    await restore(id);
    await hint(id);
    await eventually(archivedAt, (time) => time === null, WAIT_MS);
    await eventually(idle, Boolean, WAIT_MS);
    expect(await inbox()).toEqual([]);
    expect(await rows()).toHaveLength(2);
  }, 60_000);
});
