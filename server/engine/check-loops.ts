import { mappedFields, sources } from './fields.ts';
import type { MappedField, Pair } from './mapping.ts';
import { transformOfField } from './transforms/of-field.ts';

/**
 * Two fields of opposite directions that are made of each other: each look would write one from the old value of the other.
 * Between plain fields this is found as a field that is listed twice.
 */
export function loopProblems(pair: Pair): string[] {
  const fields = mappedFields(pair);
  const toLeft = fields.filter((field) => field.direction === 'to-left');
  const toRight = fields.filter((field) => field.direction === 'to-right');
  return toLeft.flatMap((one) =>
    toRight
      .filter((other) => isMade(one) || isMade(other))
      .filter((other) => sources(one, 'right').includes(other.right) && sources(other, 'left').includes(one.left))
      .map(
        (other) =>
          `\`${one.left}\` of ${pair.left} is made of \`${other.right}\`, which is made of \`${one.left}\`; ` +
          'they would overwrite each other, so keep one of the two',
      ),
  );
}

const isMade = (field: MappedField): boolean => transformOfField(field)?.computed === true;
