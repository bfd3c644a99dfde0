import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, DATED, type Endpoint, NO_CONTENT, type Scopes } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { EXECUTIONS, rowOf } from './executions.ts';

const outputFields = z.record(z.string(), z.unknown());
const One = z.object({ outputFields });
const Many = z.object({ inputs: z.array(One.extend({ callbackId: z.string() })) });

/** Ends an execution that waits. It must be of the portal and the app whose token it is. */
function complete({ hub, portalId, principal }: Call, callbackId: string, outputs: z.infer<typeof outputFields>): void {
  const row = rowOf(hub, callbackId);
  const isOwn =
    row?.portalId === portalId && (principal.app === null || principal.app.registration.appId === row.appId);
  if (!row || !isOwn) throw notFound(`No callback with ID ${callbackId} exists`);
  if (row.state !== 'WAITING' && row.state !== 'RETRIED') throw invalid(`The callback ${callbackId} is not waiting.`);
  const state = outputs['hs_execution_state'] === 'FAIL_CONTINUE' ? 'FAIL_CONTINUE' : 'SUCCESS';
  hub.tables.put(EXECUTIONS, callbackId, { ...row, state, outputFields: outputs, expiresAt: null });
}

function completeOne(call: Call): Answer {
  complete(call, call.params['callbackId'] ?? '', parseBody(One, call.body).outputFields);
  return NO_CONTENT;
}

function completeMany(call: Call): Answer {
  for (const input of parseBody(Many, call.body).inputs) complete(call, input.callbackId, input.outputFields);
  return NO_CONTENT;
}

const scopes = (): Scopes => [['automation']];
const paths = (rest: string): string[] => [
  ...DATED.map((version) => `/automation/actions/callbacks/${version}${rest}`),
  `/automation/v4/actions/callbacks${rest}`,
];

/** The end of workflow actions that answered `BLOCK`. Workflows themselves are not emulated: see `/_emulator/workflow-actions`. */
export const workflowEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: paths('/complete'), scopes, run: completeMany },
  { method: 'post', paths: paths('/:callbackId/complete'), scopes, run: completeOne },
];
