import { isConstant } from './fields.ts';
import type { Condition } from './filter-conditions.ts';
import type { ConstantField, MappedField, Mapping, Pair } from './mapping.ts';
import type { Problem } from './problem.ts';
import { resolver } from './resolve-name.ts';
import { LABEL, namedKey, type NamedField, type ValueNames } from './value-name.ts';

/** Left fields whose values the mapping says by name: `label:Closed won`, and owners by their e-mail address. */
export function namedFields(mapping: Mapping): NamedField[] {
  const found = new Map<string, NamedField>();
  for (const pair of mapping.pairs) {
    const add = (field: string): void => {
      const named = { object: pair.left, field };
      found.set(namedKey(named), named);
    };
    bindPair(pair, (field) => (value) => {
      if (value === null || value.startsWith(LABEL)) add(field);
      return value ?? '';
    });
  }
  return [...found.values()];
}

/** The mapping with the values in place of their names, as one account has them, and the names that it does not have. */
export function bindNames(mapping: Mapping, names: ValueNames): { mapping: Mapping; problems: Problem[] } {
  const problems: Problem[] = [];
  const pairs = mapping.pairs.map((pair, pairNo) =>
    bindPair(
      pair,
      (field, path) => {
        const known = names.get(namedKey({ object: pair.left, field }));
        const resolve = resolver(`\`${field}\` of ${pair.left}`, known ?? []);
        return (value) => {
          if (value === null || !value.startsWith(LABEL)) return value ?? '';
          const found = resolve(value.slice(LABEL.length));
          if ('value' in found) return found.value;
          problems.push({ path: ['pairs', pairNo, ...path], text: `pair \`${pair.name}\`: ${found.problem}` });
          return value;
        };
      },
      names,
    ),
  );
  return { mapping: { ...mapping, pairs }, problems };
}

/** A value by its name; null asks for all names of the field. */
type Bind = (field: string, path: (string | number)[]) => (value: string | null) => string;

function bindPair(pair: Pair, bind: Bind, names?: ValueNames): Pair {
  const fields = pair.fields.map((field, index) => {
    const bound = bind(field.left, ['fields', index]);
    return isConstant(field) ? boundConstant(field, bound) : boundField(pair, field, bound, names);
  });
  const { filter } = pair;
  if (!Array.isArray(filter)) return { ...pair, fields };
  const conditions = filter.map((one, index) =>
    one.left === undefined ? one : boundCondition(one, bind(one.left, ['filter', index])),
  );
  return { ...pair, fields, filter: conditions };
}

const boundConstant = (field: ConstantField, bound: (value: string) => string): ConstantField =>
  typeof field.value === 'string' ? { ...field, value: bound(field.value) } : field;

function boundField(
  pair: Pair,
  field: MappedField,
  bound: (value: string | null) => string,
  names: ValueNames | undefined,
): MappedField {
  const { map, transform, default: initial } = field;
  const table = (values: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([right, left]) => [right, bound(left)]));
  const made = { ...field };
  if (map) made.map = table(map);
  if (typeof initial === 'string' && field.direction === 'to-left') made.default = bound(initial);
  if (transform?.lookup) {
    const { otherwise } = transform.lookup;
    const lookup = { ...transform.lookup, table: table(transform.lookup.table) };
    made.transform = { lookup: otherwise === undefined ? lookup : { ...lookup, otherwise: bound(otherwise) } };
  }
  if (transform?.owner) {
    bound(null);
    const people = names?.get(namedKey({ object: pair.left, field: field.left })) ?? [];
    made.transform = { owner: { ...transform.owner, people } };
  }
  return made;
}

function boundCondition(condition: Condition, bound: (value: string) => string): Condition {
  const one = <T>(value: T): T | string => (typeof value === 'string' ? bound(value) : value);
  const { equals, not } = condition;
  return {
    ...condition,
    ...(equals === undefined ? {} : { equals: one(equals) }),
    ...(condition.in ? { in: condition.in.map(one) } : {}),
    ...(not === undefined ? {} : { not: Array.isArray(not) ? not.map(one) : one(not) }),
  };
}
