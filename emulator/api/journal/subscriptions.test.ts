import { afterEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../testing/project.ts';
import { type Journal, OTHER_PORTAL, startJournal } from './journal-fixture.ts';

const open: Journal[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const journal = async (): Promise<Journal> => {
  const one = await startJournal();
  open.push(one);
  return one;
};

const AT = '/webhooks-journal/subscriptions/2026-03';
const objects = (portalId = PORTAL, objectTypeId = '0-1') => ({
  subscriptionType: 'OBJECT',
  portalId,
  objectTypeId,
  actions: ['CREATE', 'UPDATE'],
});
const LISTS = {
  subscriptionType: 'LIST_MEMBERSHIP',
  portalId: PORTAL,
  actions: ['ADDED_TO_LIST'],
  listIds: [],
  objectIds: [],
};

describe('a journal subscription', () => {
  test.each<[string, object, object]>([
    ['of objects', { ...objects(), properties: ['email'], objectIds: [5] }, { properties: ['email'], objectIds: [5] }],
    [
      'of associations',
      {
        ...objects(),
        subscriptionType: 'ASSOCIATION',
        actions: ['ASSOCIATION_ADDED'],
        associatedObjectTypeIds: ['0-2'],
      },
      { associatedObjectTypeIds: ['0-2'] },
    ],
    ['of lists', LISTS, { actions: ['ADDED_TO_LIST'] }],
    ['of privacy deletions', { ...objects(), subscriptionType: 'GDPR_PRIVACY_DELETION', actions: ['GDPR_DELETE'] }, {}],
    [
      'of the app itself',
      { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1909196', properties: [] },
      { objectTypeId: '4-1909196', actions: ['APP_INSTALL'] },
    ],
  ])('%s is answered with its id and app', async (_name, wanted, expected) => {
    const { subscribe, send } = await journal();
    const { status, body } = await subscribe(wanted);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: expect.any(Number), appId: 77, createdAt: expect.any(String), ...expected });
    expect((await send('GET', `${AT}/${body.id}`)).body).toEqual(body);
    expect((await send('GET', AT)).body.results).toEqual([body]);
  });

  test('that exists is changed by another create', async () => {
    const { subscribe, send } = await journal();
    const first = await subscribe(objects());
    const second = await subscribe({ ...objects(), actions: ['DELETE'] });
    expect(second.body).toMatchObject({ id: first.body.id, actions: ['DELETE'] });
    expect((await send('GET', AT)).body.results).toHaveLength(1);
  });

  test('is deleted, alone or with all others of its portal', async () => {
    const { subscribe, send } = await journal();
    const { body } = await subscribe(objects());
    await subscribe(objects(PORTAL, '0-2'));
    await subscribe(objects(OTHER_PORTAL));
    expect((await send('DELETE', `${AT}/${body.id}`)).status).toBe(204);
    expect((await send('DELETE', `${AT}/${body.id}`)).status).toBe(404);
    expect((await send('DELETE', `${AT}/portals/${PORTAL}`)).status).toBe(204);
    const left = (await send('GET', AT)).body.results as { portalId: number }[];
    expect(left.map((one) => one.portalId)).toEqual([OTHER_PORTAL]);
  });

  test.each<[string, object, number]>([
    ['a kind that is none', { ...objects(), subscriptionType: 'EVENTS' }, 400],
    ['an action of another kind', { ...objects(), actions: ['ASSOCIATION_ADDED'] }, 400],
    ['no action', { ...objects(), actions: [] }, 400],
    ['an unknown type', objects(PORTAL, '0-999'), 400],
    ['a type that the app may not read', objects(PORTAL, '0-3'), 403],
    ['a portal without the app', objects(5), 403],
    [
      'an unknown lifecycle event',
      { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: '4-1', properties: [] },
      400,
    ],
  ])('with %s is refused', async (_name, wanted, status) => {
    const { subscribe } = await journal();
    expect((await subscribe(wanted)).status).toBe(status);
  });
});

describe('a filter', () => {
  const conditions = [{ filterType: 'CRM_OBJECT_PROPERTY', operator: 'EQ', property: 'city', value: 'Rome' }];

  test('is made, read, and deleted, and goes with its subscription', async () => {
    const { subscribe, send } = await journal();
    const { id } = (await subscribe(objects())).body;
    const make = async () =>
      (await send('POST', `${AT}/filters`, { subscriptionId: id, filter: { conditions } })).body.filterId;
    const filterId = await make();
    const one = await send('GET', `${AT}/filters/${filterId}`);
    expect(one.body).toEqual({ id: filterId, filter: { conditions }, createdAt: expect.any(Number) });
    expect((await send('GET', `${AT}/filters/subscription/${id}`)).body).toEqual([one.body]);
    expect((await send('DELETE', `${AT}/filters/${filterId}`)).status).toBe(204);
    expect((await send('GET', `${AT}/filters/${filterId}`)).status).toBe(404);
    const next = await make();
    await send('DELETE', `${AT}/${id}`);
    expect((await send('GET', `${AT}/filters/${next}`)).status).toBe(404);
  });

  test.each<[string, object, object[]]>([
    ['on deletions', { ...objects(), actions: ['DELETE'] }, conditions],
    ['without a value', objects(), [{ filterType: 'CRM_OBJECT_PROPERTY', operator: 'EQ', property: 'city' }]],
    ['without conditions', objects(), []],
  ])('%s is refused', async (_name, subscription, list) => {
    const { subscribe, send } = await journal();
    const { id } = (await subscribe(subscription)).body;
    const wanted = { subscriptionId: id, filter: { conditions: list } };
    expect((await send('POST', `${AT}/filters`, wanted)).status).toBe(400);
  });
});
