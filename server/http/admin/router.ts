import { Router, json } from 'express';
import type { Secret } from '../../secret.ts';
import { answerError } from '../error-answer.ts';
import type { RateLimits } from '../refusals.ts';
import { auditRouter, keepsAudit, type AuditTrail } from './audit.ts';
import { bearer } from './bearer.ts';
import { failure } from './failure.ts';
import type { AdminLog } from './failure.ts';
import { inboxRouter } from './inbox.ts';
import type { InboxSync } from './inbox.ts';
import { installsRouter } from './installs.ts';
import type { InstallsAdmin } from './installs.ts';
import { ledgerRouter } from './ledger.ts';
import type { LedgerSync } from './ledger.ts';
import { linksRouter } from './links.ts';
import type { LinksSync } from './links.ts';
import { mappingRouter } from './mapping.ts';
import type { MappingSync } from './mapping.ts';
import { reconcileRouter } from './reconcile.ts';
import type { ReconcileSync } from './reconcile.ts';
import { runsRouter } from './runs.ts';
import type { RunsSync } from './runs.ts';

export interface AdminDeps {
  readonly sync: RunsSync & LinksSync & InboxSync & LedgerSync & MappingSync & ReconcileSync;
  readonly installs: InstallsAdmin;
  readonly audit: AuditTrail;
  readonly token: Secret;
  readonly log: AdminLog;
  readonly limits?: Pick<RateLimits, 'refused'>;
}

/**
 * What the operator's command line and the demo talk to, a router an area. Every answer is JSON, and only for who has the
 * admin token; what is asked for stands in the query, or in a JSON body where it is more than a few words.
 */
export function adminRouter({ sync, installs, audit, token, log, limits }: AdminDeps): Router {
  const router = Router();
  router.use(bearer(token, log, limits), json({ limit: '10mb' }), keepsAudit(audit, log));
  router.use(auditRouter(audit));
  router.use(runsRouter(sync));
  router.use(linksRouter(sync));
  router.use(inboxRouter(sync));
  router.use(ledgerRouter(sync));
  router.use(mappingRouter(sync));
  router.use(reconcileRouter(sync));
  router.use(installsRouter(installs));
  router.use((_request, response) => answerError(response, 404, 'no_such_path', 'The admin API has no such path.'));
  router.use(failure(log));
  return router;
}
