import { afterEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../testing/project.ts';
import { install, portalToken } from '../oauth/installs.ts';
import type { RecordChange } from '../changes.ts';
import { crowd, type Hooked, startHooked, typeNamed } from './webhook-fixture.ts';

const AT = '/crm/objects/2026-09';
const open: Hooked[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const legacy = (subscriptionType: string, propertyName?: string) => ({ subscriptionType, propertyName, active: true });
const SUBSCRIPTIONS = {
  legacyCrmObjects: [
    ...['creation', 'deletion', 'merge', 'restore'].map((kind) => legacy(`contact.${kind}`)),
    legacy('contact.propertyChange', 'jobtitle'),
  ],
  hubEvents: [legacy('contact.privacyDeletion')],
};

type Send = (method: string, path: string, body?: object) => Promise<string>;

/** An emulator whose API is called; `told` answers the events that arrive because of it. */
async function called(...options: Parameters<typeof startHooked>) {
  const hook = await startHooked(...options);
  open.push(hook);
  const headers = { authorization: `Bearer ${portalToken(PORTAL)}`, 'content-type': 'application/json' };
  const send: Send = async (method, path, body) => {
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const text = await (await fetch(`${hook.url}${path}`, init)).text();
    return text === '' ? '' : (JSON.parse(text) as { id: string }).id;
  };
  const told = async (act: () => Promise<unknown>) => {
    await hook.advance(hook.hub.settings.webhookDelayMs);
    const before = hook.receiver.received.length;
    await act();
    await hook.advance(hook.hub.settings.webhookDelayMs);
    return hook.receiver.received.slice(before).flatMap(({ events }) => events);
  };
  return { ...hook, send, told };
}

const contact = (send: Send, email: string, more: object = {}): Promise<string> =>
  send('POST', `${AT}/contacts`, { properties: { email, ...more } });

describe('one call of the API tells', () => {
  const kinds = (events: readonly { subscriptionType: string; objectId: number }[]): string[] =>
    events.map(({ subscriptionType, objectId }) => `${subscriptionType} ${objectId}`).toSorted();

  test.each([
    ['of every record that lost, but not of the values that moved', {}, []],
    ['of it when its primary record keeps its id', { mergeKeepsId: true }, []],
    ['of the primary record too, when told so', { webhookMergedPrimaryDeletion: true }, ['primary']],
    ['of no primary record that is still there', { mergeKeepsId: true, webhookMergedPrimaryDeletion: true }, []],
  ])('of a merge, and of the deletion %s', async (_name, limits, more) => {
    const { send, told } = await called({ subscriptions: SUBSCRIPTIONS, limits });
    const primary = await contact(send, 'one@x.example');
    const other = await contact(send, 'other@x.example', { jobtitle: 'Moved' });
    const events = await told(() =>
      send('POST', `${AT}/contacts/merge`, { primaryObjectId: primary, objectIdToMerge: other }),
    );
    expect(kinds(events)).toEqual([
      ...more.map(() => `contact.deletion ${primary}`),
      `contact.deletion ${other}`,
      `contact.merge ${primary}`,
    ]);
  });

  test('of a privacy deletion, and of the deletion that it is', async () => {
    const { send, told } = await called({ subscriptions: SUBSCRIPTIONS });
    const id = await contact(send, 'gone@x.example');
    const events = await told(() => send('POST', `${AT}/contacts/gdpr-delete`, { objectId: id }));
    expect(kinds(events)).toEqual([`contact.deletion ${id}`, `contact.privacyDeletion ${id}`]);
  });

  test('before the search index knows it', async () => {
    const { send, told, url } = await called({ subscriptions: SUBSCRIPTIONS });
    const events = await told(() => contact(send, 'early@x.example'));
    expect(kinds(events)).toHaveLength(1);
    const found = await fetch(`${url}${AT}/contacts/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${portalToken(PORTAL)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'early@' }),
    });
    expect(await found.json()).toMatchObject({ total: 0 });
  });
});

describe('two portals with the same app', () => {
  const OTHER = 99;
  const deleted = (portalId: number, id: number): RecordChange => ({
    kind: 'deleted',
    portalId,
    type: typeNamed('contact'),
    id: String(id),
    values: {},
    actor: { changeSource: 'API', sourceId: 'x' },
  });
  const both = async (options: Parameters<typeof startHooked>[0]): Promise<Hooked> => {
    const hook = await startHooked({ subscriptions: SUBSCRIPTIONS, ...options });
    open.push(hook);
    hook.hub.tables.put('portals', String(OTHER), { portalId: OTHER, name: 'O', timezone: 'UTC', currency: 'EUR' });
    install(hook.hub, hook.app, OTHER, hook.app.scopes);
    return hook;
  };

  test('are never told of in one request', async () => {
    const hook = await both({});
    const requests = await hook.told(deleted(PORTAL, 1), deleted(OTHER, 2), deleted(PORTAL, 3));
    const portals = requests.map(({ events }) => events.map(({ portalId }) => portalId as number));
    expect(portals.toSorted((one, next) => (one[0] ?? 0) - (next[0] ?? 0))).toEqual([[OTHER], [PORTAL, PORTAL]]);
  });

  test('have maxConcurrentRequests in flight each', async () => {
    const six = crowd(6);
    const hook = await both({ limits: { webhookBatch: 1 }, answer: six.answer });
    const changes = Array.from({ length: 8 }, (_, place) => [deleted(PORTAL, place + 1), deleted(OTHER, place + 1)]);
    for (const change of changes.flat()) hook.hub.changes.tell(change);
    const step = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"advanceMs":50}' };
    await fetch(`${hook.url}/_emulator/clock`, step);
    await hook.receiver.until(16);
    expect([hook.receiver.received.length, six.most()]).toEqual([16, 6]);
  });
});
