import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openGallery } from '../../testing/gallery.ts';

let gallery: Awaited<ReturnType<typeof openGallery>>;
let at: { portalId: number; objectTypeId: string; objectId: string };

beforeAll(async () => {
  gallery = await openGallery();
  at = { portalId: 12_345_678, objectTypeId: '0-2', objectId: gallery.recordUrl.split('/').at(-1) ?? '' };
});
afterAll(() => gallery?.close());

/** What the page of a card asks for when the card calls one of the package's hooks. */
async function ask<T>(path: string, body: object): Promise<T> {
  const response = await fetch(`${gallery.url}/_page/crm/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...at, ...body }),
  });
  const { answer } = (await response.json()) as { answer: T };
  return answer;
}

interface Found {
  readonly results: readonly { properties: Record<string, string> }[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly after?: string;
}
const names = ({ results }: Found) => results.map(({ properties }) => properties['dealname']);
const deals = (request: object) =>
  ask<Found>('search', { request: { objectType: 'deals', properties: ['dealname', 'amount'], ...request } });

test('useCrmSearch finds by any of its filter groups, sorts, and turns its pages', async () => {
  const filterGroups = [
    { filters: [{ propertyName: 'amount', operator: 'GT', value: 20_000 }] },
    { filters: [{ propertyName: 'dealname', operator: 'CONTAINS_TOKEN', value: 'oven' }] },
  ];
  const sorts = [{ propertyName: 'amount', direction: 'DESCENDING' }];
  const all = await deals({ filterGroups, sorts });
  expect([all.total, names(all)]).toEqual([2, ['Second shop', 'New oven']]);
  const first = await deals({ filterGroups, sorts, pageLength: 1 });
  expect([first.hasMore, names(first)]).toEqual([true, ['Second shop']]);
  const last = await deals({ filterGroups, sorts, pageLength: 1, after: first.after });
  expect([last.hasMore, names(last)]).toEqual([false, ['New oven']]);
});

test('a currency has its sign when the card asks for it, dates their pattern', async () => {
  const request = { objectType: 'deals', properties: ['amount', 'closedate'], query: 'flour' };
  const plain = await ask<Found>('search', { request, options: { propertiesToFormat: ['amount'] } });
  expect(plain.results[0]?.properties).toMatchObject({ amount: '4,500.50', closedate: '2026-05-02T00:00:00.000Z' });
  const formattingOptions = { currency: { addSymbol: true }, dateTime: { format: 'D MMMM YYYY' } };
  const signed = await ask<Found>('search', { request, options: { propertiesToFormat: 'all', formattingOptions } });
  expect(signed.results[0]?.properties).toMatchObject({ amount: '€4,500.50', closedate: '2 May 2026' });
});

test('formatCrmProperties takes the currency of the values themselves', async () => {
  const propertiesList = [{ amount: '7', deal_currency_code: 'JPY' }, { amount: null }];
  const body = { objectType: '0-3', propertiesList, formattingOptions: { currency: { addSymbol: true } } };
  expect(await ask('format', body)).toEqual([{ amount: '¥7', deal_currency_code: 'JPY' }, { amount: null }]);
});

test('useAssociations tells how each record is linked', async () => {
  const { results } = await ask<{ results: { associationTypes: object[] }[] }>('associations', {
    request: { toObjectType: 'contacts', properties: ['email'] },
  });
  expect(results).toEqual([
    {
      toObjectId: expect.any(Number),
      associationTypes: expect.arrayContaining([{ category: 'HUBSPOT_DEFINED', typeId: 280, label: '' }]),
      properties: { email: 'ada@acorn.example' },
    },
  ]);
});
