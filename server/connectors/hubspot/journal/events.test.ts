import { expect, test } from '@jest/globals';
import { inboundOfEvents } from './events.ts';

const about = { type: 'crmObject', portalId: 7, occurredAt: '2026-11-26T12:00:00Z', objectTypeId: '0-2' };
const refs = (...events: unknown[]): string[] =>
  [...inboundOfEvents(events)].flatMap(([portalId, { notices }]) =>
    notices.map(({ object, id }) => `${portalId} ${object} ${id}`),
  );

test('every action on a record is a look at it, once', () => {
  const events = ['CREATE', 'UPDATE', 'DELETE', 'RESTORE'].map((action) => ({ ...about, action, objectId: 5 }));
  expect(refs(...events, { ...about, portalId: 8, action: 'CREATE', objectId: '5' })).toEqual([
    '7 companies 5',
    '8 companies 5',
  ]);
});

test('a merge concerns those who are gone, too, and an association both of its ends', () => {
  expect(refs({ ...about, action: 'MERGE', objectId: 9, mergedObjectIds: [1, 2] })).toEqual([
    '7 companies 9',
    '7 companies 1',
    '7 companies 2',
  ]);
  const ends = { fromObjectTypeId: '0-1', fromObjectId: 1, toObjectTypeId: '0-2', toObjectId: 2 };
  const association = { type: 'association', portalId: 7, action: 'ASSOCIATION_REMOVED', ...ends };
  expect(refs(association)).toEqual(['7 contacts 1', '7 companies 2']);
});

test('the wish to be forgotten and the end of the app are told apart from changes', () => {
  const inbound = inboundOfEvents([
    { ...about, action: 'GDPR_DELETE', objectTypeId: '0-1', objectId: 3 },
    { type: 'app_lifecycle_event', portalId: 8, action: 'APP_UNINSTALL', eventTypeId: '4-1916193' },
  ]);
  expect(inbound.get(7)?.erased).toEqual([{ object: 'contacts', id: '3' }]);
  expect(inbound.get(8)).toEqual({ notices: [], erased: [], uninstalled: true });
});

test('what is unknown is passed over', () => {
  const odd = [null, 5, 'x', [], {}, { ...about, action: 'CREATE' }, { ...about, action: 'CREATE', objectId: -1 }];
  expect(refs(...odd, { ...about, action: 'CREATE', objectId: 1, objectTypeId: '4-1' })).toEqual([]);
});
