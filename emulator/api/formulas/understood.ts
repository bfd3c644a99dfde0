import { FormulaFault } from './fault.ts';
import type { Node } from './node.ts';
import { parseFormula } from './parse.ts';

/** What a text means never changes, and formulas are few: remembering them is no state. */
const known = new Map<string, Node | null>();

/** null for a text that is no formula: an older emulator kept some that it did not read. */
export function understood(formula: string): Node | null {
  let node = known.get(formula);
  if (node === undefined) known.set(formula, (node = parsedOrNull(formula)));
  return node;
}

function parsedOrNull(formula: string): Node | null {
  try {
    return parseFormula(formula);
  } catch (error) {
    if (error instanceof FormulaFault) return null;
    throw error;
  }
}
