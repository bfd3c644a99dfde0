import { z } from 'zod';
import type { App } from '../../projects.ts';
import {
  definitionId,
  executionBody,
  postExecution,
  signedExecution,
  type Execution,
} from '../../workflow-execution.ts';
import type { Hub } from '../hub.ts';
import { invalid, notFound } from '../http/errors.ts';
import { outcomeOf } from './outcome.ts';
import { installOf } from '../oauth/installs.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { signingTime } from '../webhooks/sign.ts';

/** Row of the table `workflowExecutions`, by callback id. */
export interface ExecutionRow extends Execution {
  readonly appId: number;
  readonly uid: string;
  /** `WAITING`: blocked until the callback; `RETRIED`: HubSpot would send it again. */
  readonly state: 'WAITING' | 'SUCCESS' | 'FAIL_CONTINUE' | 'FAILED' | 'RETRIED' | 'EXPIRED';
  readonly outputFields: Readonly<Record<string, unknown>>;
  /** When a blocked one gives up. */
  readonly expiresAt: number | null;
  readonly attempts: readonly {
    readonly status: number | null;
    readonly body: string;
    readonly retryAfter: string | null;
  }[];
}

export const EXECUTIONS = 'workflowExecutions';

export const Run = z.strictObject({
  portalId: z.number().int(),
  appId: z.number().int(),
  uid: z.string(),
  objectType: z.string(),
  objectId: z.coerce.string(),
  inputFields: z.record(z.string(), z.unknown()).default({}),
  /** Of an execution that is known: sent again, as it was. */
  callbackId: z.string().optional(),
});

/** HubSpot's own patience is not documented; that of its other calls to apps is about this. */
const TIMEOUT_MS = 30_000;

/** A workflow reaches the action with this record: sent once, signed, and what came of it. */
export async function runExecution(hub: Hub, run: z.infer<typeof Run>): Promise<ExecutionRow> {
  const app = hub.apps.find(({ registration }) => registration.appId === run.appId);
  const action = app?.workflowActions.find(({ uid }) => uid === run.uid);
  if (!app || !action)
    throw notFound(`App ${run.appId} has no workflow action ${run.uid}; GET /_emulator/apps lists the apps.`);
  if (!installOf(hub, run.appId, run.portalId)) throw invalid(`App ${run.appId} is not installed in ${run.portalId}.`);
  const known = run.callbackId === undefined ? undefined : rowOf(hub, run.callbackId);
  if (run.callbackId !== undefined && !known) throw notFound(`There is no execution ${run.callbackId}.`);
  const before = known ?? newRow(hub, app, run);
  const request = signedExecution(app, action.actionUrl, executionBody(app, action, before), signingTime(hub));
  const attempt = await postExecution(app, request, TIMEOUT_MS)
    .then(({ status, text, retryAfter }) => ({ status, body: text, retryAfter }))
    .catch((cause: unknown) => ({ status: null, body: (cause as Error).message, retryAfter: null }));
  // The callback may have come while it was being answered: what is over stays so.
  const latest = rowOf(hub, before.callbackId) ?? before;
  const row = {
    ...latest,
    ...(isOver(latest) ? {} : outcomeOf(attempt, hub.clock.now())),
    attempts: [...latest.attempts, attempt],
  };
  hub.tables.put(EXECUTIONS, row.callbackId, row);
  return row;
}

const isOver = ({ state }: ExecutionRow): boolean => !['WAITING', 'RETRIED'].includes(state);

function newRow(hub: Hub, app: App, run: z.infer<typeof Run>): ExecutionRow {
  const type = findTypeIn(hub, run.portalId, run.objectType);
  if (!type) throw invalid(`Unable to infer object type from: ${run.objectType}`);
  const action = app.workflowActions.find(({ uid }) => uid === run.uid);
  const row: ExecutionRow = {
    callbackId: `ap-${run.portalId}-${run.objectId}-${action ? definitionId(app, action) : 0}-${hub.random.uuid()}`,
    portalId: run.portalId,
    objectId: run.objectId,
    objectType: type.singular.toUpperCase(),
    inputFields: run.inputFields,
    appId: run.appId,
    uid: run.uid,
    state: 'RETRIED',
    outputFields: {},
    expiresAt: null,
    attempts: [],
  };
  hub.tables.put(EXECUTIONS, row.callbackId, row);
  return row;
}

/** As it is now: one that waited too long has expired. */
export function rowOf(hub: Hub, callbackId: string): ExecutionRow | undefined {
  const row = hub.tables.rows<ExecutionRow>(EXECUTIONS).get(callbackId);
  if (row?.state !== 'WAITING' || row.expiresAt === null || row.expiresAt > hub.clock.now()) return row;
  return { ...row, state: 'EXPIRED' };
}

export const allExecutions = (hub: Hub): ExecutionRow[] =>
  [...hub.tables.rows<ExecutionRow>(EXECUTIONS).keys()].flatMap((id) => rowOf(hub, id) ?? []);
