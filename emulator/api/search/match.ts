import type { Property } from '../properties/definition.ts';
import { invalid } from '../http/errors.ts';
import type { Filter } from './request.ts';

/** Whether a value (null = never set) passes one filter. */
export type Test = (value: string | null) => boolean;

/** Values as they compare: numbers and instants by size, everything else as text without case. */
export function comparable(property: Property, value: string): number | string {
  if (property.type === 'number') return Number(value);
  if (property.type === 'date' || property.type === 'datetime') {
    return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  }
  return value.toLowerCase();
}

const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** A wildcard stands for any characters within one token. */
function containsToken(wanted: string, value: string): boolean {
  const found = tokens(value);
  return wanted
    .toLowerCase()
    .split(/[^\p{L}\p{N}*]+/u)
    .filter(Boolean)
    .every((want) => {
      const pattern = new RegExp(`^${want.split('*').join('.*')}$`, 'u');
      return found.some((token) => pattern.test(token));
    });
}

export function filterTest(property: Property, filter: Filter): Test {
  const { operator } = filter;
  const wanted = (): number | string => comparable(property, required(filter, filter.value));
  const compare = (holds: (value: number | string, limit: number | string) => boolean): Test => {
    const limit = wanted();
    return (value) => value !== null && holds(comparable(property, value), limit);
  };
  switch (operator) {
    case 'HAS_PROPERTY':
      return (value) => value !== null;
    case 'NOT_HAS_PROPERTY':
      return (value) => value === null;
    case 'EQ':
      return compare((value, limit) => value === limit);
    case 'NEQ':
      return compare((value, limit) => value !== limit);
    case 'LT':
      return compare((value, limit) => value < limit);
    case 'LTE':
      return compare((value, limit) => value <= limit);
    case 'GT':
      return compare((value, limit) => value > limit);
    case 'GTE':
      return compare((value, limit) => value >= limit);
    case 'BETWEEN': {
      const high = comparable(property, required(filter, filter.highValue));
      return compare((value, low) => value >= low && value <= high);
    }
    case 'IN':
    case 'NOT_IN': {
      const values = new Set((filter.values ?? []).map((value) => comparable(property, value)));
      if (values.size === 0) throw invalid(`The operator ${operator} needs "values".`);
      return (value) => value !== null && values.has(comparable(property, value)) === (operator === 'IN');
    }
    default: {
      const text = required(filter, filter.value);
      return (value) => value !== null && containsToken(text, value) === (operator === 'CONTAINS_TOKEN');
    }
  }
}

function required(filter: Filter, value: string | undefined): string {
  if (value === undefined) throw invalid(`The operator ${filter.operator} on ${filter.propertyName} needs a value.`);
  return value;
}

export const matchesQuery = (query: string, values: readonly (string | null)[]): boolean => {
  const wanted = query.toLowerCase();
  return values.some((value) => value?.toLowerCase().includes(wanted));
};
