import { z } from 'zod';
import type { InstalledApp } from '../../app-registration.ts';
import { definitionId, executionBody, postExecution, signedExecution } from '../../workflow-execution.ts';
import { installedApp, placeOf, type Portal, type RecordPageDeps } from '../scene.ts';
import { Refused } from './answering.ts';

export const RunAction = z.object({
  objectTypeId: z.string(),
  objectId: z.string(),
  appId: z.number().int(),
  uid: z.string(),
  inputFields: z.record(z.string(), z.string()),
});

/** What came back of an action, as the panel shows it. */
export interface ActionOutcome {
  readonly status: number;
  readonly outputFields: Readonly<Record<string, string>>;
  readonly body: string;
  readonly request: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
}

/** A workflow waits longer, but a person at a button should not. */
const TIMEOUT_MS = 20_000;

/** Sends what a workflow would send when it reaches the action with this record. */
export async function runWorkflowAction(
  deps: RecordPageDeps,
  portal: Portal,
  run: z.infer<typeof RunAction>,
): Promise<ActionOutcome> {
  const app = installedApp(deps, portal.portalId, run.appId);
  const action = app?.workflowActions.find(({ uid }) => uid === run.uid);
  const place = placeOf(deps, portal.portalId, run.objectTypeId, run.objectId);
  if (!app || !action || !place) throw new Refused('The app, its action or the record is not there any more.');
  const missing = action.inputFields.find(({ name, required }) => required && !run.inputFields[name]);
  if (missing) throw new Refused(`${missing.label} is required.`);
  const { portalId } = portal;
  const callbackId = `ap-${portalId}-${place.record.id}-${definitionId(app, action)}-${deps.now()}`;
  const objectType = place.kind.singular.toUpperCase();
  const execution = { callbackId, portalId, objectId: place.record.id, objectType, inputFields: run.inputFields };
  const body = executionBody(app, action, execution);
  return send(app, action.actionUrl, body, deps.signingTime());
}

async function send(app: InstalledApp, url: string, body: string, timestamp: number): Promise<ActionOutcome> {
  const request = signedExecution(app, url, body, timestamp);
  const { status, text } = await postExecution(app, request, TIMEOUT_MS).catch((cause: unknown) => {
    throw new Refused(`${url} could not be reached: ${(cause as Error).message}`);
  });
  return { status, outputFields: outputsOf(text), body: text, request };
}

const Output = z.object({ outputFields: z.record(z.string(), z.unknown()).default({}) });

/** A receiver that answers something else has no outputs; the panel shows its body. */
function outputsOf(text: string): Record<string, string> {
  try {
    const { outputFields } = Output.parse(JSON.parse(text));
    return Object.fromEntries(
      Object.entries(outputFields).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
  } catch {
    return {};
  }
}
