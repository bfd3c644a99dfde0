import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { objectName } from '../connectors/hubspot/object-types.ts';
import type { CardDeps } from '../http/card-answer.ts';
import type { Metrics } from '../http/metrics.ts';
import { createCallbacks, type Callbacks } from '../jobs/callbacks.ts';
import type { WorkflowAction } from '../jobs/carry-out.ts';
import type { LookNowDeps } from '../jobs/look-now.ts';
import { Refused } from '../jobs/refused.ts';
import type { SyncService } from '../jobs/sync-service.ts';
import type { Db } from '../store/db.ts';
import { firstSyncedAt } from '../store/runs.ts';
import type { Portals } from './portals.ts';
import type { Plan } from './read-files.ts';
import { workflowActions } from './workflow-actions.ts';

interface WorkflowParts {
  readonly config: Config;
  readonly plan: Plan;
  readonly db: Db;
  readonly portals: Portals;
  readonly sync: Pick<SyncService, 'ask'>;
  readonly metrics: Pick<Metrics, 'actions'>;
  readonly log: Logger;
}

/** What cards, functions and workflows ask for, and the executions of workflows that are not over. */
export interface Workflow {
  readonly cards: CardDeps;
  readonly looks: LookNowDeps;
  readonly actions: Readonly<Record<string, WorkflowAction>>;
  readonly callbacks: Callbacks;
}

export function openWorkflow({ config, plan, db, portals, sync, metrics, log }: WorkflowParts): Workflow {
  const cards: CardDeps = {
    db,
    connection: plan.mapping.right,
    connectionTitle: config.erp.name,
    accountPair: plan.mapping.pairs.find((pair) => pair.left === 'companies')?.name ?? '',
    left: (portalId) => portals.connector(portalId, 'card'),
    objectName,
    today: () => dayIn(plan.connection.timeZone, new Date()),
  };
  const looks: LookNowDeps = {
    db,
    ask: (portalId, notices) => sync.ask(portalId, notices),
    isSynced: async (portalId) => (await firstSyncedAt(db, portalId)) !== null,
  };
  const actions = workflowActions({ ...cards, ...looks });
  const callbacks = createCallbacks({
    db,
    actions,
    async tell(portalId, id, outputs) {
      if (await portals.completeCallback(portalId, id, outputs)) return;
      throw new Refused('HubSpot does not wait for it any more.');
    },
    log,
    ended: (action, outcome) => metrics.actions.inc({ action, outcome }),
  });
  return { cards, looks, actions, callbacks };
}

/** `YYYY-MM-DD` in the zone; Sweden writes dates as ISO does. */
export const dayIn = (timeZone: string, moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
