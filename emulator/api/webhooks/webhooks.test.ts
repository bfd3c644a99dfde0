import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator } from '../../testing/emulator.ts';
import { HOOK_ORIGIN, writeProject } from '../../testing/project.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { signatureHeaders } from './sign.ts';

const AT = '/crm/objects/2026-09/companies';
const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function connected(answer?: (count: number) => number) {
  const receiver = await startReceiver(answer);
  const app = await writeProject({ receiver: receiver.url });
  const hubspot = await startTestEmulator({ apps: [app] });
  const { access_token: token } = await connectApp(hubspot, app);
  open.push(hubspot, receiver);
  const create = (properties: object, as?: string) => hubspot.send('POST', AT, { properties }, as);
  return { receiver, hubspot, app, token, create };
}

test('a creation arrives in one request with its subscribed properties; the creation event is not the first', async () => {
  const { receiver, create } = await connected();
  const made = await create({ name: 'Hook', phone: '1', city: 'Rome' });
  const [{ events } = { events: [] }] = await receiver.until(1);
  expect(new Set(events.map((event) => event.propertyName ?? event.subscriptionType))).toEqual(
    new Set(['name', 'object.creation', 'phone']),
  );
  expect(events[0].subscriptionType).toBe('object.propertyChange');
  expect(events.find((event) => event.changeFlag === 'CREATED')).toMatchObject({
    objectId: Number(made.body.id),
    objectTypeId: '0-2',
    portalId: 12_345_678,
    appId: 77,
    attemptNumber: 0,
    changeSource: 'API',
  });
});

test("an app's own write says so: INTEGRATION and its app id", async () => {
  const { receiver, create, token } = await connected();
  await create({ name: 'Echo' }, token);
  const [{ events } = { events: [] }] = await receiver.until(1);
  for (const event of events) expect(event).toMatchObject({ changeSource: 'INTEGRATION', sourceId: '77' });
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

test("HubSpot's published vector", () => {
  const headers = signatureHeaders(
    'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    'POST',
    'https://www.example.com/webhook_uri',
    "{'example_field':'example_value'}",
    1_693_657_560_000,
  );
  expect(headers['x-hubspot-signature-v3']).toBe('K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=');
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

test('an association is told from the subscribed side', async () => {
  const { receiver, hubspot, create } = await connected();
  const company = await create({ name: 'Linked' });
  const contact = await hubspot.send('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'l@x.example' } });
  await receiver.until(1);
  await hubspot.send(
    'PUT',
    `/crm/objects/2026-09/contacts/${contact.body.id}/associations/default/companies/${company.body.id}`,
  );
  const [, { events } = { events: [] }] = await receiver.until(2);
  expect(events).toMatchObject([
    {
      subscriptionType: 'object.associationChange',
      associationType: 'COMPANY_TO_CONTACT',
      associationTypeId: 280,
      fromObjectId: Number(company.body.id),
      toObjectId: Number(contact.body.id),
      associationRemoved: false,
    },
  ]);
  expect(events[0]).not.toHaveProperty('objectId');
});
