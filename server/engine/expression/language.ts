import { Environment } from '@marcbachmann/cel-js';
import { part, replace } from './pieces.ts';
import { Decimal, decimalOf, divided, rounded, textOf } from './decimal.ts';

/**
 * The language of expressions: CEL, the Common Expression Language, which has no loops, no assignment and no access to
 * anything but what it is given. What can take long or grow without end is left out all the same (allowed.ts): loops over
 * lists, regular expressions, `split` with `join`. So the time an expression takes is bounded by its length. JSONata was
 * the other choice; it recurses without end if told to, and its JavaScript library is asynchronous.
 */
export const LIMITS = { maxAstNodes: 200, maxDepth: 24, maxListElements: 50, maxMapEntries: 50, maxCallArguments: 4 };

/** Every function an expression may call. */
export const FUNCTIONS = new Set(
  'blank text first decimal round divide abs min max lower upper string int size startsWith endsWith contains trim indexOf lastIndexOf substring part replace'.split(
    ' ',
  ),
);

const orFirst = (...values: unknown[]): unknown => values.find((value) => value !== null && value !== '') ?? null;

/** Without variables; each expression declares `left` and `right` in its own copy. */
export function newLanguage(): Environment {
  const language = new Environment({ limits: LIMITS })
    .registerType('decimal', { ctor: Decimal, fields: {} })
    .registerFunction('blank(dyn): bool', (value: unknown) => value === null || value === '')
    .registerFunction('text(dyn): string', textOf)
    .registerFunction('string(decimal): string', textOf)
    .registerFunction('first(dyn, dyn): dyn', orFirst)
    .registerFunction('first(dyn, dyn, dyn): dyn', orFirst)
    .registerFunction('first(dyn, dyn, dyn, dyn): dyn', orFirst)
    .registerFunction('lower(string): string', (text: string) => text.toLowerCase())
    .registerFunction('upper(string): string', (text: string) => text.toUpperCase())
    .registerFunction('part(string, string, int): string', part)
    .registerFunction('replace(string, string, string): string', replace)
    .registerFunction('decimal(dyn): decimal', decimalOf)
    .registerFunction('round(decimal, int): decimal', rounded)
    .registerFunction('divide(decimal, decimal, int): decimal', divided)
    .registerFunction('abs(decimal): decimal', (a: Decimal) => new Decimal(a.big.abs()))
    .registerFunction('min(decimal, decimal): decimal', (a: Decimal, b: Decimal) => (a.big.lte(b.big) ? a : b))
    .registerFunction('max(decimal, decimal): decimal', (a: Decimal, b: Decimal) => (a.big.gte(b.big) ? a : b));
  return withArithmetic(language);
}

function withArithmetic(language: Environment): Environment {
  return language
    .registerOperator('decimal + decimal', (a: Decimal, b: Decimal) => new Decimal(a.big.plus(b.big)))
    .registerOperator('decimal - decimal', (a: Decimal, b: Decimal) => new Decimal(a.big.minus(b.big)))
    .registerOperator('decimal * decimal', (a: Decimal, b: Decimal) => new Decimal(a.big.times(b.big)))
    .registerOperator('decimal == decimal', (a: Decimal, b: Decimal) => a.big.eq(b.big))
    .registerOperator('decimal < decimal', (a: Decimal, b: Decimal) => a.big.lt(b.big))
    .registerOperator('decimal <= decimal', (a: Decimal, b: Decimal) => a.big.lte(b.big))
    .registerOperator('decimal > decimal', (a: Decimal, b: Decimal) => a.big.gt(b.big))
    .registerOperator('decimal >= decimal', (a: Decimal, b: Decimal) => a.big.gte(b.big));
}
