import { Router } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { inboundByPortal } from '../connectors/hubspot/notices.ts';
import { objectName } from '../connectors/hubspot/object-types.ts';
import { adminRouter } from '../http/admin/router.ts';
import { cardRouter } from '../http/cards.ts';
import { healthRouter } from '../http/health.ts';
import { actionRouter } from '../http/actions.ts';
import { installService } from '../http/install-service.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Readiness } from '../http/readiness.ts';
import { watchBudgets } from '../http/budget-metrics.ts';
import { watchReconciles } from '../http/reconcile-metrics.ts';
import type { RateLimits } from '../http/refusals.ts';
import { watchStore } from '../http/store-metrics.ts';
import { oauthRouter } from '../http/oauth.ts';
import { webhookRouter } from '../http/webhooks.ts';
import { workflowRouter } from '../http/workflows.ts';
import type { Farewell } from '../jobs/farewell.ts';
import type { Secret } from '../secret.ts';
import type { SyncService } from '../jobs/sync-service.ts';
import type { Db } from '../store/db.ts';
import { beginDeed, deeds, endDeed } from '../store/audit.ts';
import { figures } from '../store/figures.ts';
import { budgetViews } from '../store/budget-view.ts';
import { getInstall } from '../store/installs.ts';
import { latestReconciles } from '../store/reconcile-report.ts';
import { adminToken } from './data-folder.ts';
import { cardActions } from './actions.ts';
import type { Workflow } from './workflow.ts';
import type { createInbound } from './inbound.ts';
import { appScopes } from './read-files.ts';
import type { Access } from './tokens.ts';

export interface RouterParts {
  readonly config: Config;
  readonly db: Db;
  readonly access: Access;
  readonly sync: SyncService;
  readonly farewell: Pick<Farewell, 'erase'>;
  /** Takes what HubSpot tells of an account. */
  readonly inbound: ReturnType<typeof createInbound>;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly limits: RateLimits;
  readonly workflow: Workflow;
  readonly log: Logger;
}

/** What the process answers to: its health, and the doors unless it is a worker alone. */
export function buildRouters(parts: RouterParts): Router[] {
  const { config, db, metrics, readiness } = parts;
  watchReconciles(metrics, () => latestReconciles(db));
  watchBudgets(metrics, () => budgetViews(db, { lately: true }));
  watchStore(metrics.registry, () => figures(db));
  const token = config.adminToken ?? adminToken(config.dataDir);
  const metricsTokens = [token, config.metricsToken].filter((one) => one !== null);
  const health = healthRouter({ store: db.kind, metrics, readiness, metricsTokens });
  return config.role === 'worker' ? [health] : [health, ...doors(parts, token)];
}

/** Every door of the server, each with the parts it needs and no more. */
function doors(
  { config, db, access, sync, farewell, inbound, metrics, limits, workflow, log }: RouterParts,
  token: Secret,
): Router[] {
  const { publicBaseUrl, hubspot, functionSecret } = config;
  const secrets = [hubspot.clientSecret, hubspot.clientSecretPrevious].filter((secret) => secret !== null);
  const isActive = async (portalId: number) => (await getInstall(db, portalId))?.state === 'active';
  const now = () => Date.now();
  const signed = { publicBaseUrl, secrets, isActive, metrics, limits, log, now };
  const { cards, looks } = workflow;
  return [
    webhookRouter({ ...signed, inbound: inboundByPortal, accept: inbound }),
    cardRouter({ ...signed, ...cards, functionSecret }),
    actionRouter({
      ...signed,
      db,
      functionSecret,
      permissions: config.permissions,
      answerWithinMs: 10_000,
      actions: cardActions({ ...looks, objectName }),
    }),
    workflowRouter({
      ...signed,
      permissions: config.permissions,
      answerWithinMs: 10_000,
      actions: workflow.actions,
      callbacks: workflow.callbacks,
    }),
    ...installRouter(config, db, access, log),
    Router().use(
      '/admin',
      adminRouter({
        sync,
        installs: {
          ...installService({ db, apiUrl: hubspot.apiUrl, goneDays: config.goneDays, ...access }),
          erase: farewell.erase,
        },
        audit: {
          begin: (deed) => beginDeed(db, deed),
          end: (portalId, id, status) => endDeed(db, portalId, id, status),
          list: (page) => deeds(db, page),
        },
        token,
        log,
        limits,
      }),
    ),
  ];
}

/** The private edition is installed by its static token, so it has no install pages. */
function installRouter(config: Config, db: Db, { oauth, tokens, keyring }: Access, log: Logger): Router[] {
  const { clientId, authorizeUrl } = config.hubspot;
  if (oauth === null || clientId === null) return [];
  const { oauthRedirectUrl: redirectUrl, hubspot } = config;
  const { accounts } = hubspot;
  const { required: scopes, optional: optionalScopes } = appScopes();
  const app = { authorizeUrl, clientId, redirectUrl, scopes, optionalScopes };
  return [oauthRouter({ db, ...app, accounts, client: oauth, tokens, keyring, log })];
}
