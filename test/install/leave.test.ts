import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { portalToken } from '../../emulator/api/oauth/installs.ts';
import { PORTAL } from '../../emulator/testing/project.ts';
import type { Mapping } from '../../server/engine/mapping.ts';
import { installService, type InstallService } from '../../server/http/install-service.ts';
import { createFarewell, type Farewell } from '../../server/jobs/farewell.ts';
import { getInstall } from '../../server/store/installs.ts';
import { portalTables } from '../../server/store/purge.ts';
import { emptyStore, storeTargets } from '../../server/store/test-store.ts';
import { type Edge, startEdge } from './edge.ts';

const OTHER = 87_654_321;
const EMAIL = 'ada@acorn.example';
const log = { info: () => {}, warn: () => {}, error: () => {} };
/** Only names of pairs and of their left objects are looked at. */
const mapping = {
  pairs: [
    { name: 'person', left: 'contacts', right: 'person' },
    { name: 'customer', left: 'companies', right: 'customer' },
  ],
} as unknown as Mapping;

/** What a sync leaves behind of one contact, in every table that may hold something of her. */
async function remember({ db }: Edge, portalId: number, leftId: string): Promise<void> {
  const value = JSON.stringify(EMAIL);
  await db.script(
    `insert into link (portal_id, pair, left_id, right_id, state, base)
       values (${portalId}, 'person', '${leftId}', 'P-${leftId}', 'linked', '{"email": ${value}}'),
         (${portalId}, 'customer', '900', 'C-1', 'linked', '{"name": "Acorn"}');
     insert into match_key (portal_id, pair, key_no, value, record_id, side)
       values (${portalId}, 'person', 0, '${EMAIL}', '${leftId}', 'left'), (${portalId}, 'person', 0, '${EMAIL}', 'P-${leftId}', 'right');
     insert into ledger (portal_id, run_id, pair, side, object, record_id, field, before_value, after_value, reason, actor)
       select ${portalId}, gen_random_uuid(), 'person', side, object, id, 'email', null, '${value}', 'create', 'sync'
       from (values ('left', 'contacts', '${leftId}'), ('right', 'person', 'P-${leftId}')) as r(side, object, id);
     insert into inbox (portal_id, kind, pair, side, record_id, reason, fix, detail)
       values (${portalId}, 'conflict', 'person', 'right', 'P-${leftId}', '${EMAIL} differs', 'choose', '{}'),
         (${portalId}, 'unsure', 'person', 'right', 'P-77', 'several match', 'link', '{"candidates": ["${leftId}"], "email": ${value}}');
     insert into account (portal_id, connection, id, number, name) values (${portalId}, 'erp', 'P-${leftId}', '1', '${EMAIL}');
     insert into document (portal_id, connection, kind, id, account_id, number, state, issued_on, currency, total_minor, data)
       values (${portalId}, 'erp', 'invoice', 'I-${leftId}', 'P-${leftId}', '1', 'open', '2026-01-01', 'EUR', 100, '{"to": ${value}}'),
         (${portalId}, 'erp', 'invoice', 'I-9', 'C-1', '9', 'open', '2026-01-01', 'EUR', 100, '{}');
     insert into notice (portal_id, side, object, record_id) values (${portalId}, 'left', 'contacts', '${leftId}')`,
  );
}

