import type { Hub } from '../hub.ts';
import { type RecordRow, recordTable, valueOf } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { type Condition, type FilterRow, filterTable, type SubscriptionRow } from './rows.ts';

export const OPERATORS = [
  'EQ',
  'N_EQ',
  'LT',
  'GT',
  'LTE',
  'GTE',
  'CONTAINS',
  'STARTS_WITH',
  'ENDS_WITH',
  'IN',
  'NOT_IN',
  'IS_EMPTY',
  'IS_NOT_EMPTY',
] as const;

export const filtersOf = (hub: Hub, appId: number, subscriptionId: number): FilterRow[] =>
  [...hub.tables.rows<FilterRow>(filterTable(appId)).values()].filter((one) => one.subscriptionId === subscriptionId);

/** The conditions of a filter all hold, for one of the filters; a subscription without filters lets everything pass. */
export function passes(hub: Hub, appId: number, to: SubscriptionRow, type: ObjectType, id: string): boolean {
  const filters = filtersOf(hub, appId, to.id);
  if (filters.length === 0) return true;
  const row = hub.tables.rows<RecordRow>(recordTable(to.portalId ?? 0, type)).get(id);
  const valueIn = (name: string): string => (row ? (valueOf(type, row, name) ?? '') : '');
  return filters.some(({ conditions }) => conditions.every((one) => holds(one, valueIn(one.property))));
}

function holds({ operator, value = '', values = [] }: Condition, actual: string): boolean {
  switch (operator) {
    case 'EQ':
      return actual === value;
    case 'N_EQ':
      return actual !== value;
    case 'CONTAINS':
      return actual.includes(value);
    case 'STARTS_WITH':
      return actual.startsWith(value);
    case 'ENDS_WITH':
      return actual.endsWith(value);
    case 'IN':
      return values.includes(actual);
    case 'NOT_IN':
      return !values.includes(actual);
    case 'IS_EMPTY':
      return actual === '';
    case 'IS_NOT_EMPTY':
      return actual !== '';
    default:
      return actual !== '' && compares(operator, order(actual, value));
  }
}

function compares(operator: string, place: number): boolean {
  if (operator === 'LT') return place < 0;
  if (operator === 'LTE') return place <= 0;
  return operator === 'GT' ? place > 0 : place >= 0;
}

/** Numbers as numbers; everything else, such as ISO dates, as text. */
function order(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (!Number.isNaN(difference) && one !== '' && other !== '') return difference;
  return one < other ? -1 : Number(one > other);
}
