import { createHash } from 'node:crypto';
import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';

/** Row of the table `installs`, keyed `{appId}/{portalId}`. */
export interface InstallRow {
  readonly appId: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
  readonly installedAt: number;
}

const key = (appId: number, portalId: number): string => `${appId}/${portalId}`;

export function install(hub: Hub, app: App, portalId: number, scopes: readonly string[]): void {
  const { appId } = app.registration;
  const row: InstallRow = { appId, portalId, scopes, installedAt: hub.clock.now() };
  hub.tables.put('installs', key(appId, portalId), row);
}

export const installOf = (hub: Hub, appId: number, portalId: number): InstallRow | undefined =>
  hub.tables.rows<InstallRow>('installs').get(key(appId, portalId));

export const installsIn = (hub: Hub, portalId: number): App[] =>
  hub.apps.filter((app) => installOf(hub, app.registration.appId, portalId) !== undefined);

/** Takes the app's tokens and the events still to be delivered with it. */
export function uninstall(hub: Hub, appId: number, portalId: number): void {
  hub.tables.remove('installs', key(appId, portalId));
  for (const table of ['accessTokens', 'refreshTokens', 'codes', 'deliveries']) {
    const rows = hub.tables.rows<{ appId: number; portalId: number }>(table);
    for (const [id, row] of rows) {
      if (row.appId === appId && row.portalId === portalId) hub.tables.remove(table, id);
    }
  }
}

/** Looks like one of HubSpot's tokens; the same at every start, because the emulator guards no secret. */
function readableToken(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return `pat-na1-${uuid.join('-')}`;
}

/** The token of a portal itself: it has every scope and belongs to no app. */
export const portalToken = (portalId: number): string => readableToken('portal', portalId);

/** The token that a static app has in one portal, as its page in HubSpot would show it. */
export const staticToken = (app: App, portalId: number): string =>
  readableToken('static', app.registration.appId, app.registration.clientSecret, portalId);
