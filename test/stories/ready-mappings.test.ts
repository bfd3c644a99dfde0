import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createEmulator, type CreatedEmulator, type CreateOptions } from '../../emulator/index.ts';
import { createHubSpotConnector } from '../../server/connectors/hubspot/connector.ts';
import { quickCall } from '../../server/connectors/hubspot/testing/quick-call.ts';
import { createSqlConnector } from '../../server/connectors/sql/connector.ts';
import { parseSqlDefinition } from '../../server/connectors/sql/definition.ts';
import { composeMapping } from '../../server/engine/compose-mapping.ts';
import type { Connector } from '../../server/engine/connector.ts';
import { lintMapping } from '../../server/engine/lint.ts';
import { parseMapping } from '../../server/engine/parse.ts';
import { createSyncService, type RunView, type SyncService } from '../../server/jobs/sync-service.ts';
import type { Db } from '../../server/store/db.ts';
import { noticeBacklogs } from '../../server/store/notices.ts';
import { emptyStore, openTestStore, storeTargets } from '../../server/store/test-store.ts';
import { openOwnDatabase, type OwnDatabase as Erp } from '../../server/connectors/sql/testing/own-database.ts';

const READY = ['customers', 'contacts', 'products', 'orders', 'invoices', 'payments', 'subscriptions'];
const ready = (file: string): string => readFileSync(new URL(`../../server/mappings/${file}`, import.meta.url), 'utf8');

/** Two customers with a row of everything, in the columns that the ready mappings document. */
const ROWS = `
insert into customer values
  ('ALFKI', 'Alfreds Futterkiste', 'alfki.example', '030-0074321', 'Obere Str. 57', 'Berlin', '12209', null, 'DE',
   'EUR', 119.00, 19.00, 5000, '2026-04-30', now() - interval '1 hour'),
  ('ANATR', 'Ana Trujillo', null, null, null, 'Mexico D.F.', null, null, 'MX', 'MXN', 0, 0, null, null, now() - interval '1 hour');
insert into contact values
  ('C1', 'ALFKI', 'Maria', 'Anders', 'Maria.Anders@ALFKI.example', '030-0074321', 'Sales', now() - interval '1 hour');
insert into product values ('P1', 'NW-001', 'Chai', '10 boxes', 18.00, now() - interval '1 hour');
insert into sales_order values
  ('SO-1', '10643', 'ALFKI', 'C1', 'shipped', 'part_paid', '2026-04-30T10:00:00Z', 'EUR', 119.00, 'Alfreds',
   'Obere Str. 57', 'Berlin', null, '12209', 'Germany', now() - interval '1 hour');
insert into sales_order_line values
  ('SO-1-1', 'SO-1', 1, 'NW-001', 'Chai', 5, 20.00, null, 100.00, 'EUR', now() - interval '1 hour'),
  ('SO-1-2', 'SO-1', 2, null, 'Freight', 1, 19.00, 0, 19.00, 'EUR', now() - interval '1 hour');
insert into invoice values
  ('INV-1', 'R-1', 'ALFKI', 'C1', 'SO-1', 'part_paid', '2026-04-30T10:00:00Z', '2026-05-30T10:00:00Z', 'EUR', 119.00,
   19.00, now() - interval '1 hour'),
  ('INV-2', 'R-2', 'ALFKI', 'C1', null, 'draft', '2026-05-01T10:00:00Z', null, 'EUR', 10.00, 10.00, now() - interval '1 hour');
insert into invoice_line values
  ('INV-1-1', 'INV-1', 1, 'NW-001', 'Chai', 5, 20.00, null, 100.00, 'EUR', now() - interval '1 hour'),
  ('INV-1-2', 'INV-1', 2, null, 'Freight', 1, 19.00, null, 19.00, 'EUR', now() - interval '1 hour');
insert into payment values
  ('PAY-1', 'Z-1', 'ALFKI', 'C1', 100.00, 'EUR', '2026-05-10T08:00:00Z', 'bank_transfer', 'succeeded', 'R-1',
   now() - interval '1 hour');
insert into subscription values
  ('SUB-1', 'S-1', 'Maintenance', 'ALFKI', 'C1', 'active', 'monthly', '2026-01-01', null, 49.90, 'EUR',
   now() - interval '1 hour');
`;

