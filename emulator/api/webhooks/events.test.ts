import { afterEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../testing/project.ts';
import type { AssociationType } from '../associations/types.ts';
import type { Change, LinkChange, RecordChange } from '../changes.ts';
import { portalToken } from '../oauth/installs.ts';
import { type Hooked, START, startHooked, typeNamed } from './webhook-fixture.ts';

const open: Hooked[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const hooked = async (...options: Parameters<typeof startHooked>): Promise<Hooked> => {
  const one = await startHooked(...options);
  open.push(one);
  return one;
};

const PERSON = { changeSource: 'CRM_UI', sourceId: 'userId:7' } as const;
const contact = typeNamed('contact');
const company = typeNamed('company');
const record = (kind: RecordChange['kind'], values: Record<string, string> = {}, more: object = {}): RecordChange => ({
  kind,
  portalId: PORTAL,
  type: contact,
  id: '101',
  values,
  actor: PERSON,
  ...more,
});
const merged: Change = {
  kind: 'merged',
  portalId: PORTAL,
  type: contact,
  primaryId: '123',
  mergedIds: ['456'],
  newId: '999',
  movedProperties: 14,
  actor: PERSON,
};
const primary: AssociationType = {
  fromTypeId: '0-1',
  toTypeId: '0-2',
  category: 'HUBSPOT_DEFINED',
  typeId: 1,
  inverseId: 2,
  label: 'Primary',
};
const linked = (more: Partial<LinkChange> = {}): LinkChange => ({
  kind: 'linked',
  portalId: PORTAL,
  from: { type: contact, id: '101' },
  to: { type: company, id: '202' },
  type: primary,
  actor: PERSON,
  ...more,
});
const legacy = (subscriptionType: string, propertyName?: string) => ({
  legacyCrmObjects: [{ subscriptionType, propertyName, active: true }],
});
const generic = (kind: string, objectType = 'contact', propertyName?: string) => ({
  crmObjects: [{ subscriptionType: `object.${kind}`, objectType, propertyName, active: true }],
});

/** The fields of every event, then those of its kind, then who did it. */
const head = (subscriptionType: string) => ({
  eventId: expect.any(Number),
  subscriptionId: 770_001,
  portalId: PORTAL,
  appId: 77,
  occurredAt: START,
  subscriptionType,
  attemptNumber: 0,
});
const source = { changeSource: 'CRM_UI', sourceId: 'userId:7' };
const pair = { associationType: 'CONTACT_TO_COMPANY', fromObjectId: 101, toObjectId: 202, associationRemoved: false };
const back = { associationType: 'COMPANY_TO_CONTACT', fromObjectId: 202, toObjectId: 101, associationRemoved: false };
const there = {
  fromObjectTypeId: '0-1',
  toObjectTypeId: '0-2',
  associationTypeId: 1,
  associationCategory: 'HUBSPOT_DEFINED',
};
const inverse = {
  fromObjectTypeId: '0-2',
  toObjectTypeId: '0-1',
  associationTypeId: 2,
  associationCategory: 'HUBSPOT_DEFINED',
};
const user = { changeSource: 'USER', sourceId: 'userId:7' };
const merge = {
  objectId: 123,
  primaryObjectId: 123,
  mergedObjectIds: [456],
  newObjectId: 999,
  numberOfPropertiesMoved: 14,
};
const named = { objectId: 101, propertyName: 'firstname', propertyValue: 'Ann' };
const erasure = { hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }] };

