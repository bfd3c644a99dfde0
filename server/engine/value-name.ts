/**
 * What people call a value that a system keeps as an id of its own: a stage by its label, a person by the e-mail address.
 * The ids differ between accounts, so a mapping says the name.
 */
export interface ValueName {
  readonly name: string;
  readonly value: string;
  /** It is still found in records, and not given to any more of them. */
  readonly isRetired?: boolean;
}

/** A field of the left system whose values the mapping calls by name. */
export interface NamedField {
  readonly object: string;
  readonly field: string;
}

/** By `namedKey`. */
export type ValueNames = ReadonlyMap<string, readonly ValueName[]>;

/** Before a name that stands in place of a value: `label:Closed won`. */
export const LABEL = 'label:';

export const namedKey = ({ object, field }: NamedField): string => `${object} ${field}`;

/** Case and white space at the ends make no other name. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);

const plain = (text: string): string => text.trim().toLowerCase();

/** The values that records can be given under this name; several when it stands in several lists. */
export const valuesNamed = (names: readonly ValueName[], wanted: string): string[] => [
  ...new Set(names.filter((one) => one.isRetired !== true && sameName(one.name, wanted)).map(({ value }) => value)),
];

export const nameOfValue = (names: readonly ValueName[], wanted: string): string | undefined =>
  names.find(({ value }) => value === wanted)?.name;
