import { formatValue } from '../format-value.ts';
import { portalHref } from '../hrefs.ts';
import type { Portal, RecordPageDeps } from '../scene.ts';

/** An app as the page of connected apps shows it. */
export interface AppView {
  readonly appId: number;
  readonly name: string;
  readonly auth: 'static' | 'oauth';
  readonly installed: boolean;
  readonly installedAt: string;
  readonly scopes: readonly string[];
  readonly accessToken: string | null;
  readonly installUrl: string | null;
  readonly homeHref: string | null;
  readonly settingsHref: string | null;
  readonly webhooks: { readonly targetUrl: string; readonly subscriptions: readonly string[] } | null;
  readonly cards: readonly { readonly title: string; readonly location: string; readonly objectTypes: string }[];
  readonly workflowActions: readonly string[];
}

/** Installed ones first. */
export function appsView(deps: RecordPageDeps, portal: Portal): AppView[] {
  const href = (path: string) => portalHref(deps.crm, portal.portalId, path);
  return deps
    .apps()
    .map((app) => {
      const { appId } = app.registration;
      const { installedAt, scopes, accessToken, installUrl } = deps.development.install(appId, portal.portalId);
      return {
        appId,
        name: app.name,
        auth: app.auth,
        installed: installedAt !== null,
        installedAt:
          installedAt === null
            ? ''
            : formatValue({ type: 'datetime', fieldType: 'date', options: [] }, String(installedAt), portal.timezone),
        scopes,
        accessToken,
        installUrl,
        homeHref: app.pages && installedAt !== null ? href(`/apps/${appId}`) : null,
        settingsHref: app.settings && installedAt !== null ? href(`/apps/${appId}/settings`) : null,
        webhooks: app.webhooks && {
          targetUrl: app.webhooks.targetUrl,
          subscriptions: app.webhooks.subscriptions
            .filter(({ active }) => active)
            .map((one) => [one.objectType, one.subscriptionType, one.propertyName].filter(Boolean).join(' ')),
        },
        cards: app.cards.map(({ title, location, objectTypes }) => ({
          title,
          location,
          objectTypes: objectTypes.join(', '),
        })),
        workflowActions: app.workflowActions.map(({ name }) => name),
      };
    })
    .toSorted((one, next) => Number(next.installed) - Number(one.installed));
}
