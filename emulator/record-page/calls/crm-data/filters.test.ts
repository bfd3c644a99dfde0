import { expect, test } from '@jest/globals';
import type { CrmRecord } from '../../../crm.ts';
import { passes, sorted } from './filters.ts';
import type { Filter } from './requests.ts';

const record = (id: string, amount: string | null): CrmRecord => ({
  id,
  objectTypeId: '0-3',
  properties: { amount, dealname: `Deal ${id}` },
  createdAt: 0,
  updatedAt: 0,
  archived: false,
});
const RECORDS = [record('1', '900'), record('2', '12000'), record('3', null)];

test.each<[Partial<Filter> & Pick<Filter, 'operator'>, string[]]>([
  [{ operator: 'EQ', value: 900 }, ['1']],
  [{ operator: 'NEQ', value: '900' }, ['2', '3']],
  [{ operator: 'GT', value: 1000 }, ['2']],
  [{ operator: 'LTE', value: 900 }, ['1']],
  [{ operator: 'BETWEEN', value: 800, highValue: 1000 }, ['1']],
  [{ operator: 'IN', values: ['900', '12000'] }, ['1', '2']],
  [{ operator: 'NOT_IN', values: '900' }, ['2', '3']],
  [{ operator: 'HAS_PROPERTY' }, ['1', '2']],
  [{ operator: 'NOT_HAS_PROPERTY' }, ['3']],
  [{ operator: 'CONTAINS_TOKEN', property: 'dealname', value: '2' }, ['2']],
  [{ operator: 'CONTAINS_TOKEN', property: 'dealname', value: 'DE*' }, ['1', '2', '3']],
  [{ operator: 'CONTAINS_TOKEN', property: 'dealname', value: 'de' }, []],
  [{ operator: 'NOT_CONTAINS_TOKEN', property: 'dealname', value: '1' }, ['2', '3']],
])('the filter %j leaves %j', (filter, ids) => {
  const left = RECORDS.filter((one) => passes(one, [{ property: 'amount', ...filter }]));
  expect(left.map((one) => one.id)).toEqual(ids);
});

test('numbers are sorted by size, and records without a value come last in both directions', () => {
  const ids = (direction: 1 | -1) => sorted(RECORDS, [{ columnName: 'amount', direction }]).map((one) => one.id);
  expect([ids(1), ids(-1)]).toEqual([
    ['1', '2', '3'],
    ['2', '1', '3'],
  ]);
});
