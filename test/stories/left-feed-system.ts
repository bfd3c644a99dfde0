import { startWithHub } from '../../emulator/start.ts';
import { install, portalToken } from '../../emulator/api/oauth/installs.ts';
import type { Settings } from '../../emulator/api/settings.ts';
import { PORTAL, writeProject } from '../../emulator/testing/project.ts';
import { UNCOUNTED } from '../../server/connectors/hubspot/budget/budget.ts';
import { createHubSpotConnector } from '../../server/connectors/hubspot/connector.ts';
import { createCall } from '../../server/connectors/hubspot/call.ts';
import { createTransport } from '../../server/connectors/hubspot/transport.ts';
import type { Inbound } from '../../server/engine/inbound.ts';
import { Mapping } from '../../server/engine/mapping.ts';
import type { RecordRef } from '../../server/engine/record.ts';
import { createOAuthClient } from '../../server/http/oauth-client.ts';
import { createLeftFeed } from '../../server/jobs/left/left-feed.ts';
import { noticesOf } from '../../server/jobs/left/told.ts';
import { Secret } from '../../server/secret.ts';
import type { Db } from '../../server/store/db.ts';
import { portalStore } from '../../server/store/portal-store.ts';
import { createJournalFeed } from '../../server/wiring/journal.ts';

export const OTHER_PORTAL = 99;
export const PORTALS = [PORTAL, OTHER_PORTAL];

const pair = (left: string, right: string, fields: readonly string[], more: object = {}) => ({
  name: right,
  left,
  right,
  reference: 'erp_id',
  fields: fields.map((name) => ({ left: name, right: name })),
  ...more,
});
export const mappingOf = (companyFields: readonly string[]): Mapping =>
  Mapping.parse({
    version: 1,
    left: 'hubspot',
    right: 'sql',
    pairs: [
      pair('companies', 'customer', companyFields),
      pair('contacts', 'person', ['firstname'], { associations: [{ to: 'customer', right: 'customer_id' }] }),
    ],
  });

interface Options {
  readonly settings?: Partial<Settings>;
  readonly hasJournal?: boolean;
  readonly clientSecret?: string;
}

/** The emulator with a clock that stands still, the store, and the feed of the left side between them. */
export async function startLeftFeed(
  db: Db,
  { settings = {}, hasJournal = true, clientSecret = 'fixture-secret' }: Options = {},
) {
  const registration = await writeProject();
  const emulator = await startWithHub({
    port: 0,
    dataDir: null,
    apps: [registration],
    limits: { accessTokenSeconds: 30 * 86_400, searchLagMs: 0, propertyLagMs: 0, ...settings },
    clock: { mode: 'stepped', now: Date.now() },
  });
  const { hub, url } = emulator;
  const [app] = hub.apps;
  if (!app) throw new Error('no app');
  hub.tables.put('portals', String(OTHER_PORTAL), {
    portalId: OTHER_PORTAL,
    name: 'Other',
    timezone: 'UTC',
    currency: 'EUR',
  });
  for (const portalId of PORTALS) install(hub, app, portalId, app.scopes);

  const now = () => hub.clock.now();
  const said: string[] = [];
  const write = (_details: object, message: string): void => void said.push(message);
  const log = { info: write, warn: write, error: write };
  const erased: RecordRef[] = [];
  const uninstalled: number[] = [];
  const redirectUrl = 'http://localhost:3999/oauth/callback';
  const oauth = createOAuthClient({
    apiUrl: url,
    clientId: 'client-77',
    clientSecret: new Secret(clientSecret),
    redirectUrl,
  });
  const connector = createHubSpotConnector({
    call: createCall({
      transport: createTransport(url),
      budget: UNCOUNTED,
      token: () => Promise.resolve(portalToken(PORTAL)),
      wait: () => Promise.resolve(),
      random: () => 0,
    }),
    wait: () => Promise.resolve(),
    now: () => new Date(now()),
  });
  /** The properties that say of which record of the ERP one is the counterpart. */
  const sendReferences = async (): Promise<void> => {
    const reference = { kind: 'field', name: 'erp_id', label: 'ERP id', type: 'string', unique: true } as const;
    const needs = ['companies', 'contacts'].map((object) => ({ ...reference, object }));
    await connector.provision?.((await connector.missing?.(needs)) ?? []);
  };
  const accept = (portalId: number, notices: Inbound['notices']) => portalStore(db, portalId).acceptNotices(notices);
  const live = new AbortController().signal;
  const portals = { active: PORTALS };

  /** A server's feed; a second one is the server after a restart. */
  const begin = (mapping = mappingOf(['name', 'phone'])) => {
    const scopes = app.scopes;
    const feed = createLeftFeed({
      db,
      mapping,
      journal: hasJournal
        ? createJournalFeed({ apiUrl: url, transport: createTransport(url), oauth, scopes, mapping, log, now })
        : null,
      left: () => Promise.resolve(connector),
      portals: () => Promise.resolve(portals.active),
      async receive(portalId, inbound) {
        await accept(portalId, inbound.notices);
        const echoes = { store: portalStore(db, portalId), mapping, left: connector };
        await accept(portalId, await noticesOf(echoes, inbound.told ?? []));
        erased.push(...inbound.erased);
        if (inbound.uninstalled) uninstalled.push(portalId);
      },
      sync: { begin: async (portalId, kind) => (await portalStore(db, portalId).startRun(kind)).id },
      log,
      now,
    });
    return { readJournal: () => feed.readJournal(live), sweep: () => feed.sweep(live) };
  };
  // Tests look into answers of every shape; the assertions are what checks them.
  // oxlint-disable-next-line typescript/no-explicit-any
  const send = async (method: string, path: string, body?: object, token = portalToken(PORTAL)): Promise<any> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    hub,
    begin,
    send,
    said,
    erased,
    uninstalled,
    portals,
    advance: (advanceMs: number) => send('POST', '/_emulator/clock', { advanceMs }),
    createRecord: async (object: string, properties: object): Promise<string> =>
      (await send('POST', `/crm/objects/2026-09/${object}`, { properties })).id,
    sendReferences,
    /** A first sync that ended well. */
    async synced(portalId = PORTAL) {
      await sendReferences();
      const store = portalStore(db, portalId);
      const { id } = await store.startRun('sync');
      await store.endRun(id, null);
    },
    /** What waits for a look, `object id`, and how often each was hinted at; they are taken away. */
    async taken(portalId = PORTAL): Promise<Record<string, number>> {
      const store = portalStore(db, portalId);
      const notices = await store.dueNotices(1000);
      await store.finishNotices(notices);
      return Object.fromEntries(notices.map(({ object, id, version }) => [`${object} ${id}`, version]));
    },
    accept,
    close: () => emulator.close(),
  };
}

export type LeftFeedSystem = Awaited<ReturnType<typeof startLeftFeed>>;