describe('an event has exactly the fields of a captured request:', () => {
  test.each<[string, object, Change, object[]]>([
    [
      'contact.creation',
      legacy('contact.creation'),
      record('created'),
      [{ objectId: 101, changeFlag: 'CREATED', ...source }],
    ],
    [
      'object.creation',
      generic('creation'),
      record('created'),
      [{ objectId: 101, objectTypeId: '0-1', changeFlag: 'CREATED', ...source }],
    ],
    [
      'contact.propertyChange',
      legacy('contact.propertyChange', 'firstname'),
      record('changed', { firstname: 'Ann' }),
      [{ ...named, ...source }],
    ],
    [
      'object.propertyChange',
      generic('propertyChange', 'contact', 'firstname'),
      record('changed', { firstname: 'Ann' }),
      [{ ...named, objectTypeId: '0-1', isSensitive: false, ...source }],
    ],
    [
      'contact.deletion',
      legacy('contact.deletion'),
      record('deleted'),
      [{ objectId: 101, changeFlag: 'DELETED', ...source }],
    ],
    [
      'object.deletion',
      generic('deletion'),
      record('deleted'),
      [{ objectId: 101, objectTypeId: '0-1', changeFlag: 'DELETED', ...source }],
    ],
    ['contact.restore', legacy('contact.restore'), record('restored'), [{ objectId: 101, ...source }]],
    ['object.restore', generic('restore'), record('restored'), [{ objectId: 101, objectTypeId: '0-1', ...source }]],
    ['contact.merge', legacy('contact.merge'), merged, [{ ...merge, ...source }]],
    ['object.merge', generic('merge'), merged, [{ ...merge, objectTypeId: '0-1', ...source }]],
    ['contact.privacyDeletion', erasure, record('privacyDeleted'), [{ objectId: 101, ...source }]],
    ['contact.associationChange', legacy('contact.associationChange'), linked(), [{ ...pair, ...user }]],
    [
      'company.associationChange',
      legacy('company.associationChange'),
      linked({ kind: 'unlinked' }),
      [{ ...back, associationRemoved: true, ...user }],
    ],
    [
      'object.associationChange',
      generic('associationChange'),
      linked(),
      [
        { ...pair, ...there, ...user },
        { ...back, ...inverse, ...user },
      ],
    ],
  ])('%s', async (name, subscriptions, change, expected) => {
    const { told } = await hooked({ subscriptions });
    const [request] = await told(change);
    const inOrder = request?.events.toSorted((one, other) => one.fromObjectId - other.fromObjectId);
    expect(inOrder).toEqual(expected.map((fields) => ({ ...head(name), ...fields })));
  });
});

describe('association events', () => {
  test('a new primary is two messages to each legacy subscription', async () => {
    const { told } = await hooked({ subscriptions: legacy('contact.associationChange') });
    const plain = { ...primary, typeId: 279, inverseId: 280, label: null };
    const [request] = await told(linked({ type: plain }), linked());
    expect(request?.events).toHaveLength(2);
  });

  test('isPrimaryAssociation, and one direction only for generic subscriptions, are settings', async () => {
    const limits = { webhookPrimaryFlag: true, webhookBothDirections: false };
    const { told } = await hooked({ subscriptions: generic('associationChange'), limits });
    const [request] = await told(linked());
    expect(request?.events).toEqual([
      { ...head('object.associationChange'), ...pair, ...there, isPrimaryAssociation: true, ...user },
    ]);
  });
});

describe('the events of a creation', () => {
  const names = ['firstname', 'lastname', 'city', 'company', 'jobtitle'];
  const subscriptions = {
    crmObjects: [
      { subscriptionType: 'object.creation', objectType: 'contact', active: true },
      ...names.map((propertyName) => ({
        subscriptionType: 'object.propertyChange',
        objectType: 'contact',
        propertyName,
        active: true,
      })),
    ],
  };
  const values = Object.fromEntries(names.slice(0, 4).map((name) => [name, 'x']));
  const kinds = (events: readonly { propertyName?: string }[] = []) =>
    events.map((one) => one.propertyName ?? 'creation');

  test('are one per subscribed property that was set, and the creation, in one request of one moment', async () => {
    const { told } = await hooked({ subscriptions });
    const requests = await told(record('created', values));
    expect(requests).toHaveLength(1);
    expect(kinds(requests[0]?.events).toSorted()).toEqual(['city', 'company', 'creation', 'firstname', 'lastname']);
    expect(new Set(requests[0]?.events.map((event) => event.occurredAt))).toEqual(new Set([START]));
  });

  test('come in an order that differs from record to record and is the same for the same seed', async () => {
    const orders = async (): Promise<string[]> => {
      const { told } = await hooked({ subscriptions, randomSeed: 5 });
      const found = [];
      for (let id = 1; id < 7; id += 1) {
        const [request] = await told(record('created', values, { id: String(id) }));
        found.push(kinds(request?.events).join());
      }
      return found;
    };
    const first = await orders();
    expect(new Set(first).size).toBeGreaterThan(2);
    expect(await orders()).toEqual(first);
  });
});

