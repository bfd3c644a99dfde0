import type { FieldType, Side, Value } from '../record.ts';

/** What a translation may see beside the value itself. */
export interface Beside {
  /** The side the value comes from. */
  readonly from: Side;
  /** Another field of either record; blank when that side has no record yet. */
  readonly value: (side: Side, field: string) => Value;
}

/**
 * A transform with its arguments, as one mapped field uses it. Blank never reaches `translate`, save in a computed one.
 * What is not a value of the expected kind throws RangeError with a sentence for people, as in canonical.ts.
 */
export interface Transform {
  /** Why there is no way back, as a sentence; null when there is one. */
  readonly oneWay: string | null;
  /** The value as the other side spells it. */
  readonly translate: (value: Value, beside: Beside) => Value;
  /** The value of `beside.from` in the spelling that a translation to that side would give it. */
  readonly settled: (value: Value, beside: Beside) => Value;
  /** Fields it reads of that side, beside the mapped one. */
  readonly reads: (side: Side) => readonly string[];
  /** Types of field that can hold its values on that side; null: any. */
  readonly types: (side: Side) => readonly FieldType[] | null;
  /** Set when it is made of several fields and has no mapped source. */
  readonly computed: boolean;
  /** Set when its value is several fields on the side that the mapped field does not name. */
  readonly parts?: Parts;
}

/** One value that is kept in several fields, in the order of `fields`. */
export interface Parts {
  readonly fields: readonly string[];
  readonly join: (values: readonly Value[]) => Value;
  readonly divide: (value: Value) => Value[];
}

/** How a value is spelled: `read` finds the meaning, `write` spells it. A meaning is text, and equal when the text is. */
export interface Spelling {
  readonly types: readonly FieldType[];
  read(value: string | boolean, beside: Beside): string;
  write(meaning: string, beside: Beside): string | boolean;
}

export const TEXT: readonly FieldType[] = ['string', 'enumeration'];

/**
 * A transform with a way back: each side spells the same meaning. What the target's spelling cannot hold is refused, for a
 * value that comes back changed would be taken for an edit.
 */
export function twoWay(spelling: Record<Side, Spelling>, reads: Partial<Record<Side, string>> = {}): Transform {
  const spelled = (meaning: string, side: Side, beside: Beside): Value => {
    const written = spelling[side].write(meaning, beside);
    if (spelling[side].read(written, beside) === meaning) return written;
    throw new RangeError(`"${meaning}" would lose something as "${written}"`);
  };
  const meaningOf = (value: Value, beside: Beside): string => spelling[beside.from].read(value ?? '', beside);
  return {
    oneWay: null,
    computed: false,
    translate: (value, beside) => spelled(meaningOf(value, beside), beside.from === 'left' ? 'right' : 'left', beside),
    settled: (value, beside) => spelled(meaningOf(value, beside), beside.from, beside),
    reads: (side) => (reads[side] === undefined ? [] : [reads[side]]),
    types: (side) => spelling[side].types,
  };
}

/** A transform of one value that cannot be taken back. */
export function oneWay(why: string, apply: (value: Value, beside: Beside) => Value): Transform {
  return {
    oneWay: why,
    computed: false,
    translate: apply,
    settled: (value) => value,
    reads: () => [],
    types: () => null,
  };
}

/** A value made of several fields of the other side. */
export function computed(
  fields: Record<Side, readonly string[]>,
  types: readonly FieldType[] | null,
  compute: (beside: Beside) => Value,
): Transform {
  return {
    ...oneWay('it is made of several fields, and no value can be taken apart again', (_, beside) => compute(beside)),
    computed: true,
    reads: (side) => fields[side],
    types: () => types,
  };
}

/** The same fields, whichever side turns out to be the source: the one that is not named in the mapping. */
export const ofEither = (fields: readonly string[]): Record<Side, readonly string[]> => ({
  left: fields,
  right: fields,
});
