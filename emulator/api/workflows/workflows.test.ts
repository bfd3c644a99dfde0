import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { HOOK_ORIGIN, PORTAL, writeProject } from '../../testing/project.ts';
import { signatureV2, signatureV3 } from '../../signature.ts';

const APP = 77;
const action = {
  actionUrl: '${HOOKS}/actions/check?who=a%40b',
  isPublished: true,
  inputFields: [],
  labels: { en: { actionName: 'Check' } },
  objectTypes: ['COMPANY'],
};

interface Seen {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const seen: Seen[] = [];
let answer: { status: number; body: object; headers?: Record<string, string> } = { status: 200, body: {} };
let receiver: Server;
let emulator: TestEmulator;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => receiver.once('listening', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const app = await writeProject({ auth: 'static', receiver: url, workflowAction: action });
  emulator = await startTestEmulator({ apps: [app], clock: { mode: 'stepped' } });
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await emulator.close();
});
beforeEach(() => {
  seen.length = 0;
});

const outputs = (outputFields: object) => ({ status: 200, body: { outputFields } });
const run = async (more: object = {}) => {
  const execution = {
    portalId: PORTAL,
    appId: APP,
    uid: 'fixture_action',
    objectType: 'companies',
    objectId: '5',
    ...more,
  };
  return (await emulator.send('POST', '/_emulator/workflow-actions', execution)).body;
};
const complete = (callbackId: string, outputFields: object) =>
  emulator.send('POST', `/automation/actions/callbacks/2026-09/${callbackId}/complete`, { outputFields });

describe('a workflow that reaches an action', () => {
  test('posts the record, signed in both ways, and takes the outputs', async () => {
    answer = outputs({ verdict: 'ok', hs_execution_state: 'SUCCESS' });
    const execution = await run({ inputFields: { amount: '5' } });
    expect(execution).toMatchObject({ state: 'SUCCESS', outputFields: { verdict: 'ok' } });
    const { headers, body } = seen[0]!;
    expect(JSON.parse(body)).toMatchObject({
      callbackId: execution.callbackId,
      origin: { portalId: PORTAL, actionDefinitionVersion: 1 },
      context: { source: 'WORKFLOWS' },
      object: { objectId: 5, objectType: 'COMPANY' },
      inputFields: { amount: '5' },
    });
    const signed = { secret: 'fixture-secret', method: 'POST', uri: `${HOOK_ORIGIN}/actions/check?who=a%40b`, body };
    const timestamp = Number(headers['x-hubspot-request-timestamp']);
    expect(headers['x-hubspot-signature']).toBe(signatureV2(signed));
    expect(headers['x-hubspot-signature-v3']).toBe(signatureV3({ ...signed, timestamp }));
  });

  test.each([
    [503, 'RETRIED'],
    [429, 'RETRIED'],
    [400, 'FAILED'],
  ])('%i makes it %s', async (status, state) => {
    answer = { status, body: {}, headers: { 'retry-after': '7' } };
    expect(await run()).toMatchObject({ state, attempts: [{ status, retryAfter: '7' }] });
  });

  test('is sent again as it was', async () => {
    answer = { status: 503, body: {} };
    const { callbackId } = await run();
    answer = outputs({ done: 'yes' });
    expect(await run({ callbackId })).toMatchObject({ callbackId, state: 'SUCCESS', attempts: [{}, {}] });
    expect(seen[1]?.body).toBe(seen[0]?.body);
  });

  test('is waited for when it blocks, until its callback', async () => {
    answer = outputs({ hs_execution_state: 'BLOCK', hs_expiration_duration: 'PT1H' });
    const { callbackId, state } = await run();
    expect(state).toBe('WAITING');
    expect((await complete(callbackId, { verdict: 'late', hs_execution_state: 'SUCCESS' })).status).toBe(204);
    const all = (await emulator.send('GET', '/_emulator/workflow-actions')).body;
    expect(all.at(-1)).toMatchObject({ callbackId, state: 'SUCCESS', outputFields: { verdict: 'late' } });
    expect((await complete(callbackId, {})).status).toBe(400);
    expect((await complete('ap-1', {})).status).toBe(404);
  });

  test('is given up after its time', async () => {
    answer = outputs({ hs_execution_state: 'BLOCK', hs_expiration_duration: 'PT1H' });
    const { callbackId } = await run();
    await emulator.advance(3_600_000);
    expect((await complete(callbackId, {})).status).toBe(400);
  });

  test('needs an action that there is', async () => {
    expect((await emulator.send('POST', '/_emulator/workflow-actions', {})).status).toBe(400);
    expect((await run({ uid: 'none' })).message).toContain('no workflow action none');
  });
});
