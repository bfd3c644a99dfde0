import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Signature } from '@hubspot/api-client';
import { openWhole, WHOLE, type SeenRequest, type WholeEmulator } from './record-page/fixture-whole.ts';
import { PORTAL } from './testing/project.ts';

const LONG_AGO = Date.UTC(2020, 0, 1);
let emulator: WholeEmulator;
let company: string;
beforeAll(async () => {
  emulator = await openWhole();
  await emulator.send('POST', '/_emulator/clock', { mode: 'stepped', setTo: new Date(LONG_AGO).toISOString() });
  company = await emulator.create('companies', { name: 'Signed' });
});
afterAll(() => emulator.close());

const page = (path: string, body: object) => emulator.send('POST', path, { portalId: PORTAL, appId: 8, ...body });

/** Three ways in which a request reaches an app, each with the address under which the app finds it. */
const REQUESTS: [string, string, () => Promise<unknown>][] = [
  [
    'a webhook',
    '/hooks',
    async () => {
      await emulator.create('companies', { name: 'Told' });
      await emulator.send('POST', '/_emulator/clock?settle=true', { advanceMs: 1000 });
    },
  ],
  [
    'a call of hubspot.fetch',
    '/api/hello',
    () => page('/_page/fetch', { request: { url: `${WHOLE.origin}/api/hello`, method: 'POST', body: {} } }),
  ],
  [
    'a workflow action',
    '/actions/credit',
    () =>
      page('/_page/workflow-actions/run', {
        objectTypeId: '0-2',
        objectId: company,
        uid: 'whole_credit_check',
        inputFields: { amount: '5' },
      }),
  ],
];

async function requestOf(path: string, send: () => Promise<unknown>): Promise<SeenRequest> {
  const before = emulator.seen.length;
  await send();
  const request = emulator.seen.slice(before).find(({ url }) => url.startsWith(path));
  if (!request) throw new Error(`nothing arrived at ${path}`);
  return request;
}
const timeOf = ({ headers }: SeenRequest): number => Number(headers['x-hubspot-request-timestamp']);

test.each(REQUESTS)(
  "%s passes the check of HubSpot's client while the clock stands elsewhere",
  async (_name, path, send) => {
    const request = await requestOf(path, send);
    const valid = Signature.isValid({
      signatureVersion: 'v3',
      method: 'POST',
      clientSecret: WHOLE.clientSecret,
      url: `${WHOLE.origin}${decodeURIComponent(request.url)}`,
      requestBody: request.body,
      signature: String(request.headers['x-hubspot-signature-v3']),
      timestamp: timeOf(request),
    });
    expect(valid).toBe(true);
  },
);

test.each(REQUESTS)("%s carries the emulator's time when told so", async (_name, path, send) => {
  await emulator.send('POST', '/_emulator/settings', { signaturesByEmulatorClock: true });
  const { body } = await emulator.send('GET', '/_emulator/clock');
  const request = await requestOf(path, send);
  expect(timeOf(request) - Date.parse(body.now)).toBeGreaterThanOrEqual(0);
  expect(timeOf(request) - Date.parse(body.now)).toBeLessThanOrEqual(1000);
});
