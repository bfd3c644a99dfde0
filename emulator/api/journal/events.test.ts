import { afterEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../testing/project.ts';
import type { AssociationType } from '../associations/types.ts';
import type { Change, RecordChange } from '../changes.ts';
import { install, uninstall } from '../oauth/installs.ts';
import { findObjectType } from '../objects/types.ts';
import { type Journal, START, startJournal } from './journal-fixture.ts';

const open: Journal[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const journal = async (...options: Parameters<typeof startJournal>): Promise<Journal> => {
  const one = await startJournal(...options);
  open.push(one);
  return one;
};

const [contact, company] = [findObjectType('contact'), findObjectType('company')];
if (!contact || !company) throw new Error('types');
const actor = { changeSource: 'API', sourceId: 'x' } as const;
const record = (kind: RecordChange['kind'], values: Record<string, string> = {}, id = '101'): RecordChange => ({
  kind,
  portalId: PORTAL,
  type: contact,
  id,
  values,
  actor,
});
const primary: AssociationType = {
  fromTypeId: '0-1',
  toTypeId: '0-2',
  category: 'HUBSPOT_DEFINED',
  typeId: 1,
  inverseId: 2,
  label: 'Primary',
};
const link = (kind: 'linked' | 'unlinked'): Change => ({
  kind,
  portalId: PORTAL,
  from: { type: contact, id: '101' },
  to: { type: company, id: '202' },
  type: primary,
  actor,
});
const merge: Change = {
  kind: 'merged',
  portalId: PORTAL,
  type: contact,
  primaryId: '101',
  mergedIds: ['456'],
  newId: '999',
  movedProperties: 3,
  actor,
};
const ALL = ['CREATE', 'UPDATE', 'DELETE', 'MERGE', 'RESTORE'];
const objects = (more: object = {}) => ({
  subscriptionType: 'OBJECT',
  portalId: PORTAL,
  objectTypeId: '0-1',
  actions: ALL,
  properties: [],
  objectIds: [],
  ...more,
});
const links = (more: object = {}) => ({
  subscriptionType: 'ASSOCIATION',
  portalId: PORTAL,
  objectTypeId: '0-1',
  objectIds: [],
  associatedObjectTypeIds: [],
  actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'],
  ...more,
});
const privacy = {
  subscriptionType: 'GDPR_PRIVACY_DELETION',
  portalId: PORTAL,
  objectTypeId: '0-1',
  actions: ['GDPR_DELETE'],
};
const when = { portalId: PORTAL, occurredAt: new Date(START).toISOString() };
const crm = { type: 'crmObject', ...when, objectTypeId: '0-1', objectId: 101 };
const direction = { fromObjectTypeId: '0-1', fromObjectId: 101, toObjectTypeId: '0-2', toObjectId: 202 };
const association = {
  type: 'association',
  ...when,
  ...direction,
  associationTypeId: 1,
  associationCategory: 'HUBSPOT_DEFINED',
};
const changed = record('changed', { firstname: 'Ann', city: '' });

describe('the journal holds', () => {
  test.each<[string, object, Change, object[]]>([
    [
      'a creation with the values',
      objects(),
      record('created', { firstname: 'Ann' }),
      [{ ...crm, action: 'CREATE', propertyChanges: { firstname: 'Ann' } }],
    ],
    [
      'a change, null for what was cleared',
      objects(),
      changed,
      [{ ...crm, action: 'UPDATE', propertyChanges: { firstname: 'Ann', city: null } }],
    ],
    [
      'the subscribed properties only',
      objects({ properties: ['city'] }),
      changed,
      [{ ...crm, action: 'UPDATE', propertyChanges: { city: null } }],
    ],
    ['no change of other properties', objects({ properties: ['phone'] }), changed, []],
    ['no other action', objects({ actions: ['DELETE'] }), changed, []],
    ['no other record', objects({ objectIds: [5] }), changed, []],
    ['no other type', objects({ objectTypeId: '0-2' }), changed, []],
    ['a deletion', objects(), record('deleted'), [{ ...crm, action: 'DELETE' }]],
    ['a restore', objects(), record('restored'), [{ ...crm, action: 'RESTORE' }]],
    [
      "a merge under the survivor's new id, with the ids that lost",
      objects({ objectIds: [456] }),
      merge,
      [{ ...crm, objectId: 999, action: 'MERGE', mergedObjectIds: [101, 456] }],
    ],
    ['a privacy deletion', privacy, record('privacyDeleted'), [{ ...crm, action: 'GDPR_DELETE' }]],
    ['a privacy deletion for nobody else', objects(), record('privacyDeleted'), []],
    [
      'a new association, from the subscribed side',
      links(),
      link('linked'),
      [{ ...association, action: 'ASSOCIATION_ADDED' }],
    ],
    ['a removed association', links(), link('unlinked'), [{ ...association, action: 'ASSOCIATION_REMOVED' }]],
    ['no association with another type', links({ associatedObjectTypeIds: ['0-3'] }), link('linked'), []],
  ])('%s', async (_name, subscription, change, expected) => {
    const { subscribe, tell, advance, eventsAt } = await journal();
    expect((await subscribe(subscription)).status).toBe(200);
    tell(change);
    await advance(1000);
    expect((await eventsAt('journal/2026-03/earliest')) ?? []).toEqual(expected);
  });

  test('installs and uninstalls of the app', async () => {
    const { subscribe, hub, app, advance, eventsAt } = await journal();
    for (const eventTypeId of ['4-1909196', '4-1916193']) {
      await subscribe({ subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId, properties: [] });
    }
    uninstall(hub, 77, PORTAL);
    install(hub, app, PORTAL, app.scopes);
    await advance(1000);
    const properties = { hs_app_id: 77, hs_app_install_level: 'PORTAL' };
    expect(await eventsAt('journal/2026-03/earliest')).toEqual([
      { type: 'app_lifecycle_event', ...when, action: 'APP_UNINSTALL', eventTypeId: '4-1916193', properties },
      { type: 'app_lifecycle_event', ...when, action: 'APP_INSTALL', eventTypeId: '4-1909196', properties },
    ]);
  });

  test('one event for several subscriptions, with the properties of all', async () => {
    const { subscribe, tell, advance, eventsAt, hub } = await journal();
    await subscribe(objects({ properties: ['firstname'] }));
    const [row] = hub.tables.rows<object>('journalSubscriptions/77').values();
    hub.tables.put('journalSubscriptions/77', '50', { ...row, id: 50, properties: ['city'] });
    tell(changed);
    await advance(1000);
    const [event, ...others] = await eventsAt('journal/2026-03/earliest');
    expect([event.propertyChanges, others]).toEqual([{ firstname: 'Ann', city: null }, []]);
  });

  test.each([
    [
      'all properties for a subscription that names none',
      true,
      [{ ...crm, action: 'UPDATE', propertyChanges: { firstname: 'Ann', city: null } }],
    ],
    ['nothing for it when told so', false, []],
  ])('%s', async (_name, journalAllProperties, expected) => {
    const { subscribe, tell, advance, eventsAt } = await journal({ journalAllProperties });
    const { properties: _none, ...without } = objects();
    await subscribe(without);
    tell(changed);
    await advance(1000);
    expect((await eventsAt('journal/2026-03/earliest')) ?? []).toEqual(expected);
  });

  test('dates as epoch milliseconds, or as ISO texts when told so', async () => {
    for (const [journalEpochDates, value] of [
      [true, '1795392000000'],
      [false, '2026-11-23T00:00:00.000Z'],
    ] as const) {
      const { subscribe, tell, advance, eventsAt } = await journal({ journalEpochDates });
      await subscribe(objects());
      tell(record('changed', { createdate: '2026-11-23T00:00:00.000Z' }));
      await advance(1000);
      expect((await eventsAt('journal/2026-03/earliest'))[0].propertyChanges).toEqual({ createdate: value });
    }
  });
});

test.each([
  [false, {}],
  [true, actor],
])('who made a change is told when told so: %s', async (journalSources, told) => {
  const { subscribe, tell, advance, eventsAt } = await journal({ journalSources });
  await subscribe(objects());
  tell(record('changed', { city: 'Rome' }));
  await advance(1000);
  const [event] = await eventsAt('journal/2026-03/earliest');
  expect(event).toEqual({ ...crm, action: 'UPDATE', propertyChanges: { city: 'Rome' }, ...told });
});

describe('filters', () => {
  const condition = (operator: string, more: object = {}) => ({
    filterType: 'CRM_OBJECT_PROPERTY',
    operator,
    property: 'firstname',
    ...more,
  });
  test.each<[string, object[][], boolean]>([
    ['equal', [[condition('EQ', { value: 'Ann' })]], true],
    ['not equal', [[condition('N_EQ', { value: 'Ann' })]], false],
    ['one of', [[condition('IN', { values: ['Ann', 'Bo'] })]], true],
    ['none of', [[condition('NOT_IN', { values: ['Ann'] })]], false],
    ['contains', [[condition('CONTAINS', { value: 'nn' })]], true],
    ['begins', [[condition('STARTS_WITH', { value: 'B' })]], false],
    ['ends', [[condition('ENDS_WITH', { value: 'n' })]], true],
    ['empty', [[condition('IS_EMPTY')]], false],
    ['not empty', [[condition('IS_NOT_EMPTY')]], true],
    ['a number that is greater', [[condition('GT', { property: 'numemployees', value: '9' })]], true],
    ['a number that is not less', [[condition('LT', { property: 'numemployees', value: '9' })]], false],
    ['at least', [[condition('GTE', { property: 'numemployees', value: '10' })]], true],
    ['at most', [[condition('LTE', { property: 'numemployees', value: '10' })]], true],
    ['all conditions of one filter', [[condition('EQ', { value: 'Ann' }), condition('EQ', { value: 'Bo' })]], false],
    ['any one of two filters', [[condition('EQ', { value: 'Bo' })], [condition('EQ', { value: 'Ann' })]], true],
  ])('%s', async (_name, filters, passes) => {
    const { subscribe, send, tell, advance, eventsAt, hub } = await journal();
    const { body } = await subscribe(objects({ actions: ['UPDATE'] }));
    for (const conditions of filters) {
      const wanted = { subscriptionId: body.id, filter: { conditions } };
      expect((await send('POST', '/webhooks-journal/subscriptions/2026-03/filters', wanted)).status).toBe(200);
    }
    const row = { id: '101', properties: { firstname: 'Ann', numemployees: '10' }, createdAt: START, updatedAt: START };
    hub.tables.put(`records/${PORTAL}/0-1`, '101', row);
    tell(changed);
    await advance(1000);
    expect((await eventsAt('journal/2026-03/earliest')) !== null).toBe(passes);
  });
});

test('a snapshot is an event of its own, with the values of the moment', async () => {
  const { hub, send, advance, eventsAt } = await journal();
  const row = { id: '101', properties: { firstname: 'Ann' }, createdAt: START, updatedAt: START };
  hub.tables.put(`records/${PORTAL}/0-1`, '101', row);
  const request = { portalId: PORTAL, objectTypeId: '0-1', properties: ['firstname', 'city'] };
  const snapshotRequests = [
    { ...request, objectId: 101 },
    { ...request, objectId: 102 },
  ];
  const { body } = await send('POST', '/webhooks-journal/snapshots/2026-03/crm', { snapshotRequests });
  const [good, bad] = body.snapshotResponses;
  expect(good).toMatchObject({ portalId: PORTAL, objectId: 101, objectTypeId: '0-1' });
  hub.tables.put(`records/${PORTAL}/0-1`, '101', { ...row, properties: { firstname: 'Bo' } });
  const status = async (id: string) =>
    (await send('GET', `/webhooks-journal/journal/2026-03/status/${id}`)).body.status as string;
  expect(await status(good.snapshotStatusId)).toBe('IN_PROGRESS');
  await advance(1000);
  expect([await status(good.snapshotStatusId), await status(bad.snapshotStatusId)]).toEqual(['SUCCESS', 'FAILED']);
  expect(await eventsAt('journal/2026-03/earliest')).toEqual([
    { ...crm, action: 'SNAPSHOT', propertyChanges: { firstname: 'Ann', city: null } },
  ]);
  await advance(80 * 3_600_000);
  expect(await status(good.snapshotStatusId)).toBe('EXPIRED');
});
