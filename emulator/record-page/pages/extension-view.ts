import { installedApp, type Portal, type RecordPageDeps } from '../scene.ts';
import type { ExtensionView } from './boot.ts';

/** `/apps/{appId}/settings` is the settings page; every other address below `/apps/{appId}` is the app's own page. */
export function extensionView(
  deps: RecordPageDeps,
  portal: Portal,
  appId: number,
  address: string,
): ExtensionView | string {
  const app = installedApp(deps, portal.portalId, appId);
  if (!app) return 'This app is not installed in the account.';
  const baseHref = `/apps/${appId}`;
  const path = address.slice(baseHref.length) || '/';
  const location = path === '/settings' ? 'settings' : 'pages';
  const extension = location === 'settings' ? app.settings : app.pages;
  if (!extension) return `${app.name} has no ${location === 'settings' ? 'settings page' : 'pages'} in its project.`;
  return {
    portalId: portal.portalId,
    timezone: portal.timezone,
    appId,
    appName: app.name,
    uid: extension.uid,
    location,
    variables: app.variables,
    baseHref,
    path,
  };
}