const keptOf = async ({ db }: Edge, portalId: number): Promise<string> => {
  const rows: unknown[] = [];
  for (const table of await portalTables(db)) {
    rows.push(...(await db.script(`select '${table}' as of, t::text from ${table} t where portal_id = ${portalId}`)));
  }
  return JSON.stringify(rows);
};

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('taking leave, with the store on %s', (target) => {
  let edge: Edge;
  let installs: InstallService;
  let farewell: Farewell;
  beforeAll(async () => {
    edge = await startEdge({ target });
    const { db, keyring, tokens, client: oauth, hubspot } = edge;
    installs = installService({ db, keyring, keyFile: null, apiUrl: hubspot.url, oauth, tokens, goneDays: 30 });
    farewell = createFarewell({ db, mapping, goneDays: 30, log });
  }, 60_000);
  afterAll(() => edge.close());
  beforeEach(async () => {
    await emptyStore(edge.db);
    await edge.browser.install();
  });
  const endedDaysAgo = (days: number) =>
    edge.db.query('update install set ended_at = now() - make_interval(days => $1::int)', [days]);

  test('uninstall removes the app in HubSpot; what is kept goes after its time, of this account only', async () => {
    await remember(edge, PORTAL, '151');
    await remember(edge, OTHER, '151');
    expect(await installs.uninstall(PORTAL)).toEqual({ portalId: PORTAL, inHubSpot: true, keptDays: 30 });
    const { body } = await edge.hubspot.send('GET', '/_emulator/portals');
    expect((body as { apps: unknown[] }[])[0]?.apps).toEqual([]);
    expect(await getInstall(edge.db, PORTAL)).toMatchObject({ state: 'uninstalled', endedReason: 'uninstalled' });
    await expect(installs.uninstall(PORTAL)).rejects.toThrow('is not installed in account');
    await endedDaysAgo(29);
    await farewell.sweep();
    expect(await keptOf(edge, PORTAL)).toContain(EMAIL);
    await endedDaysAgo(31);
    await farewell.sweep();
    expect(await keptOf(edge, PORTAL)).toBe('[]');
    expect(await keptOf(edge, OTHER)).toContain(EMAIL);
  });

  test('an account that was removed in HubSpot is uninstalled here without a complaint', async () => {
    const { body } = await edge.hubspot.send('GET', '/_emulator/apps');
    await edge.hubspot.send('DELETE', `/_emulator/portals/${PORTAL}/apps/${(body as { appId: number }[])[0]?.appId}`);
    await edge.later(31 * 60_000);
    await installs.uninstall(PORTAL);
    expect((await getInstall(edge.db, PORTAL))?.state).toBe('revoked');
    const [listed] = await installs.list();
    expect(listed).toMatchObject({ portalId: PORTAL, endedReason: 'withdrawn' });
    expect(listed).not.toHaveProperty('tokens');
  });

  test('purge does it at once, and never to an account in use', async () => {
    await remember(edge, PORTAL, '151');
    await expect(installs.purge(PORTAL)).rejects.toThrow('uninstall" first');
    await installs.uninstall(PORTAL);
    await installs.purge(PORTAL);
    expect(await keptOf(edge, PORTAL)).toBe('[]');
    await expect(installs.purge(PORTAL)).rejects.toThrow('Nothing is kept');
  });

  test('one that was installed again keeps everything', async () => {
    await remember(edge, PORTAL, '151');
    await installs.uninstall(PORTAL);
    await endedDaysAgo(31);
    await edge.browser.install();
    await farewell.sweep();
    expect(await keptOf(edge, PORTAL)).toContain(EMAIL);
  });

  test('a private app is connected by its token, which a restart does not bring back once it was uninstalled', async () => {
    const token = portalToken(PORTAL);
    await expect(installs.connect('pat-unknown-token')).rejects.toThrow('does not take this access token');
    expect(await installs.connect(token)).toEqual({ portalId: PORTAL });
    expect(await getInstall(edge.db, PORTAL)).toMatchObject({ state: 'active', edition: 'private' });
    expect(await installs.uninstall(PORTAL)).toMatchObject({ inHubSpot: false });
    await edge.tokens.saveStatic(PORTAL, token);
    expect((await getInstall(edge.db, PORTAL))?.state).toBe('uninstalled');
    await installs.connect(token);
    expect(await edge.tokens.accessToken(PORTAL)).toBe(token);
  });

  test('a person who is to be forgotten is in no table any more, and is not created again', async () => {
    await remember(edge, PORTAL, '151');
    await remember(edge, OTHER, '151');
    await farewell.erase(PORTAL, [{ object: 'contacts', id: '151' }]);
    await farewell.erase(PORTAL, [{ object: 'contacts', id: '151' }]);
    await farewell.sweep();
    const kept = await keptOf(edge, PORTAL);
    expect(kept).not.toContain(EMAIL);
    expect(kept).toContain('Acorn');
    expect(kept).toContain('I-9');
    expect(
      await edge.db.query('select pair, left_id, right_id from separated where portal_id = $1::bigint', [PORTAL]),
    ).toEqual([{ pair: 'person', left_id: '', right_id: 'P-151' }]);
    expect(await edge.db.query('select record_id, erased_at is not null as done from erasure')).toEqual([
      { record_id: '151', done: true },
    ]);
    expect(await keptOf(edge, OTHER)).toContain(EMAIL);
  });
});
