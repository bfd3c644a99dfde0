import { afterEach, expect, test } from '@jest/globals';
import { labelsWithEach } from './associated-many.ts';
import { quickCall } from './testing/quick-call.ts';
import { scriptedHubSpot, type ScriptedHubSpot } from './testing/scripted-hubspot.ts';

let fake: ScriptedHubSpot;
afterEach(() => fake.close());

test('associations of many records are read a thousand records a call, and page by page', async () => {
  fake = await scriptedHubSpot(({ body }) => {
    const { inputs } = body as { inputs: { id: string; after?: string }[] };
    const results = inputs.flatMap(({ id, after }) => {
      if (id === '7') return [];
      const next = id === '5' && after === undefined ? { paging: { next: { after: '900' } } } : {};
      const types = [
        { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
        { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
      ];
      const to = [after === undefined ? { toObjectId: 900, associationTypes: types } : { toObjectId: 901 }];
      return [{ from: { id }, to, ...next }];
    });
    const errors = [{ category: 'OBJECT_NOT_FOUND', message: 'No company is associated with invoice 7.' }];
    return { status: 207, body: { status: 'COMPLETE', results, errors, numErrors: 1 } };
  });
  const ids = Array.from({ length: 1001 }, (_, index) => String(index + 1));
  const { call } = quickCall(fake.url);
  const found = await labelsWithEach(call, { object: 'invoices', ids, to: 'companies' });
  expect(found.get('1')).toEqual([{ id: '900', labels: ['Primary'] }]);
  expect(found.get('5')).toEqual([
    { id: '900', labels: ['Primary'] },
    { id: '901', labels: [] },
  ]);
  expect(found.has('7')).toBe(false);
  expect(fake.seen.map(({ body }) => (body as { inputs: object[] }).inputs.length)).toEqual([1000, 1, 1]);
  expect(fake.seen[0]?.path).toBe('/crm/associations/2026-09/invoices/companies/batch/read');
});
