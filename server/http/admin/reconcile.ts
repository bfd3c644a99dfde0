import { Router } from 'express';
import { z } from 'zod';
import type { SyncService } from '../../jobs/sync-service.ts';
import { answerError } from '../error-answer.ts';
import { asked, BadRequest, portalOf } from './bad-request.ts';

export type ReconcileSync = Pick<
  SyncService,
  'reconcile' | 'repair' | 'reconcileReport' | 'reconcileReports' | 'reconcileDrift' | 'reconcileSums'
>;

const Wanted = z.object({ pair: z.union([z.string(), z.array(z.string())]).default([]) });
const flag = z.enum(['true', 'false']).default('false');
const Page = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  repairable: flag,
  differing: flag,
});
const RUN_ID = /^[0-9a-f-]{36}$/i;

function runOf(text: string): string {
  if (RUN_ID.test(text)) return text;
  throw new BadRequest('A run id is a UUID; GET reconcile lists those that are kept, and "last" is the latest.');
}

/** Whether both sides are equal: it is asked, told and repaired. */
export function reconcileRouter(sync: ReconcileSync): Router {
  const router = Router();
  const path = '/portals/:portalId/reconcile';
  router.post(path, async (request, response) => {
    const { pair } = asked(Wanted, request.query, 'Say which pairs: ?pair=invoice&pair=payment, or none for all.');
    const runId = await sync.reconcile(portalOf(request.params.portalId), [pair].flat());
    response.status(202).json({ runId });
  });
  router.get(path, async (request, response) => {
    response.json({ reports: await sync.reconcileReports(portalOf(request.params.portalId)) });
  });
  router.get(`${path}/:runId`, async (request, response) => {
    const { portalId, runId } = request.params;
    const report = await sync.reconcileReport(portalOf(portalId), runId === 'last' ? null : runOf(runId));
    if (report) return response.json(report);
    const what = runId === 'last' ? 'was not reconciled yet' : 'has no reconcile with this id';
    return answerError(response, 404, 'no_such_report', `Portal ${portalId} ${what}.`);
  });
  router.get(`${path}/:runId/drift`, async (request, response) => {
    const { after, limit, repairable } = pageOf(request.query);
    const page = { afterId: after, limit, repairable: repairable === 'true' };
    const { portalId, runId } = request.params;
    response.json({ drift: await sync.reconcileDrift(portalOf(portalId), runOf(runId), page) });
  });
  router.get(`${path}/:runId/sums`, async (request, response) => {
    const { after, limit, differing } = pageOf(request.query);
    const page = { afterId: after, limit, differing: differing === 'true' };
    const { portalId, runId } = request.params;
    response.json({ sums: await sync.reconcileSums(portalOf(portalId), runOf(runId), page) });
  });
  router.post(`${path}/:runId/repair`, async (request, response) => {
    const { portalId, runId } = request.params;
    response.status(202).json({ runId: await sync.repair(portalOf(portalId), runOf(runId)) });
  });
  return router;
}

const pageOf = (query: unknown) => asked(Page, query, 'Say which page: ?after=<the last id you have>&limit=100.');
