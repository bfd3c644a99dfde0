import { afterEach, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';
import { createCrm } from '../crm.ts';
import { install } from '../oauth/installs.ts';
import { startWithHub } from '../../start.ts';
import { timelineOf } from './timeline.ts';
import { findObjectType } from '../objects/types.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const EVENTS = '/integrators/timeline/2026-03/events';
const appEvent = {
  name: 'Invoice sent',
  objectType: 'CONTACT',
  detailTemplate: 'By {{extraData.by}}',
  headerTemplate: 'Invoice **{{number}}**',
  properties: [{ name: 'number', label: 'Number', type: 'string' }],
};

async function started() {
  const app = await writeProject({ appEvent });
  const hubspot = await startTestEmulator({ apps: [app] });
  open.push(hubspot);
  const { access_token: token } = await connectApp(hubspot, app);
  const made = await hubspot.send('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'a@x.example' } });
  const event = { id: 'e1', eventTypeName: 'fixture_event', objectId: made.body.id, properties: { number: 'I-1' } };
  const send = (body: object, path = EVENTS) => hubspot.send('POST', path, body, token);
  return { hubspot, send, event };
}

describe('an app event', () => {
  test('is a 201 when new, a 200 when repeated, and a 409 when its id stands for something else', async () => {
    const { send, event } = await started();
    expect(await send(event)).toMatchObject({ status: 201, body: { ...event, timestamp: expect.any(String) } });
    expect((await send(event)).status).toBe(200);
    expect((await send({ ...event, properties: { number: 'I-2' } })).status).toBe(409);
  });

  test.each<[string, object]>([
    ['of an unknown type', { eventTypeName: 'nothing' }],
    ['with an unknown property', { properties: { nothing: 'x' } }],
    ['of no record', { objectId: undefined }],
    ['of a record that is not there', { objectId: '5' }],
    ['without an id', { id: undefined }],
  ])('%s is a 400', async (_name, change) => {
    const { send, event } = await started();
    expect((await send({ ...event, ...change })).status).toBe(400);
  });

  test('for an unknown e-mail makes the contact', async () => {
    const { hubspot, send, event } = await started();
    const { objectId: _objectId, ...rest } = event;
    expect((await send({ ...rest, email: 'new@x.example' })).status).toBe(201);
    const found = await hubspot.send('GET', '/crm/objects/2026-09/contacts/new@x.example?idProperty=email');
    expect(found.status).toBe(200);
  });

  test('in a batch is stored with the others, or none is when one conflicts', async () => {
    const { send, event } = await started();
    const batch = (inputs: object[]) => send({ inputs }, `${EVENTS}/batch`);
    const both = await batch([event, { ...event, id: 'e2' }]);
    expect([both.status, both.body.results.length]).toEqual([200, 2]);
    expect(
      (
        await batch([
          { ...event, id: 'e3' },
          { ...event, properties: { number: 'x' } },
        ])
      ).status,
    ).toBe(409);
    expect((await send({ ...event, id: 'e3' })).status).toBe(201);
  });

  test('has a fully qualified name, which works as its type', async () => {
    const app = await writeProject({ appEvent });
    const hubspot = await startTestEmulator({ apps: [app] });
    open.push(hubspot);
    const form = { grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret };
    const { access_token: token } = (await hubspot.form('/oauth/2026-03/token', form)).body;
    const path = '/integrators/timeline/2026-03/types/projects';
    const symbol = { developerSymbol: 'fixture_event', projectName: 'fixture' };
    const { body } = await hubspot.send('POST', path, symbol, token);
    expect(body).toEqual({ fullyQualifiedName: 'a77_fixture_event', developerQualifiedSymbol: symbol });
    expect((await hubspot.send('POST', path, { ...symbol, projectName: 'other' }, token)).status).toBe(404);
    const { access_token: own } = await connectApp(hubspot, app);
    const event = { id: 'q', eventTypeName: body.fullyQualifiedName, email: 'q@x.example', properties: {} };
    expect((await hubspot.send('POST', EVENTS, event, own)).status).toBe(201);
  });
});

test("a record's timeline shows its events, newest first, with the templates filled in", async () => {
  const registration = await writeProject({ appEvent });
  const emulator = await startWithHub({ port: 0, dataDir: null, apps: [registration] });
  open.push(emulator);
  const { hub } = emulator;
  const [app] = hub.apps;
  if (app) install(hub, app, PORTAL, app.scopes);
  const row = (id: string, at: number) => ({
    appId: 77,
    eventType: 'fixture_event',
    objectTypeId: '0-1',
    objectId: '101',
    at,
    occurrence: { id, eventTypeName: 'fixture_event', properties: { number: id }, extraData: { by: 'Ann' } },
  });
  hub.tables.put(`appEvents/${PORTAL}`, '77/fixture_event/a', row('a', 1000));
  hub.tables.put(`appEvents/${PORTAL}`, '77/fixture_event/b', row('b', 2000));
  const entries = createCrm(hub).timeline(PORTAL, 'contacts', '101');
  expect(entries.map((entry) => entry.id)).toEqual(['b', 'a']);
  expect(entries[1]).toEqual({
    id: 'a',
    at: 1000,
    appName: 'Fixture app',
    eventName: 'Invoice sent',
    header: 'Invoice **a**',
    detail: 'By Ann',
    properties: [{ label: 'Number', value: 'a' }],
    iframe: null,
  });
  const type = findObjectType('contact');
  expect(type && timelineOf(hub, PORTAL, type, '102')).toEqual([]);
});
