import type { CheckedObject } from './checked-object.ts';
import { isConstant, writes } from './fields.ts';
import type { ConstantField, MappedField } from './mapping.ts';
import type { Side } from './record.ts';
import { didYouMean } from './suggest.ts';
import { LABEL } from './value-name.ts';

type Objects = Readonly<Record<Side, CheckedObject>>;

/**
 * Values that the mapping names and that the live enumeration does not allow: the system would refuse every record that
 * has one, and a `map` is never shorter than a list of mistakes.
 */
export function optionProblems(field: MappedField | ConstantField, objects: Objects): string[] {
  const sides = (['left', 'right'] as const).filter((side) =>
    isConstant(field) ? side === 'left' : writes(field, side),
  );
  return sides.flatMap((side) => {
    const object = objects[side];
    const name = sideName(field, side);
    const options = object.field(name)?.options;
    if (options === undefined) return [];
    // A name that is not known is a problem of its own.
    const values = valuesOn(field, side).filter((value) => !value.startsWith(LABEL));
    const wrong = values.filter((value) => !value.split(';').every((one) => options.includes(one)));
    return [...new Set(wrong)].map(
      (value) =>
        `\`${name}\` of ${object.name} has no option "${value}"${didYouMean(value, options)}; ` +
        'write one it has, or have the option created: list it under `provision` with `type: enumeration`',
    );
  });
}

const sideName = (field: MappedField | ConstantField, side: Side): string =>
  isConstant(field) ? field.left : field[side];

/** What the mapping itself says this side may be given. */
function valuesOn(field: MappedField | ConstantField, side: Side): string[] {
  if (isConstant(field)) return [String(field.value)];
  const table = { ...field.map, ...field.transform?.lookup?.table };
  const otherwise = field.transform?.lookup?.otherwise;
  const words = field.transform?.boolean?.[side];
  const spoken = typeof words === 'object' ? [words.yes, words.no].map((word) => [word].flat()[0] ?? '') : [];
  return [
    ...(side === 'left' ? Object.values(table) : Object.keys(table)),
    ...(otherwise === undefined ? [] : [otherwise]),
    ...(field.default === undefined ? [] : [String(field.default)]),
    ...spoken,
  ];
}
