import type { ObjectDescription } from './connector.ts';
import { isConstant } from './fields.ts';
import { createsOn, type Pair } from './mapping.ts';
import { at, type Problem } from './problem.ts';

/** A left object that is only written to takes nothing that would have to come from it. Paths are those below the pair. */
export function targetProblems(pair: Pair, left: ObjectDescription | undefined): Problem[] {
  if (left?.isTarget !== true) return [];
  const only = `${pair.left} is only written to`;
  return [
    ...pair.fields.flatMap((field, index) =>
      isConstant(field) || field.direction === 'to-left'
        ? []
        : at(['fields', index], [`${only}, so \`${field.left}\` goes one way; set \`direction: to-left\``]),
    ),
    ...(createsOn(pair, 'right') ? at(['create'], [`${only}; set \`create: left\``]) : []),
    ...(pair.associations.length > 0 ? at(['associations'], [`${only}, and has no associations; remove them`]) : []),
  ];
}
