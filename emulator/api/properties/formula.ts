import { FormulaFault } from '../formulas/fault.ts';
import { propertiesIn } from '../formulas/node.ts';
import { parseFormula } from '../formulas/parse.ts';
import { understood } from '../formulas/understood.ts';
import { invalid, notFound } from '../http/errors.ts';
import type { Tables } from '../store/tables.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty } from './catalog.ts';

/** The properties that a formula reads. */
export function namesIn(formula: string): string[] {
  const node = understood(formula);
  return node ? propertiesIn(node) : [];
}

/** Refuses what cannot be computed: a text that is no formula, and one that reads what is not there. */
export function requireFormula(tables: Tables, portalId: number, type: ObjectType, formula: string): void {
  requireSyntax(formula);
  const unknown = namesIn(formula).find((name) => !findProperty(tables, portalId, type, name));
  if (unknown !== undefined) throw notFound(`Property '${unknown}' of the formula does not exist`);
}

const INVALID = { subCategory: 'PropertyValidationError.INVALID_CALCULATION_FORMULA' };

function requireSyntax(formula: string): void {
  if (/[[\]]/.test(formula) || /\bif\s*\(/i.test(formula)) {
    throw invalid(`The formula "${formula}" cannot be parsed: write "if a then b else c", without brackets.`, INVALID);
  }
  try {
    parseFormula(formula);
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    throw invalid(`The formula "${formula}" cannot be parsed: ${error.message}.`, INVALID);
  }
}
