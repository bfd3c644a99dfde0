import { filterReads } from './filter.ts';
import type { ConstantField, MappedField, Pair } from './mapping.ts';
import { otherSide } from './record.ts';
import type { Side, SyncRecord, Value } from './record.ts';
import { transformOfField } from './transforms/of-field.ts';
import type { Parts } from './transforms/transform.ts';
import { ID_FIELD, fieldValue } from './value.ts';

export const isConstant = (field: MappedField | ConstantField): field is ConstantField => 'value' in field;

export function mappedFields(pair: Pair): MappedField[] {
  return pair.fields.filter((field): field is MappedField => !isConstant(field));
}

/** The fields that a side's value is kept in; null when it is one, of the name that the mapping says. */
function partsOn(field: MappedField, side: Side): Parts | null {
  const parts = transformOfField(field)?.parts;
  return parts && field[side] === `=${field[otherSide(side)]}` ? parts : null;
}

/** The names of the fields that this side's value is kept in. */
export const keptIn = (field: MappedField, side: Side): readonly string[] =>
  partsOn(field, side)?.fields ?? [field[side]];

/** The field of the pair whose value this side keeps in the field of that name. */
export const fieldKeptIn = (pair: Pair, side: Side, name: string): MappedField | ConstantField | undefined =>
  pair.fields
    .filter((field) =>
      isConstant(field) ? side === 'left' && field.left === name : keptIn(field, side).includes(name),
    )
    // A field may be read by one and written by another of the pair's fields; what was written is meant.
    .toSorted((a, b) => Number(isWritten(b, side)) - Number(isWritten(a, side)))[0];

const isWritten = (field: MappedField | ConstantField, side: Side): boolean => isConstant(field) || writes(field, side);

/** This side's value of a mapped field. */
export const mappedValue = (field: MappedField, side: Side, record: SyncRecord): Value => {
  const parts = partsOn(field, side);
  return parts ? parts.join(parts.fields.map((name) => fieldValue(record, name))) : fieldValue(record, field[side]);
};

/** What is written, field by field, so that this side has the value. */
export function asWritten(field: MappedField, side: Side, value: Value): (readonly [string, Value])[] {
  const parts = partsOn(field, side);
  if (!parts) return [[field[side], value]];
  const divided = parts.divide(value);
  return parts.fields.map((name, index) => [name, divided[index] ?? null]);
}

/** A memory of a pure function, no state: every page and every batch asks for it. */
const toRead = { left: new WeakMap<Pair, readonly string[]>(), right: new WeakMap<Pair, readonly string[]>() };

/** Everything a look needs of a record of this side. */
export function fieldsToRead(pair: Pair, side: Side): readonly string[] {
  const known = toRead[side].get(pair) ?? findFieldsToRead(pair, side);
  toRead[side].set(pair, known);
  return known;
}

function findFieldsToRead(pair: Pair, side: Side): string[] {
  const names = [
    ...[side === 'left' ? pair.reference : pair.rightReference].flatMap((name) => name ?? []),
    ...(side === 'left' ? [] : pair.associations.map((association) => association.right)),
    ...pair.match.flat().map((part) => part[side]),
    ...(pair.filter ? filterReads(pair.filter, side) : []),
    ...pair.fields.flatMap((field) =>
      isConstant(field) ? (side === 'left' ? [field.left] : []) : readsOf(field, side),
    ),
  ];
  return [...new Set(names)].filter((name) => name !== ID_FIELD);
}

/** What a one-way field is made of, on the side it comes from. */
export function sources(field: MappedField, side: Side): readonly string[] {
  const transform = transformOfField(field);
  return transform?.computed === true ? transform.reads(side) : keptIn(field, side);
}

/** The field itself, unless that is only a name for what its value is made of, and what its transform looks at. */
export function readsOf(field: MappedField, side: Side): readonly string[] {
  if (writes(field, side)) return [...keptIn(field, side), ...besides(field, side)];
  return [...sources(field, side), ...besides(field, side)];
}

const besides = (field: MappedField, side: Side): readonly string[] => {
  const transform = transformOfField(field);
  return transform === null || transform.computed ? [] : transform.reads(side);
};

/** Whether this side's field is written to. */
export const writes = (field: MappedField, side: Side): boolean =>
  field.direction === 'both' || field.direction === `to-${side}`;
