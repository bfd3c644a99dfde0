import { describe, expect, test } from '@jest/globals';
import { inboundByPortal, noticesByPortal } from './notices.ts';

const bodyOf = (...events: object[]): Buffer => Buffer.from(JSON.stringify(events));
const refs = (...events: object[]): string[] =>
  [...noticesByPortal(bodyOf(...events.map((event) => ({ portalId: 1, ...event }))))].flatMap(([, notices]) =>
    notices.map(({ object, id }) => `${object} ${id}`),
  );

describe('noticesByPortal', () => {
  test('generic and legacy events name the same record, which is listed once', () => {
    expect(
      refs(
        { subscriptionType: 'object.propertyChange', objectTypeId: '0-2', objectId: 5 },
        { subscriptionType: 'company.creation', objectId: 5 },
        { subscriptionType: 'line_item.deletion', objectId: 6 },
        { subscriptionType: 'object.creation', objectTypeId: '2-143967026', objectId: 7 },
      ),
    ).toEqual(['companies 5', 'line_items 6', '2-143967026 7']);
  });

  test('an association changed at both of its ends', () => {
    const ids = { fromObjectId: 1, toObjectId: 2 };
    expect(refs({ subscriptionType: 'deal.associationChange', associationType: 'DEAL_TO_LINE_ITEM', ...ids })).toEqual([
      'deals 1',
      'line_items 2',
    ]);
    const types = { fromObjectTypeId: '0-1', toObjectTypeId: '0-2' };
    expect(refs({ subscriptionType: 'object.associationChange', ...types, ...ids })).toEqual([
      'contacts 1',
      'companies 2',
    ]);
  });

  test('what the app itself wrote is no news; what another app or a person did is', () => {
    const written = { subscriptionType: 'object.propertyChange', objectTypeId: '0-2', objectId: 5, appId: 7 };
    expect(refs({ ...written, changeSource: 'INTEGRATION', sourceId: '7' })).toEqual([]);
    expect(refs({ ...written, changeSource: 'INTEGRATION', sourceId: '8' })).toEqual(['companies 5']);
    expect(refs({ ...written, changeSource: 'CRM_UI', sourceId: 'userId:7' })).toEqual(['companies 5']);
    const removed = { ...written, subscriptionType: 'object.deletion', changeSource: 'INTEGRATION', sourceId: '7' };
    expect(refs(removed)).toEqual(['companies 5']);
    const ends = { fromObjectTypeId: '0-1', toObjectTypeId: '0-2', fromObjectId: 1, toObjectId: 2, appId: 7 };
    const made = { subscriptionType: 'object.associationChange', ...ends, changeSource: 'INTEGRATION' };
    expect(refs({ ...made, sourceId: '7' })).toEqual([]);
    expect(refs({ ...made, sourceId: '8' })).toEqual(['contacts 1', 'companies 2']);
  });

  test('a merge concerns the survivor under either id and those who are gone', () => {
    const merge = { objectId: 1, primaryObjectId: 1, mergedObjectIds: [2, 3], newObjectId: 9 };
    expect(refs({ subscriptionType: 'contact.merge', ...merge })).toEqual([
      'contacts 1',
      'contacts 9',
      'contacts 2',
      'contacts 3',
    ]);
  });

  test('a restore and the deletion before it name the record', () => {
    const ids = { objectTypeId: '0-53', objectId: 8 };
    expect(refs({ subscriptionType: 'object.restore', ...ids })).toEqual(['invoices 8']);
    expect(refs({ subscriptionType: 'product.restore', objectId: '9' })).toEqual(['products 9']);
  });

  test('parents and children are companies; a word that is no object leaves the end that is known', () => {
    const ids = { fromObjectId: 1, toObjectId: 2 };
    const associationType = 'PARENT_COMPANY_TO_CHILD_COMPANY';
    const both = ['companies 1', 'companies 2'];
    expect(refs({ subscriptionType: 'company.associationChange', associationType, ...ids })).toEqual(both);
    expect(refs({ subscriptionType: 'deal.associationChange', ...ids })).toEqual(['deals 1']);
  });

  test('a privacy deletion is handed on apart, and the record gets a look', () => {
    const body = bodyOf({ portalId: 1, subscriptionType: 'contact.privacyDeletion', objectId: 5 });
    const record = { object: 'contacts', id: '5' };
    expect(inboundByPortal(body).get(1)).toEqual({
      notices: [{ side: 'left', ...record }],
      erased: [record],
      uninstalled: false,
    });
  });

  test('what is no id of a record is no notice', () => {
    const ids = [0, -1, 1.5, 1e300, '', 'x', '1\u0000', '01', '9'.repeat(20), null, {}];
    expect(refs(...ids.map((objectId) => ({ subscriptionType: 'company.creation', objectId })))).toEqual([]);
    expect(refs({ subscriptionType: 'object.creation', objectTypeId: `2-${'1'.repeat(30)}`, objectId: 1 })).toEqual([]);
  });

  test('what is unknown is passed over, and portals are kept apart', () => {
    expect(
      refs({ subscriptionType: 'conversation.newMessage', objectId: 1 }, { subscriptionType: 'event.completed' }),
    ).toEqual([]);
    const company = { subscriptionType: 'company.creation', objectId: 1 };
    const byPortal = noticesByPortal(
      bodyOf({ ...company, portalId: 1 }, { nonsense: true }, { ...company, portalId: 2 }),
    );
    expect([...byPortal.keys()]).toEqual([1, 2]);
    expect(noticesByPortal(Buffer.from('{}')).size).toBe(0);
    expect(() => noticesByPortal(Buffer.from('{oops'))).toThrow(SyntaxError);
  });
});
