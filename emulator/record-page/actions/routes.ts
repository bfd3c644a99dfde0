import { Router, json } from 'express';
import { z } from 'zod';
import type { RecordPageDeps } from '../scene.ts';
import { answering, Refused } from './answering.ts';
import { recordActions } from './record-actions.ts';
import { RunAction, runWorkflowAction } from './workflow-action.ts';

const AppChoice = z.object({ appId: z.number().int() });

/** What a person does on the pages by a click. */
export function actionRoutes(deps: RecordPageDeps): Router {
  const router = Router();
  router.use(json({ limit: '1mb' }));
  const answer = answering(deps, router);
  recordActions(deps, answer);
  answer('/workflow-actions/run', RunAction, (portal, run) => runWorkflowAction(deps, portal, run));
  answer('/apps/install', AppChoice, ({ portalId }, { appId }) => deps.development.installStatic(appId, portalId));
  answer('/apps/uninstall', AppChoice, ({ portalId }, { appId }) => deps.development.uninstall(appId, portalId));
  answer('/deliveries/replay', z.object({ id: z.number().int() }), async (_portal, { id }) => {
    const attempt = await deps.development.deliveries.replay(id);
    if (!attempt) throw new Refused('This attempt is not kept any more.');
    return attempt;
  });
  return router;
}
