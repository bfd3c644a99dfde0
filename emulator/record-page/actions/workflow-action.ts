import { z } from 'zod';
import type { InstalledApp, WorkflowAction } from '../../app-registration.ts';
import { throughProxy } from '../../proxied.ts';
import { signatureV2, signatureV3 } from '../../signature.ts';
import { installedApp, placeOf, type Place, type Portal, type RecordPageDeps } from '../scene.ts';
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
  const body = JSON.stringify(payloadOf(deps, place, app, action, run.inputFields));
  return send(app, action.actionUrl, body, deps.signingTime());
}

/**
 * HubSpot's payload, with the ids of a workflow that is none: app and action give a definition id that stays the same,
 * and a callback id that is new with every run, because receivers recognise repetitions by it.
 */
function payloadOf(
  deps: RecordPageDeps,
  { portal, kind, record }: Place,
  app: InstalledApp,
  action: WorkflowAction,
  inputFields: Readonly<Record<string, string>>,
): object {
  const { portalId } = portal;
  const actionDefinitionId = app.registration.appId * 100 + app.workflowActions.indexOf(action) + 1;
  return {
    callbackId: `ap-${portalId}-${record.id}-${actionDefinitionId}-${deps.now()}`,
    origin: { portalId, actionDefinitionId, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: actionDefinitionId },
    object: { objectId: Number(record.id), objectType: kind.singular.toUpperCase(), properties: {} },
    inputFields,
  };
}

async function send(app: InstalledApp, url: string, body: string, timestamp: number): Promise<ActionOutcome> {
  const { clientSecret: secret, proxy } = app.registration;
  const signed = { secret, method: 'POST', uri: url, body };
  const headers = {
    'content-type': 'application/json',
    // HubSpot's guide of custom actions names v2; v3 goes along, as with its other requests.
    'x-hubspot-signature': signatureV2(signed),
    'x-hubspot-signature-version': 'v2',
    'x-hubspot-signature-v3': signatureV3({ ...signed, timestamp }),
    'x-hubspot-request-timestamp': String(timestamp),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(throughProxy(url, proxy), { method: 'POST', headers, body, signal, redirect: 'manual' })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch((cause: unknown) => {
      throw new Refused(`${url} could not be reached: ${(cause as Error).message}`);
    });
  return {
    status: answer.status,
    outputFields: outputsOf(answer.text),
    body: answer.text,
    request: { url, headers, body },
  };
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
