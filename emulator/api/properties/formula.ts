import { invalid, notFound } from '../http/errors.ts';
import type { Tables } from '../store/tables.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty } from './catalog.ts';

/** Words of the formula language. */
const KEYWORDS = new Set(
  'if then elseif else endif and or not equals true false is_present is_known has_changed abs ceiling floor round min max sqrt exp ln log square concatenate contains begins_with starts_with ends_with lower_case upper_case length substring month year day date now number_to_string string_to_number bool_to_string string_to_date set_includes'.split(
    ' ',
  ),
);

const WITHOUT_TEXTS = /'[^']*'|"[^"]*"/g;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/g;

/** The properties that a formula reads. */
export const namesIn = (formula: string): string[] => [
  ...new Set(
    (formula.replace(WITHOUT_TEXTS, ' ').match(WORD) ?? []).filter((word) => !KEYWORDS.has(word.toLowerCase())),
  ),
];

/** The emulator takes a formula for what it reads, and does not compute it. */
export function requireFormula(tables: Tables, portalId: number, type: ObjectType, formula: string): void {
  if (/[[\]]/.test(formula) || /\bif\s*\(/i.test(formula)) {
    throw invalid(`The formula "${formula}" cannot be parsed: write "if a then b else c", without brackets.`, {
      subCategory: 'PropertyValidationError.INVALID_CALCULATION_FORMULA',
    });
  }
  const unknown = namesIn(formula).find((name) => !findProperty(tables, portalId, type, name));
  if (unknown !== undefined) throw notFound(`Property '${unknown}' of the formula does not exist`);
}
