import { z } from 'zod';
import { notFound } from '../http/errors.ts';
import type { Hub, PortalRow } from '../hub.ts';
import { setRequiredProperties } from '../objects/account-rules.ts';
import {
  developerKey,
  installOf,
  installsIn,
  portalToken,
  removeInstall,
  staticToken,
  uninstall,
} from '../oauth/installs.ts';
import { SeedPortal } from '../seed.ts';

/** What a subscription of the portal changes; the limits obey at once. */
export const PortalChange = SeedPortal.pick({
  name: true,
  timezone: true,
  currency: true,
  tier: true,
  apiLimitIncreases: true,
  requiredProperties: true,
}).partial();

/** The portals with their tokens; static apps with theirs, as HubSpot's app page would show them. */
export const portalViews = (hub: Hub): PortalView[] =>
  [...hub.tables.rows<PortalRow>('portals').values()].map((row) => ({
    ...row,
    accessToken: portalToken(row.portalId),
    apps: installsIn(hub, row.portalId).map((app) => ({
      appId: app.registration.appId,
      name: app.name,
      auth: app.auth,
      scopes: installOf(hub, app.registration.appId, row.portalId)?.scopes ?? [],
      developerKey: developerKey(app),
      ...(app.auth === 'static' ? { accessToken: staticToken(app, row.portalId) } : {}),
    })),
  }));

export interface PortalView extends PortalRow {
  readonly accessToken: string;
  readonly apps: readonly {
    readonly appId: number;
    readonly name: string;
    readonly auth: 'static' | 'oauth';
    readonly scopes: readonly string[];
    readonly developerKey: string;
    readonly accessToken?: string;
  }[];
}

/** Every registered app, installed or not, as the page of a developer account shows it. */
export const appViews = (hub: Hub): object[] =>
  hub.apps.map((app) => ({
    appId: app.registration.appId,
    name: app.name,
    auth: app.auth,
    clientId: app.registration.clientId,
    developerKey: developerKey(app),
    scopes: app.scopes,
    optionalScopes: app.optionalScopes,
    redirectUrls: app.redirectUrls,
    installedIn: [...hub.tables.rows<PortalRow>('portals').values()]
      .map(({ portalId }) => portalId)
      .filter((portalId) => installOf(hub, app.registration.appId, portalId)),
  }));

export function changePortal(
  hub: Hub,
  portalId: string,
  { requiredProperties, ...change }: z.infer<typeof PortalChange>,
): void {
  hub.tables.put('portals', portalId, { ...portalOf(hub, portalId), ...change });
  setRequiredProperties(hub, Number(portalId), requiredProperties ?? {});
}

/** As when HubSpot deletes an account: what it held is gone, and a refresh token answers `BAD_HUB`. */
export function deletePortal(hub: Hub, key: string): void {
  const { portalId } = portalOf(hub, key);
  for (const app of installsIn(hub, portalId)) removeInstall(hub, app.registration.appId, portalId);
  for (const table of hub.tables.names().filter((name) => name.split('/').slice(1).includes(key))) {
    // Newest first: an index that keeps records in order of their ids removes the last one fastest.
    for (const id of [...hub.tables.rows(table).keys()].toReversed()) hub.tables.remove(table, id);
  }
  hub.tables.remove('portals', key);
}

/** As when an administrator of the account disconnects the app: nothing tells the app but its next call. */
export function uninstallApp(hub: Hub, key: string, appId: number): void {
  const { portalId } = portalOf(hub, key);
  if (!installOf(hub, appId, portalId)) throw notFound(`App ${appId} is not installed in portal ${portalId}.`);
  uninstall(hub, appId, portalId);
}

function portalOf(hub: Hub, key: string): PortalRow {
  const row = hub.tables.rows<PortalRow>('portals').get(key);
  if (!row) throw notFound(`There is no portal ${key}; GET /_emulator/portals lists them.`);
  return row;
}
