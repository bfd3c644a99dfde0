import type { Deliveries } from '../deliveries.ts';
import type { Development } from '../development.ts';
import type { App } from '../projects.ts';
import type { Hub } from './hub.ts';
import { install, installOf, staticToken, uninstall } from './oauth/installs.ts';

/** Installs, deliveries and requests for the developer's pages of the CRM. */
export function createDevelopment(hub: Hub, deliveries: Deliveries): Development {
  const appOf = (appId: number): App => {
    const app = hub.apps.find((one) => one.registration.appId === appId);
    if (!app) throw new Error(`There is no app ${appId}.`);
    return app;
  };
  return {
    deliveries,
    requests: () => hub.requests.all().map((request) => ({ ...request, ...hub.requests.detailOf(request) })),
    install(appId, portalId) {
      const app = appOf(appId);
      const row = installOf(hub, appId, portalId);
      return {
        installedAt: row?.installedAt ?? null,
        scopes: row?.scopes ?? app.scopes,
        accessToken: row && app.auth === 'static' ? staticToken(app, portalId) : null,
        installUrl: app.auth === 'oauth' ? consentUrl(app) : null,
      };
    },
    installStatic(appId, portalId) {
      const app = appOf(appId);
      if (app.auth !== 'static') throw new Error(`${app.name} is installed through its OAuth consent page.`);
      if (!installOf(hub, appId, portalId)) install(hub, app, portalId, app.scopes);
    },
    uninstall: (appId, portalId) => uninstall(hub, appId, portalId),
  };
}

function consentUrl({ registration, redirectUrls, scopes }: App): string {
  const query = { client_id: registration.clientId, redirect_uri: redirectUrls[0] ?? '', scope: scopes.join(' ') };
  return `/oauth/authorize?${new URLSearchParams(query)}`;
}
