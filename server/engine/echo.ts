import { madeKey } from './associations.ts';
import { fieldsToRead, isConstant, keptIn, readsOf } from './fields.ts';
import { filterReads } from './filter.ts';
import { createsOn } from './mapping.ts';
import type { ConstantField, MappedField, Pair } from './mapping.ts';
import type { Fields, Link, Value } from './record.ts';
import { standingKey } from './standing.ts';
import { ID_FIELD, sameValue } from './value.ts';

/**
 * A system tells of our own writes as it tells of everybody's. What is told of a left record is an echo, and no news, when it is
 * what both sides agreed on the last time: then a look would find nothing. In any doubt it is news, for an echo that is
 * looked at costs a call, and news that is taken for an echo would lose a person's change.
 *
 * Whoever asks must hold the portal's lock: a look that is under way may have read the record before the change of which is
 * told, and save what it agreed on afterwards.
 */
export function isEchoFor(pair: Pair, link: Link | null, told: Fields): boolean {
  const keys = toldKeys(pair, told);
  // Matching must know the new keys, and what is told holds a part of them only.
  if (keys === 'some') return false;
  // Without a link, and nothing made on the right, keys are all that the pair takes from the record.
  if (link === null) return !createsOn(pair, 'right');
  return isSettled(link) && Object.entries(told).every(([name, value]) => isAgreed(pair, link, name, value));
}

/** What was announced, or never saved, is for a look to find out. */
export const isSettled = ({ state, base, pending = [] }: Link): boolean =>
  state === 'linked' && base !== null && pending.length === 0;

/** How much of the pair's match keys is among what is told. */
export function toldKeys(pair: Pair, told: Fields): 'none' | 'some' | 'all' {
  const parts = new Set(pair.match.flatMap((key) => key.map(({ left }) => left)));
  parts.delete(ID_FIELD);
  const named = [...parts].filter((name) => Object.hasOwn(told, name));
  if (named.length === 0) return 'none';
  return named.length === parts.size ? 'all' : 'some';
}

/** Whether the link remembers that its left record was associated with that one. */
export const isMadeWith = (pair: Pair, link: Link, to: string, leftId: string): boolean =>
  isSettled(link) &&
  pair.associations.some((one) => one.to === to) &&
  sameValue(link.base?.[madeKey(to)] ?? null, leftId);

function isAgreed(pair: Pair, link: Link, name: string, value: Value): boolean {
  if (!fieldsToRead(pair, 'left').includes(name)) return true;
  // A base stays as it is while a record does not match: by it nobody can tell what the last look has seen.
  if (pair.filter && filterReads(pair.filter, 'left').includes(name)) return false;
  const readers = pair.fields.filter((field) => isReadFrom(field, name));
  if (name === pair.reference) return readers.length === 0 && sameValue(value, link.rightId);
  return readers.length > 0 && readers.every((field) => holds(field, link.base ?? {}, value));
}

const isReadFrom = (field: MappedField | ConstantField, name: string): boolean =>
  isConstant(field) ? field.left === name : readsOf(field, 'left').includes(name);

/** Only of a field that keeps its value in one place the base has what the left record has. */
function holds(field: MappedField | ConstantField, base: Fields, value: Value): boolean {
  if (Object.hasOwn(base, standingKey(field.left))) return false;
  if (isConstant(field)) return sameValue(field.value, value);
  const isPlain = readsOf(field, 'left').length === 1 && keptIn(field, 'left')[0] === field.left;
  return isPlain && Object.hasOwn(base, field.left) && sameValue(base[field.left] ?? null, value);
}