/** A database of its own, filled. */
async function openErp(target: string): Promise<Erp> {
  const erp = await openOwnDatabase(target);
  await erp.query(ready('canonical.sql'));
  await erp.query(ROWS);
  return erp;
}

const Found = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      properties: z.record(z.string(), z.string().nullable()),
      associations: z.record(z.string(), z.object({ results: z.array(z.object({ id: z.string() })) })).default({}),
    }),
  ),
});
type Found = z.infer<typeof Found>['results'][number];

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('the ready mappings on %s', (target) => {
  let erp: Erp;
  let db: Db;
  let closeStore: () => Promise<void>;
  let hubspot: CreatedEmulator;
  let right: Connector;
  let sync: SyncService | null = null;
  let portalId = 0;
  const definition = parseSqlDefinition(ready('sql.connection.yaml'), 'sql.connection.yaml');

  beforeAll(async () => {
    erp = await openErp(target);
    ({ db, close: closeStore } = await openTestStore(target));
    right = createSqlConnector({ url: erp.url, definition, fileName: 'sql.connection.yaml' });
  }, 120_000);
  afterAll(async () => {
    await right.close();
    await closeStore();
    await erp.close();
  });
  afterEach(async () => {
    await sync?.stop();
    sync = null;
    await hubspot.close();
  });

  const left = (objects: readonly string[]): Connector => {
    const token = hubspot.portal.accessToken;
    const { call } = quickCall(hubspot.url, { token: () => Promise.resolve(token) });
    return createHubSpotConnector({ call, wait: (ms) => hubspot.clock.advance(ms), now: () => new Date(), objects });
  };

  /** A new account and an empty store, kept in step by these ready mappings. */
  async function start(
    what: readonly string[],
    portal: CreateOptions['portal'] = {},
    changed = (text: string): string => text,
  ): Promise<SyncService> {
    hubspot = await createEmulator({ clock: { mode: 'stepped' }, portal });
    portalId = hubspot.portal.portalId;
    await emptyStore(db);
    const text = changed(composeMapping(what.map((name) => ready(`${name}.yaml`))));
    const mapping = parseMapping(text, 'ready');
    const objects = [...new Set(mapping.pairs.map((pair) => pair.left))];
    const connector = left(objects);
    const systems = {
      left: await connector.describe(objects),
      right: await right.describe(),
      rules: (await connector.rules?.(objects)) ?? [],
    };
    expect(lintMapping(text, systems)).toMatchObject({ problems: [], warnings: [] });
    const note = (details: object, message: string): void => void logged.push(`${message} ${JSON.stringify(details)}`);
    const service = createSyncService({
      db,
      mapping,
      left: async () => connector,
      right,
      rightName: 'erp',
      log: { info: () => {}, warn: note, error: note },
      pollSeconds: 0.2,
      portals: async () => [portalId],
    });
    sync = service;
    await service.start();
    return service;
  }
  const logged: string[] = [];

  async function run(service: SyncService, kind: 'plan' | 'sync'): Promise<RunView> {
    const id = await service.begin(portalId, kind);
    return until(async () => {
      const view = await service.runView(portalId, id);
      return view && view.state !== 'running' ? view : null;
    });
  }

  async function until<T>(look: () => Promise<T | null>): Promise<T> {
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async function all(type: string, properties: string, associations = ''): Promise<Found[]> {
    const query = `limit=100&properties=${properties},ledgerline_erp_id${associations && `&associations=${associations}`}`;
    const response = await fetch(`${hubspot.url}/crm/objects/2026-09/${type}?${query}`, {
      headers: { authorization: `Bearer ${hubspot.portal.accessToken}` },
    });
    const { results } = Found.parse(await response.json());
    return results.filter(({ properties: { ledgerline_erp_id: id } }) => typeof id === 'string');
  }
  const one = async (type: string, id: string, properties: string, associations = ''): Promise<Found> => {
    const found = (await all(type, properties, associations)).find(
      (each) => each.properties['ledgerline_erp_id'] === id,
    );
    if (!found) throw new Error(`HubSpot has no ${type} ${id}.`);
    return found;
  };
  /** Reference of what a record is associated with. */
  const associated = async (record: Found, type: string): Promise<(string | null | undefined)[]> => {
    const ids = new Set(
      Object.entries(record.associations)
        .filter(([name]) => name.replaceAll(' ', '_') === type)
        .flatMap(([, { results }]) => results.map(({ id }) => id)),
    );
    return (await all(type, 'hs_object_id'))
      .filter(({ id }) => ids.has(id))
      .map((each) => each.properties['ledgerline_erp_id']);
  };

  test.each([...READY, 'price-list'])(
    '%s by themselves fit both systems, and are written once',
    async (what) => {
      const service = await start([what]);
      const planned = await run(service, 'plan');
      expect(planned).toMatchObject({ error: null, counts: { setAside: 0, unsure: 0, conflict: 0 } });
      const synced = await run(service, 'sync');
      expect(synced.counts.create).toBe(planned.counts.create);
      expect(synced.counts.create).toBeGreaterThan(0);
      expect(synced.provision).toEqual(planned.provision);
      const { writes } = hubspot.stats();
      const again = await run(service, 'sync');
      expect(again).toMatchObject({ error: null, provision: [], counts: { create: 0, update: 0, associate: 0 } });
      expect(hubspot.stats().writes).toBe(writes);
    },
    60_000,
  );

  test('all of them: every row is a record with its values and its associations', async () => {
    const service = await start(READY);
    expect(await run(service, 'sync')).toMatchObject({ error: null });
    await until(async () => ((await noticeBacklogs(db)).length === 0 ? true : null));
    expect(await service.inbox(portalId)).toEqual([]);

    const company = await one('companies', 'ALFKI', 'name,country,ledgerline_balance,ledgerline_last_order_date');
    expect(company.properties).toMatchObject({
      name: 'Alfreds Futterkiste',
      country: 'Germany',
      ledgerline_balance: '119',
      ledgerline_last_order_date: '2026-04-30',
    });
    const contact = await one('contacts', 'C1', 'email,jobtitle', 'companies');
    expect(contact.properties).toMatchObject({ email: 'maria.anders@alfki.example', jobtitle: 'Sales' });
    expect(await associated(contact, 'companies')).toEqual(['ALFKI']);
    expect((await one('products', 'P1', 'hs_sku,price')).properties).toMatchObject({ hs_sku: 'NW-001', price: '18' });

    const order = await one('orders', 'SO-1', 'hs_order_name,hs_total_price,hs_pipeline_stage', 'line_items,companies');
    expect(order.properties).toMatchObject({
      hs_order_name: 'Order 10643',
      hs_total_price: '119',
      hs_pipeline_stage: 'aa99e8d0-c1d5-4071-b915-d240bbb1aed9',
    });
    expect(new Set(await associated(order, 'line_items'))).toEqual(new Set(['SO-1-1', 'SO-1-2']));
    expect(await associated(order, 'companies')).toEqual(['ALFKI']);

    const invoice = await one(
      'invoices',
      'INV-1',
      'hs_title,hs_invoice_status,hs_amount_billed,ledgerline_total,ledgerline_balance,hs_invoice_billable',
      'line_items,companies,contacts,orders',
    );
    expect(invoice.properties).toMatchObject({
      hs_title: 'Invoice R-1',
      hs_invoice_status: 'open',
      hs_amount_billed: '119',
      ledgerline_total: '119',
      ledgerline_balance: '19',
      hs_invoice_billable: 'false',
    });
    expect(await associated(invoice, 'orders')).toEqual(['SO-1']);
    expect((await one('invoices', 'INV-2', 'hs_invoice_status')).properties['hs_invoice_status']).toBe('draft');

    const payment = await one(
      'commerce_payments',
      'PAY-1',
      'hs_initial_amount,hs_latest_status,ledgerline_invoices',
      'companies',
    );
    expect(payment.properties).toMatchObject({
      hs_initial_amount: '100',
      hs_latest_status: 'succeeded',
      ledgerline_invoices: 'R-1',
    });
    expect(await associated(payment, 'companies')).toEqual(['ALFKI']);
    const subscription = await one(
      'subscriptions',
      'SUB-1',
      'hs_status,ledgerline_amount,hs_recurring_billing_frequency',
      'companies',
    );
    expect(subscription.properties).toMatchObject({
      hs_status: 'active',
      ledgerline_amount: '49.9',
      hs_recurring_billing_frequency: 'monthly',
    });
    expect(await associated(subscription, 'companies')).toEqual(['ALFKI']);

    // The cards have their documents.
    const documents = await db.query<{ kind: string; state: string; total: string }>(
      'select kind, state, total_minor::text as total from document order by kind, id',
    );
    expect(documents.map(({ kind, state, total }) => `${kind} ${state} ${total}`)).toEqual([
      'invoice part_paid 11900',
      'invoice draft 1000',
      'order part_paid 11900',
      'payment paid 10000',
    ]);

    // What goes both ways does, in the spelling of each side.
    await erp.query("update invoice set status = 'paid', balance = 0, updated_at = now() where id = 'INV-1'");
    await until(async () =>
      (await one('invoices', 'INV-1', 'hs_invoice_status')).properties['hs_invoice_status'] === 'paid' ? true : null,
    );
    await fetch(`${hubspot.url}/crm/objects/2026-09/companies/${company.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${hubspot.portal.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { country: 'Austria', phone: '0043 1 234' } }),
    });
    await service.accept(portalId, [{ side: 'left', object: 'companies', id: company.id }]);
    await until(async () => {
      const [row] = await erp.query("select country, phone from customer where id = 'ALFKI'");
      return row?.['country'] === 'AT' && row['phone'] === '0043 1 234' ? true : null;
    });
  }, 60_000);

  test('a property that the account requires holds a record back, in the words of HubSpot', async () => {
    const service = await start(['customers'], { requiredProperties: { companies: { industry: { required: true } } } });
    expect(await run(service, 'sync')).toMatchObject({ error: null, counts: { setAside: 2 } });
    const inbox = await service.inbox(portalId);
    expect(inbox.map(({ kind, recordId }) => `${kind} ${recordId}`).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'set-aside ALFKI',
      'set-aside ANATR',
    ]);
    expect(inbox[0]?.reason).toContain('A value for industry must be provided');
  }, 60_000);

  test('a clash of type ends plan and sync before anything is created or written', async () => {
    const service = await start(['customers'], {}, (text) => text.replaceAll('ledgerline_currency', 'industry'));
    for (const kind of ['plan', 'sync'] as const) {
      const { state, error } = await run(service, kind);
      expect(state).toBe('failed');
      expect(error).toContain(
        'The HubSpot property "industry" of companies is of type enumeration, and the mapping needs',
      );
    }
    expect(hubspot.stats().writes).toBe(0);
  });

  test('the linter asks the account for its rules, and for what stands in the way', async () => {
    const service = await start(['customers']);
    const rule = `${hubspot.url}/crm/property-validations/2026-09/companies/phone/rule-type/MAX_LENGTH`;
    await fetch(rule, {
      method: 'PUT',
      headers: { authorization: `Bearer ${hubspot.portal.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ruleArguments: ['20'] }),
    });
    const text = composeMapping([ready('customers.yaml')]);
    expect(await service.lint(portalId, text)).toMatchObject({
      problems: [],
      warnings: [
        { text: expect.stringContaining('`phone` of companies is held to a rule of the account (MAX_LENGTH 20)') },
      ],
    });
    const clashing = text.replace('name: ledgerline_currency', 'name: industry');
    const { problems } = await service.lint(portalId, clashing.replace('left: ledgerline_currency', 'left: industry'));
    expect(problems).toMatchObject([
      { text: expect.stringContaining('is of type enumeration, and the mapping needs string') },
    ]);
    const line = clashing.split('\n')[(problems[0]?.line ?? 0) - 1];
    expect(line).toBe('    provision:');
  });
});
