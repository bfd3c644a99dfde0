import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { connectApp, startTestEmulator } from '../../testing/emulator.ts';
import { HOOK_ORIGIN, writeProject } from '../../testing/project.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { signedForm } from '../../signature.ts';
import { signatureHeaders } from './sign.ts';

const AT = '/crm/objects/2026-09/companies';
const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function connected(answer?: (count: number) => number, ...others: AppRegistration[]) {
  const receiver = await startReceiver(answer);
  const app = await writeProject({ receiver: receiver.url });
  const hubspot = await startTestEmulator({ apps: [app, ...others] });
  const { access_token: token } = await connectApp(hubspot, app);
  open.push(hubspot, receiver);
  const create = (properties: object, as?: string) => hubspot.send('POST', AT, { properties }, as);
  return { receiver, hubspot, app, token, create };
}

test('a creation by the API arrives in one request with its subscribed properties', async () => {
  const { receiver, create } = await connected();
  const made = await create({ name: 'Hook', phone: '1', city: 'Rome' });
  const [{ events } = { events: [] }] = await receiver.until(1);
  expect(new Set(events.map((event) => event.propertyName ?? event.subscriptionType))).toEqual(
    new Set(['name', 'object.creation', 'phone']),
  );
  expect(events.find((event) => event.changeFlag === 'CREATED')).toMatchObject({
    objectId: Number(made.body.id),
    objectTypeId: '0-2',
    portalId: 12_345_678,
    appId: 77,
    attemptNumber: 0,
    changeSource: 'API',
  });
});

test.each([
  ["an app's own write says so: INTEGRATION and its app id", 77],
  ["another app's write says INTEGRATION and the other app's id", 78],
])('%s', async (_name, appId) => {
  const other = await writeProject({ appId: 78 });
  const { receiver, hubspot, create, token } = await connected(undefined, other);
  await create({ name: 'Echo' }, appId === 77 ? token : (await connectApp(hubspot, other)).access_token);
  const [{ events } = { events: [] }] = await receiver.until(1);
  expect(events).not.toHaveLength(0);
  for (const event of events) {
    expect(event).toMatchObject({ appId: 77, changeSource: 'INTEGRATION', sourceId: String(appId) });
  }
});

test('requests are signed for the public https address, by v1 and v3', async () => {
  const { receiver, create, app } = await connected();
  await create({ name: 'Signed' });
  const [request] = await receiver.until(1);
  const timestamp = request?.headers['x-hubspot-request-timestamp'];
  const signed = `POST${HOOK_ORIGIN}/hooks?tenant=a@b${request?.body}${String(timestamp)}`;
  expect(request?.path).toBe('/hooks?tenant=a%40b');
  expect(request?.headers['x-hubspot-signature-v3']).toBe(
    createHmac('sha256', app.clientSecret).update(signed).digest('base64'),
  );
  expect(request?.headers['x-hubspot-signature']).toBe(
    createHash('sha256').update(`${app.clientSecret}${request?.body}`).digest('hex'),
  );
});

test.each([
  ["HubSpot's published vector", 1_693_657_560_000, 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
  ['the same of another moment', 1_700_000_300_000, 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
])('%s', (_name, timestamp, signature) => {
  const headers = signatureHeaders(
    'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    'POST',
    'https://www.example.com/webhook_uri',
    "{'example_field':'example_value'}",
    timestamp,
  );
  expect(headers['x-hubspot-signature-v3']).toBe(signature);
});

test.each([
  ['the twelve escapes of the guide', '%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B', ":/?@!$'()*,;"],
  ['them in small letters', '%3a%2f%40', ':/@'],
  ['no space', 'a%20b+c', 'a%20b+c'],
  ['no other escape', '%23%25%26%2B%3D%5B%5D%C3%A9', '%23%25%26%2B%3D%5B%5D%C3%A9'],
])('the signed address is decoded: %s', (_name, escaped, signed) => {
  const at = (path: string): string => `https://x.example/hooks?q=${path}`;
  expect(signedForm(at(escaped))).toBe(at(signed));
});

describe('delivery', () => {
  test('a failure is repeated later, with the attempt counted', async () => {
    const { receiver, hubspot, create } = await connected((count) => (count < 3 ? 400 : 200));
    await create({ name: 'Again' });
    await receiver.until(1);
    for (const attempt of [2, 3]) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await hubspot.advance(30_000);
      await receiver.until(attempt);
    }
    expect(receiver.received.map(({ events }) => events[0].attemptNumber)).toEqual([0, 1, 2]);
    await hubspot.advance(86_400_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(receiver.received).toHaveLength(3);
  });

  test('many changes share requests of at most 100 events', async () => {
    const { receiver, hubspot } = await connected();
    const inputs = Array.from({ length: 100 }, (_, place) => ({ properties: { name: `Many ${place}` } }));
    await hubspot.send('POST', `${AT}/batch/create`, { inputs });
    await receiver.until(2);
    expect(receiver.received.map(({ events }) => events.length)).toEqual([100, 100]);
  });

  test('nothing is sent to a portal without the app, for a change that changes nothing, or for an inactive one', async () => {
    const { receiver, hubspot, create, token } = await connected();
    const made = await create({ name: 'Quiet' });
    await receiver.until(1);
    await hubspot.send('PATCH', `${AT}/${made.body.id}`, { properties: { name: 'Quiet', city: 'Oslo' } });
    await hubspot.send('DELETE', '/appinstalls/2026-09/external-install', undefined, token);
    await create({ name: 'Alone' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(receiver.received).toHaveLength(1);
  });
});

test('an association that the API makes is told in both directions', async () => {
  const { receiver, hubspot, create } = await connected();
  const company = await create({ name: 'Linked' });
  const contact = await hubspot.send('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'l@x.example' } });
  await receiver.until(1);
  await hubspot.send(
    'PUT',
    `/crm/objects/2026-09/contacts/${contact.body.id}/associations/default/companies/${company.body.id}`,
  );
  const [, { events } = { events: [] }] = await receiver.until(2);
  const seen = events.map((event) => [event.associationType, event.associationTypeId, event.fromObjectId]);
  expect(new Set(seen.map((one) => one.join()))).toEqual(
    new Set([`COMPANY_TO_CONTACT,280,${company.body.id}`, `CONTACT_TO_COMPANY,279,${contact.body.id}`]),
  );
});
