import { afterEach, expect, test } from '@jest/globals';
import { associatedWithEach } from './associated-many.ts';
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
      const to = [{ toObjectId: after === undefined ? 900 : 901 }];
      return [{ from: { id }, to, ...next }];
    });
    const errors = [{ category: 'OBJECT_NOT_FOUND', message: 'No company is associated with invoice 7.' }];
    return { status: 207, body: { status: 'COMPLETE', results, errors, numErrors: 1 } };
  });
  const ids = Array.from({ length: 1001 }, (_, index) => String(index + 1));
  const { call } = quickCall(fake.url);
  const found = await associatedWithEach(call, { object: 'invoices', ids, to: 'companies' });
  expect(found.get('1')).toEqual(['900']);
  expect(found.get('5')).toEqual(['900', '901']);
  expect(found.has('7')).toBe(false);
  expect(fake.seen.map(({ body }) => (body as { inputs: object[] }).inputs.length)).toEqual([1000, 1, 1]);
  expect(fake.seen[0]?.path).toBe('/crm/associations/2026-09/invoices/companies/batch/read');
});
