import { canonicalValue } from './canonical.ts';
import type { CheckedObject } from './checked-object.ts';
import { keptIn, writes } from './fields.ts';
import type { MappedField } from './mapping.ts';
import { otherSide } from './record.ts';
import type { FieldType, Side } from './record.ts';
import { HOLDERS, compiled } from './transforms/expression.ts';
import { transformName, transformOfField } from './transforms/of-field.ts';
import type { Transform } from './transforms/transform.ts';
import { ID_FIELD } from './value.ts';

type Objects = Readonly<Record<Side, CheckedObject>>;
const SIDES = ['left', 'right'] as const;

/** Fields that are missing, and fields whose types do not fit what is done with their values. */
export function transformProblems(field: MappedField, objects: Objects): string[] {
  const transform = transformOfField(field);
  const named = SIDES.filter((side) => transform?.computed !== true || writes(field, side));
  const unknown = SIDES.flatMap((side) => {
    const names = [...(named.includes(side) ? keptIn(field, side) : []), ...usedFields(field, transform, side)];
    return names.flatMap((name) => objects[side].unknown(name));
  });
  if (unknown.length > 0) return unknown;
  return [
    ...(transform ? named.flatMap((side) => typeProblems(field, transform, side, objects[side])) : []),
    ...(transform ? sourceProblems(field, transform, objects) : []),
    ...defaultProblems(field, objects),
  ];
}

/** A computed field reads one side only: that which it does not write. */
const usedFields = (field: MappedField, transform: Transform | null, side: Side): readonly string[] =>
  transform === null || (transform.computed && writes(field, side)) ? [] : transform.reads(side);

export const typeOf = (object: CheckedObject, name: string): FieldType =>
  name === ID_FIELD ? 'string' : (object.field(name)?.type ?? 'string');

function typeProblems(field: MappedField, transform: Transform, side: Side, object: CheckedObject): string[] {
  // What an expression gives is known only with the types of the fields it reads.
  const possible = field.transform?.expression === undefined ? transform.types(side) : null;
  return holderProblems(field, side, object, possible);
}

function holderProblems(
  field: MappedField,
  side: Side,
  object: CheckedObject,
  possible: readonly FieldType[] | null,
): string[] {
  const name = transformName(field);
  return keptIn(field, side).flatMap((kept) => {
    const type = typeOf(object, kept);
    if (possible === null || possible.includes(type)) return [];
    return [
      `\`${kept}\` of ${object.name} is of type ${type}, but \`${name}\` has ${possible.join(' or ')} there; ` +
        `map another field, or change \`${name}\``,
    ];
  });
}

/** What goes into a computed field: an expression is checked with the types there are, a choice must be among equals. */
function sourceProblems(field: MappedField, transform: Transform, objects: Objects): string[] {
  if (!transform.computed) return [];
  const target: Side = writes(field, 'left') ? 'left' : 'right';
  const source = otherSide(target);
  if (field.transform?.expression !== undefined) {
    const expression = compiled(field.transform.expression);
    const { type, problems } = expression.checked((side, name) => typeOf(objects[side], name));
    if (problems.length === 0) return holderProblems(field, target, objects[target], HOLDERS[type] ?? null);
    return problems.map((problem) => `the expression of \`${field[target]}\`: ${problem}`);
  }
  const own = typeOf(objects[target], field[target]);
  if (field.transform?.first === undefined || own === 'string' || own === 'enumeration') return [];
  return transform.reads(source).flatMap((name) => {
    const type = typeOf(objects[source], name);
    if (type === own) return [];
    return [`\`first\` takes \`${name}\`, of type ${type}, for \`${field[target]}\`, of type ${own}; leave it out`];
  });
}

function defaultProblems(field: MappedField, objects: Objects): string[] {
  if (field.default === undefined || field.direction === 'both') return [];
  const side: Side = writes(field, 'left') ? 'left' : 'right';
  const type = typeOf(objects[side], field[side]);
  try {
    canonicalValue(type, field.default);
    return [];
  } catch {
    return [`the default of \`${field[side]}\` is "${field.default}", which is no ${type}; write one`];
  }
}
