import { createHash } from 'node:crypto';
import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import type { AccessTokenRow } from './tokens.ts';

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
  hub.changes.tell({ kind: 'installed', portalId, appId });
}

export const installOf = (hub: Hub, appId: number, portalId: number): InstallRow | undefined =>
  hub.tables.rows<InstallRow>('installs').get(key(appId, portalId));

export const installsIn = (hub: Hub, portalId: number): App[] =>
  hub.apps.filter((app) => installOf(hub, app.registration.appId, portalId) !== undefined);

/** Takes the app's tokens with it; the webhooks hear of it and forget what is still to be delivered. */
export function uninstall(hub: Hub, appId: number, portalId: number): void {
  if (!installOf(hub, appId, portalId)) return;
  removeInstall(hub, appId, portalId);
  for (const [token] of ownRows(hub, 'refreshTokens', appId, portalId)) hub.tables.remove('refreshTokens', token);
}

/** All of an uninstall but the end of the refresh tokens: those of a deleted portal are known, and refused as such. */
export function removeInstall(hub: Hub, appId: number, portalId: number): void {
  hub.tables.remove('installs', key(appId, portalId));
  hub.changes.tell({ kind: 'uninstalled', portalId, appId });
  const revokedAt = hub.clock.now() + hub.settings.uninstallGraceSeconds * 1000;
  for (const [token, row] of ownRows<AccessTokenRow>(hub, 'accessTokens', appId, portalId)) {
    hub.tables.put('accessTokens', token, { ...row, revokedAt });
  }
  for (const [code] of ownRows(hub, 'codes', appId, portalId)) hub.tables.remove('codes', code);
}

const ownRows = <Row extends { appId: number; portalId: number }>(
  hub: Hub,
  table: string,
  appId: number,
  portalId: number,
): [string, Row][] =>
  [...hub.tables.rows<Row>(table)].filter(([, row]) => row.appId === appId && row.portalId === portalId);

/** Looks like one of HubSpot's tokens; the same at every start, because the emulator guards no secret. */
function derivedUuid(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** The token of a portal itself: it has every scope and belongs to no app. */
export const portalToken = (portalId: number): string => `pat-na1-${derivedUuid('portal', portalId)}`;

/** The token that a static app has in one portal, as its page in HubSpot would show it. */
export const staticToken = (app: App, portalId: number): string =>
  `pat-na1-${derivedUuid('static', app.registration.appId, app.registration.clientSecret, portalId)}`;

/** The key of the app's developer account, sent as `?hapikey=` to the app's own settings. */
export const developerKey = (app: App): string =>
  derivedUuid('developer', app.registration.appId, app.registration.clientSecret);
