import { Big } from 'big.js';
import type { Value } from './node.ts';

/** Answers null for values of a kind that it does not work with. */
export type Run = (values: readonly Value[], now: number) => Value;

const isNumber = (value: Value | undefined): value is Big => value instanceof Big;

const ofNumbers =
  (run: (first: Big, ...others: Big[]) => Big | number): Run =>
  (values) => {
    const [first, ...others] = values.filter(isNumber);
    if (!first || others.length + 1 !== values.length) return null;
    const result = run(first, ...others);
    return typeof result === 'number' ? finite(result) : result;
  };

const finite = (result: number): Value => (Number.isFinite(result) ? new Big(result) : null);

const ofTexts =
  (run: (first: string, second: string) => Value): Run =>
  ([first, second = '']) =>
    typeof first === 'string' && typeof second === 'string' ? run(first, second) : null;

/** A part of a moment, in UTC. */
const ofDate = (part: (date: Date) => number): Run => ofNumbers((time) => part(new Date(time.toNumber())));

export const asText = (value: Exclude<Value, null>): string => (isNumber(value) ? value.toFixed() : String(value));

function numberIn(text: string): Value {
  return /^\s*[-+]?\d+(\.\d+)?\s*$/.test(text) ? new Big(text.trim()) : null;
}

const toText: Run = ([value = null]) => (value === null ? null : asText(value));

/** The functions of HubSpot's guide to calculation properties. All of them answer a blank when one of their values is. */
export const FUNCTIONS: Readonly<Record<string, Run>> = {
  abs: ofNumbers((one) => one.abs()),
  ceiling: ofNumbers((one) => one.round(0, one.lt(0) ? Big.roundDown : Big.roundUp)),
  floor: ofNumbers((one) => one.round(0, one.lt(0) ? Big.roundUp : Big.roundDown)),
  round: ofNumbers((one, digits) => one.round(digits?.toNumber() ?? 0, Big.roundHalfUp)),
  square: ofNumbers((one) => one.times(one)),
  sqrt: ofNumbers((one) => Math.sqrt(one.toNumber())),
  exp: ofNumbers((one) => Math.exp(one.toNumber())),
  ln: ofNumbers((one) => Math.log(one.toNumber())),
  log: ofNumbers((one) => Math.log10(one.toNumber())),
  min: ofNumbers((...all) => all.reduce((least, one) => (one.lt(least) ? one : least))),
  max: ofNumbers((...all) => all.reduce((most, one) => (one.gt(most) ? one : most))),
  concatenate: (values) => values.map((value) => (value === null ? '' : asText(value))).join(''),
  contains: ofTexts((text, part) => text.includes(part)),
  begins_with: ofTexts((text, part) => text.startsWith(part)),
  starts_with: ofTexts((text, part) => text.startsWith(part)),
  ends_with: ofTexts((text, part) => text.endsWith(part)),
  lower_case: ofTexts((text) => text.toLowerCase()),
  upper_case: ofTexts((text) => text.toUpperCase()),
  length: ofTexts((text) => new Big(text.length)),
  year: ofDate((date) => date.getUTCFullYear()),
  month: ofDate((date) => date.getUTCMonth() + 1),
  day: ofDate((date) => date.getUTCDate()),
  now: (_values, now) => new Big(now),
  string: toText,
  number_to_string: toText,
  bool_to_string: toText,
  string_to_number: ofTexts(numberIn),
  string_to_date: ofTexts((text) => finite(Date.parse(text))),
  bool: ([value = null]) => (typeof value === 'boolean' ? value : value === 'true'),
  /** These two are asked of blanks; what they are given is worked out by the caller. */
  is_present: ([value = null]) => value !== null,
  is_known: ([value = null]) => value !== null,
  coalesce: (values) => values.find((value) => value !== null) ?? null,
};

/** Those that make something of a blank. */
export const OF_BLANKS: ReadonlySet<string> = new Set(['is_present', 'is_known', 'coalesce']);

/** Accepted, as HubSpot accepts them; what they compute is not documented, and here it is a blank. */
export const UNKNOWN_MEANING: ReadonlySet<string> = new Set(['has_changed', 'set_includes', 'substring', 'date']);
