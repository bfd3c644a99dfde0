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

/** `inclusive`: whether both ends of `BETWEEN` belong to it, which HubSpot does not say. */
export function filterTest(property: Property, filter: Filter, inclusive: boolean): Test {
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
      return compare((value, low) => (inclusive ? value >= low && value <= high : value > low && value < high));
    }
    case 'IN':
    case 'NOT_IN': {
      const isIn = inTest(property, filter);
      return (value) => value !== null && isIn(value) === (operator === 'IN');
    }
    default: {
      const text = required(filter, filter.value);
      return (value) => value !== null && containsToken(text, value) === (operator === 'CONTAINS_TOKEN');
    }
  }
}

/**
 * Texts are compared in lower case, and HubSpot wants them written so: `Berlin` in `values` finds nothing. Options are
 * internal values, case and all; of a property with several, one is enough.
 */
function inTest(property: Property, { operator, values: wanted = [] }: Filter): (value: string) => boolean {
  if (wanted.length === 0) throw invalid(`The operator ${operator} needs "values".`);
  if (property.type === 'enumeration' || property.type === 'bool') {
    const values = new Set(wanted);
    return (value) => values.has(value) || value.split(';').some((one) => values.has(one));
  }
  const isText = typeof comparable(property, '') === 'string';
  const values = new Set(wanted.map((value) => (isText ? value : comparable(property, value))));
  return (value) => values.has(comparable(property, value));
}

function required(filter: Filter, value: string | undefined): string {
  if (value === undefined) throw invalid(`The operator ${filter.operator} on ${filter.propertyName} needs a value.`);
  return value;
}

export const matchesQuery = (query: string, values: readonly (string | null)[]): boolean => {
  const wanted = query.toLowerCase();
  return values.some((value) => value?.toLowerCase().includes(wanted));
};
