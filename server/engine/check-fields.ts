import { filterProblems } from './check-filter.ts';
import { loopProblems } from './check-loops.ts';
import { optionProblems } from './check-options.ts';
import { transformProblems } from './check-transform.ts';
import type { CheckedObject } from './checked-object.ts';
import { isConstant, keptIn, mappedFields } from './fields.ts';
import type { ConstantField, MappedField, Pair } from './mapping.ts';
import { at } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Side } from './record.ts';
import { ambiguousLeftValues } from './translate.ts';
import { ID_FIELD } from './value.ts';

/** Paths are those below the pair. */
export function fieldProblems(pair: Pair, left: CheckedObject, right: CheckedObject): Problem[] {
  return [
    ...at(['reference'], referenceProblems(pair, left)),
    ...pair.match.flatMap((key, keyNo) =>
      key.flatMap((part, partNo) =>
        at(['match', keyNo, partNo], [...left.unknown(part.left), ...right.unknown(part.right)]),
      ),
    ),
    ...pair.fields.flatMap((field, index) => at(['fields', index], oneFieldProblems(field, left, right))),
    ...at(['filter'], filterProblems(pair.filter, { left, right })),
    ...at(['fields'], writtenTwice(pair)),
    ...at(['fields'], loopProblems(pair)),
  ];
}

function oneFieldProblems(field: MappedField | ConstantField, left: CheckedObject, right: CheckedObject): string[] {
  if (isConstant(field)) {
    return [
      ...left.unknown(field.left),
      ...readOnlyProblems(left, 'left', field.left),
      ...optionProblems(field, { left, right }),
    ];
  }
  return [
    ...transformProblems(field, { left, right }),
    ...mappedProblems(field, left, right),
    ...optionProblems(field, { left, right }),
  ];
}

function referenceProblems(pair: Pair, left: CheckedObject): string[] {
  const { reference } = pair;
  const field = left.field(reference);
  if (!field) {
    return [
      `${left.unknown(reference).join('')}; list it under \`provision\` with \`unique: true\` to have it created`,
    ];
  }
  if (pair.fields.some((mapped) => mapped.left === reference)) {
    return [`\`${reference}\` is the reference, which is always written; remove it from \`fields\``];
  }
  if (field.unique) return readOnlyProblems(left, 'left', reference);
  return [
    `the reference \`${reference}\` of ${left.name} must be a unique field, or a retry could create a record twice`,
  ];
}

function mappedProblems(field: MappedField, left: CheckedObject, right: CheckedObject): string[] {
  const problems: string[] = [];
  const readOnly = (object: CheckedObject, side: Side): string[] =>
    keptIn(field, side).flatMap((name) => readOnlyProblems(object, side, name));
  if (field.direction !== 'to-right') problems.push(...readOnly(left, 'left'));
  if (field.direction !== 'to-left') problems.push(...readOnly(right, 'right'));
  const ambiguous = field.direction === 'to-left' ? [] : ambiguousLeftValues(field);
  for (const value of ambiguous) {
    problems.push(
      `the map of \`${field.left}\` has several right values for "${value}", so it cannot be translated back; ` +
        'give each its own left value, or set `direction: to-left`',
    );
  }
  return problems;
}

function readOnlyProblems(object: CheckedObject, side: Side, name: string): string[] {
  if (name !== ID_FIELD && object.field(name)?.readOnly !== true) return [];
  const direction = side === 'left' ? 'to-right' : 'to-left';
  return [`\`${name}\` of ${object.name} cannot be written to; set \`direction: ${direction}\` or leave it out`];
}

/** Two fields that write to one would undo each other's writes for ever. */
function writtenTwice(pair: Pair): string[] {
  const lefts = pair.fields.flatMap((field) => (isConstant(field) ? [field.left] : keptIn(field, 'left')));
  const rights = mappedFields(pair).flatMap((field) => (field.direction === 'to-left' ? [] : keptIn(field, 'right')));
  const twice = (names: string[]) => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return [
    ...twice(lefts).map((name) => `\`${name}\` of ${pair.left} is in \`fields\` twice; keep one`),
    ...twice(rights).map(
      (name) => `\`${name}\` of ${pair.right} is written from two fields; set one \`direction: to-left\``,
    ),
  ];
}
