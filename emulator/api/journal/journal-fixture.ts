import { PORTAL, writeProject } from '../../testing/project.ts';
import { startWithHub } from '../../start.ts';
import type { Change } from '../changes.ts';
import { install } from '../oauth/installs.ts';
import type { Settings } from '../settings.ts';

export const START = Date.UTC(2026, 10, 23, 12);
export const OTHER_PORTAL = 99;

export interface Reply {
  readonly status: number;
  // Tests look into answers of every shape; the assertions are what checks them.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

/** An emulator whose clock stands still, with an app that is installed in two portals and holds a token of its own. */
export async function startJournal(limits: Partial<Settings> = {}, scope = '') {
  const registration = await writeProject();
  const clock = { mode: 'stepped', now: START } as const;
  // The journal is kept for days, and the app's token is not what these tests are about.
  const settings = { accessTokenSeconds: 30 * 86_400, ...limits };
  const emulator = await startWithHub({ port: 0, dataDir: null, apps: [registration], limits: settings, clock });
  const { hub, url } = emulator;
  const [app] = hub.apps;
  if (!app) throw new Error('no app');
  const other = { portalId: OTHER_PORTAL, name: 'Other', timezone: 'UTC', currency: 'EUR' };
  hub.tables.put('portals', String(OTHER_PORTAL), other);
  for (const portalId of [PORTAL, OTHER_PORTAL]) install(hub, app, portalId, app.scopes);
  const form = { grant_type: 'client_credentials', client_id: 'client-77', client_secret: 'fixture-secret', scope };
  const granted = await fetch(`${url}/oauth/2026-09/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token: token } = (await granted.json()) as { access_token: string };

  const send = async (method: string, path: string, body?: object): Promise<Reply> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  };
  const advance = (advanceMs: number): Promise<Reply> => send('POST', '/_emulator/clock', { advanceMs });
  const subscribe = (body: object): Promise<Reply> => send('POST', '/webhooks-journal/subscriptions/2026-03', body);
  const read = (path: string): Promise<Reply> => send('GET', `/webhooks-journal/${path}`);
  /** The events of the entry that a path answers. */
  const eventsAt = async (path: string): Promise<Reply['body']> => {
    const { body } = await read(path);
    if (body === null) return null;
    const file: Reply['body'] = await (await fetch(body.url)).json();
    return file.journalEvents;
  };
  const tell = (...changes: readonly Change[]): void => {
    for (const change of changes) hub.changes.tell(change);
  };
  return { hub, url, app, send, advance, subscribe, read, eventsAt, tell, close: () => emulator.close() };
}

export type Journal = Awaited<ReturnType<typeof startJournal>>;
