import { Big } from 'big.js';
import { canonicalDecimal } from './canonical.ts';
import type { Condition, Filter } from './filter-conditions.ts';
import type { Both } from './merge-field.ts';
import type { Side, Value } from './record.ts';
import type { Expression } from './expression/compile.ts';
import { compiled } from './transforms/expression.ts';
import { fieldValue, sameValue, shown } from './value.ts';

export type FilterResult =
  | { readonly ok: true; readonly matches: boolean }
  /** The values do not fit the filter, so nobody can say: the record is set aside with this sentence. */
  | { readonly ok: false; readonly error: string };

/**
 * Whether the pair is about this record. What is said of a side that has no record yet holds: a left condition cannot keep
 * a right record from being created.
 */
export function matchesFilter(filter: Filter, both: Both): FilterResult {
  try {
    return {
      ok: true,
      matches: 'expression' in filter ? expressionHolds(prepared(filter), both) : holds(filter, both),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, error: `the filter cannot be decided: ${error.message}` };
  }
}

/** The fields of this side that the filter looks at. */
export function filterReads(filter: Filter, side: Side): readonly string[] {
  if ('expression' in filter) return prepared(filter).reads(side);
  return filter.flatMap((condition) => condition[side] ?? []);
}

/** A memory of a pure function, no state: an expression is prepared once per mapping, not once per record. */
const preparedOf = new WeakMap<Filter, Expression>();

function prepared(filter: { readonly expression: string }): Expression {
  const expression = preparedOf.get(filter) ?? compiled(filter.expression);
  preparedOf.set(filter, expression);
  return expression;
}

function expressionHolds(expression: Expression, both: Both): boolean {
  const missing = (['left', 'right'] as const).some((side) => both[side] === null && expression.reads(side).length > 0);
  if (missing) return true;
  const result = expression.evaluate((side, field) => valueOf(both, side, field));
  if (typeof result === 'boolean') return result;
  throw new RangeError(`the expression gives ${shown(result)}, not true or false`);
}

const valueOf = (both: Both, side: Side, field: string): Value => {
  const record = both[side];
  return record === null ? null : fieldValue(record, field);
};

const holds = (conditions: readonly Condition[], both: Both): boolean =>
  conditions.every((condition) => {
    const side: Side = condition.left === undefined ? 'right' : 'left';
    const field = condition[side] ?? '';
    return both[side] === null || conditionHolds(condition, field, valueOf(both, side, field));
  });

function conditionHolds(condition: Condition, field: string, value: Value): boolean {
  const { equals, in: list, not, blank } = condition;
  if (blank !== undefined && blank !== (value === null)) return false;
  if (equals !== undefined && !sameValue(value, equals)) return false;
  if (list !== undefined && !list.some((one) => sameValue(value, one))) return false;
  if (not !== undefined && [not].flat().some((one) => sameValue(value, one))) return false;
  return BOUNDS.every((bound) => {
    const limit = condition[bound];
    return limit === undefined || (value !== null && INSIDE[bound](order(field, String(value), limit)));
  });
}

const BOUNDS = ['above', 'from', 'to', 'below'] as const;
export type Bound = (typeof BOUNDS)[number];
const INSIDE: Record<Bound, (difference: number) => boolean> = {
  above: (difference) => difference > 0,
  from: (difference) => difference >= 0,
  to: (difference) => difference <= 0,
  below: (difference) => difference < 0,
};

/** Amounts by their size, dates and datetimes as text, which sorts them when both are written alike. */
function order(field: string, value: string, limit: string): number {
  const kind = kindOf(limit);
  if (kind === null || kindOf(value) !== kind) {
    throw new RangeError(`"${value}" of \`${field}\` cannot be compared with "${limit}"; both must be of one kind`);
  }
  if (kind === 'decimal') return Big(value).cmp(Big(limit));
  return value === limit ? 0 : value < limit ? -1 : 1;
}

/** What can be compared: decimals, dates, and datetimes in canonical form (record.ts). */
export function kindOf(value: string): 'decimal' | 'date' | 'datetime' | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'date';
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value)) return 'datetime';
  try {
    return canonicalDecimal(value) === null ? null : 'decimal';
  } catch {
    return null;
  }
}
