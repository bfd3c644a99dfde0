import type { App } from '../../projects.ts';
import type { AppChange } from '../changes.ts';
import type { Hub } from '../hub.ts';
import { installOf } from '../oauth/installs.ts';

const TABLE = 'webhookUninstalls';
const key = (appId: number, portalId: number): string => `${appId}/${portalId}`;

/** Remembers uninstalls: developers report that webhooks go on for a while after one. */
export function hearInstall(hub: Hub, { kind, appId, portalId }: AppChange): void {
  if (kind === 'installed') hub.tables.remove(TABLE, key(appId, portalId));
  else hub.tables.put(TABLE, key(appId, portalId), { at: hub.clock.now() });
}

/** Are events of this portal sent to the app: is it installed, or has it been until just now? */
export function reaches(hub: Hub, appId: number, portalId: number): boolean {
  if (installOf(hub, appId, portalId)) return true;
  const left = hub.tables.rows<{ at: number }>(TABLE).get(key(appId, portalId));
  return left !== undefined && hub.clock.now() < left.at + hub.settings.webhookAfterUninstallSeconds * 1000;
}

export const appsReached = (hub: Hub, portalId: number): App[] =>
  hub.apps.filter((app) => reaches(hub, app.registration.appId, portalId));
