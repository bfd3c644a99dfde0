import type { ConstantField, MappedField, Pair } from './mapping.ts';
import type { Side } from './record.ts';
import { ID_FIELD } from './value.ts';

export const isConstant = (field: MappedField | ConstantField): field is ConstantField => 'value' in field;

export function mappedFields(pair: Pair): MappedField[] {
  return pair.fields.filter((field): field is MappedField => !isConstant(field));
}

/** Everything a look needs of a record of this side. */
export function fieldsToRead(pair: Pair, side: Side): string[] {
  const names = [
    ...(side === 'left' ? [pair.reference] : pair.associations.map((association) => association.right)),
    ...pair.match.flat().map((part) => part[side]),
    ...pair.fields.flatMap((field) => (isConstant(field) ? (side === 'left' ? [field.left] : []) : [field[side]])),
  ];
  return [...new Set(names)].filter((name) => name !== ID_FIELD);
}
