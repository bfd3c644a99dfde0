import { canonicalValue } from './canonical.ts';
import { typeOf } from './check-transform.ts';
import type { CheckedObject } from './checked-object.ts';
import type { Condition, Filter } from './filter-conditions.ts';
import { filterReads, kindOf } from './filter.ts';
import type { FieldType, Side } from './record.ts';
import { compiled } from './transforms/expression.ts';

type Objects = Readonly<Record<Side, CheckedObject>>;
const ORDERED: readonly FieldType[] = ['decimal', 'date', 'datetime'];

export function filterProblems(filter: Filter | undefined, objects: Objects): string[] {
  if (filter === undefined) return [];
  const unknown = (['left', 'right'] as const).flatMap((side) =>
    filterReads(filter, side).flatMap((name) => objects[side].unknown(name)),
  );
  if (unknown.length > 0) return unknown;
  if ('expression' in filter) return expressionProblems(filter.expression, objects);
  return filter.flatMap((condition) => conditionProblems(condition, objects));
}

function expressionProblems(source: string, objects: Objects): string[] {
  const { type, problems } = compiled(source).checked((side, name) => typeOf(objects[side], name));
  if (problems.length > 0) return problems.map((problem) => `the filter: ${problem}`);
  if (type === 'bool' || type === 'dyn') return [];
  return [`the filter gives a ${type}; compare it with something, so that it gives yes or no`];
}

function conditionProblems(condition: Condition, objects: Objects): string[] {
  const side: Side = condition.left === undefined ? 'right' : 'left';
  const name = condition[side] ?? '';
  const type = typeOf(objects[side], name);
  const bounds = [condition.above, condition.from, condition.to, condition.below].filter((one) => one !== undefined);
  if (bounds.length > 0 && !ORDERED.includes(type)) {
    return [`the filter compares \`${name}\`, which is of type ${type}; only ${ORDERED.join(', ')} have an order`];
  }
  const values = [condition.equals, condition.in, condition.not].flat().filter((one) => one !== undefined);
  return [
    ...values.flatMap((value) => valueProblems(name, type, value)),
    ...bounds.flatMap((bound) =>
      kindOf(bound) === type ? [] : [`the filter compares \`${name}\` with "${bound}", which is no ${type}; write one`],
    ),
  ];
}

/** A value that is not canonical would equal nothing: "12.50" is kept as "12.5". */
function valueProblems(name: string, type: FieldType, value: string | boolean): string[] {
  try {
    const canonical = canonicalValue(type, value);
    if (String(canonical) === String(value)) return [];
    return [`the filter has "${value}" for \`${name}\`; write it as it is compared, "${canonical ?? ''}"`];
  } catch {
    return [`the filter has "${value}" for \`${name}\`, which is no ${type}; write one`];
  }
}