describe('what is not told:', () => {
  test.each<[string, object, Change, 'oauth' | 'static']>([
    [
      'a property without a subscription',
      generic('propertyChange', 'contact', 'city'),
      record('changed', { firstname: 'A' }),
      'oauth',
    ],
    ['another object type', generic('creation', 'company'), record('created'), 'oauth'],
    [
      'a calculated property',
      generic('propertyChange', 'invoice', 'hs_amount_billed'),
      record('changed', { hs_amount_billed: '5' }, { type: typeNamed('invoice') }),
      'oauth',
    ],
  ])('%s', async (_name, subscriptions, change, auth) => {
    const { told } = await hooked({ subscriptions, auth });
    expect(await told(change)).toEqual([]);
  });
});

test('a private app hears of custom objects', async () => {
  const { told, hub } = await hooked({ subscriptions: generic('creation', 'p_car'), auth: 'static' });
  const car = { ...company, id: '2-5', singular: 'car', plural: 'cars' };
  const labels = { singular: 'Car', plural: 'Cars' };
  const row = { type: car, name: 'car', fullyQualifiedName: 'p1_car', labels, archived: false };
  hub.tables.put(`objectTypes/${PORTAL}`, '2-5', row);
  const [request] = await told(record('created', {}, { type: car }));
  expect(request?.events[0]).toMatchObject({ subscriptionType: 'object.creation', objectTypeId: '2-5' });
});

test('a privacy deletion need not say whom it is about', async () => {
  const { told } = await hooked({ subscriptions: erasure, limits: { webhookPrivacyObjectId: false } });
  const [request] = await told(record('privacyDeleted'));
  expect(request?.events).toEqual([{ ...head('contact.privacyDeletion'), ...source }]);
});

test('a calculated property is told when told so', async () => {
  const subscriptions = generic('propertyChange', 'invoice', 'hs_amount_billed');
  const { told } = await hooked({ subscriptions, limits: { webhookCalculatedProperties: true } });
  const [request] = await told(record('changed', { hs_amount_billed: '5' }, { type: typeNamed('invoice') }));
  expect(request?.events).toMatchObject([{ propertyName: 'hs_amount_billed', propertyValue: '5' }]);
});

test.each([
  ['a generic subscription', generic('propertyChange', 'contact', 'secret'), { propertyValue: 'x', isSensitive: true }],
  ['a legacy one, without its value', legacy('contact.propertyChange', 'secret'), { propertyValue: 'REDACTED' }],
])('a sensitive property is told to %s', async (_name, subscriptions, expected) => {
  const { told, url } = await hooked({ subscriptions, limits: { sensitiveData: true, propertyLagMs: 0 } });
  const property = { name: 'secret', label: 'S', type: 'string', fieldType: 'text', groupName: 'contactinformation' };
  const made = await fetch(`${url}/crm/properties/2026-09/contacts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${portalToken(PORTAL)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...property, dataSensitivity: 'sensitive' }),
  });
  expect(made.status).toBe(201);
  const [request] = await told(record('changed', { secret: 'x' }));
  expect(request?.events).toMatchObject([expected]);
});

test('a date is epoch milliseconds in a webhook', async () => {
  const { told } = await hooked({ subscriptions: generic('propertyChange', 'deal', 'closedate') });
  const change = record('changed', { closedate: '2026-11-23T00:00:00.000Z' }, { type: typeNamed('deal') });
  const [request] = await told(change);
  expect(request?.events[0]).toMatchObject({ propertyValue: String(Date.UTC(2026, 10, 23)) });
});

test.each([
  [
    'an unknown event type',
    { crmObjects: [{ subscriptionType: 'object.upsert', objectType: 'contact' }] },
    'no event type',
  ],
  ['a property of every write', generic('propertyChange', 'company', 'hs_lastmodifieddate'), 'cannot be subscribed'],
  ['a custom object in a public app', generic('creation', '2-5'), 'Only private apps'],
])('a project that subscribes to %s is refused', async (_name, subscriptions, sentence) => {
  await expect(startHooked({ subscriptions })).rejects.toThrow(sentence);
});
