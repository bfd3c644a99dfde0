import type { InstalledApp, WorkflowAction } from './app-registration.ts';
import { throughProxy } from './proxied.ts';
import { signatureV2, signatureV3 } from './signature.ts';

/** One action of a workflow that has reached one record. */
export interface Execution {
  /** The same in every try, because receivers recognise repetitions by it. */
  readonly callbackId: string;
  readonly portalId: number;
  readonly objectId: string;
  /** `COMPANY`. */
  readonly objectType: string;
  readonly inputFields: Readonly<Record<string, unknown>>;
}

/** App and action give a definition id that stays the same; there is no workflow, so its id is that one, too. */
export const definitionId = (app: InstalledApp, action: WorkflowAction): number =>
  app.registration.appId * 100 + app.workflowActions.indexOf(action) + 1;

/** HubSpot's payload. */
export function executionBody(app: InstalledApp, action: WorkflowAction, execution: Execution): string {
  const { callbackId, portalId, objectId, objectType, inputFields } = execution;
  const actionDefinitionId = definitionId(app, action);
  return JSON.stringify({
    callbackId,
    origin: { portalId, actionDefinitionId, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: actionDefinitionId },
    object: { objectId: Number(objectId), objectType, properties: {} },
    inputFields,
  });
}

export interface SentExecution {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** HubSpot's guide of custom actions names v2 of the signature; v3 goes along, as with its other requests. */
export function signedExecution(
  { registration }: InstalledApp,
  url: string,
  body: string,
  timestamp: number,
): SentExecution {
  const signed = { secret: registration.clientSecret, method: 'POST', uri: url, body };
  const headers = {
    'content-type': 'application/json',
    'x-hubspot-signature': signatureV2(signed),
    'x-hubspot-signature-version': 'v2',
    'x-hubspot-signature-v3': signatureV3({ ...signed, timestamp }),
    'x-hubspot-request-timestamp': String(timestamp),
  };
  return { url, headers, body };
}

/** Rejects when nobody answers within the time. */
export async function postExecution(
  { registration }: InstalledApp,
  { url, headers, body }: SentExecution,
  timeoutMs: number,
): Promise<{ readonly status: number; readonly text: string; readonly retryAfter: string | null }> {
  const signal = AbortSignal.timeout(timeoutMs);
  const init = { method: 'POST', headers, body, signal, redirect: 'manual' } as const;
  const answer = await fetch(throughProxy(url, registration.proxy), init);
  return { status: answer.status, text: await answer.text(), retryAfter: answer.headers.get('retry-after') };
}
