import { EvaluationError, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import type { Environment, ParseResult } from '@marcbachmann/cel-js';
import type { FieldType, Side, Value } from '../record.ts';
import { present } from '../value.ts';
import { inspect } from './allowed.ts';
import { Decimal } from './decimal.ts';
import { newLanguage } from './language.ts';

export type ResultType = 'string' | 'bool' | 'int' | 'decimal' | 'dyn';
const RESULTS: readonly string[] = ['string', 'bool', 'int', 'decimal', 'dyn'];
const MAX_LENGTH = 2000;

/** Reads a field of a record; null when it is blank or the record is not there. */
export type ReadField = (side: Side, field: string) => Value;

export interface Expression {
  /** `dyn`: the type of a field that it hands on. */
  readonly type: ResultType;
  readonly reads: (side: Side) => readonly string[];
  /** Throws RangeError when the values do not fit. */
  readonly evaluate: (read: ReadField) => Value;
  /** What it gives for fields of these types, and what is wrong with it, as sentences. */
  readonly checked: (types: (side: Side, field: string) => FieldType) => { type: string; problems: string[] };
}

export type Compiled =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads and checks an expression, without regard to what the live systems have. */
export function compile(source: string): Compiled {
  if (source.length > MAX_LENGTH)
    return failed(`is longer than ${MAX_LENGTH} letters; use fields of the ERP, or a view`);
  const language = newLanguage();
  const untyped = language.clone().registerVariable('left', 'map').registerVariable('right', 'map');
  let parsed: ParseResult;
  try {
    parsed = untyped.parse(source);
  } catch (error) {
    return failed(`cannot be read as CEL: ${celSentence(error, source)}`);
  }
  const { reads, problems } = inspect(parsed.ast);
  if (problems.length > 0) return { ok: false, problems };
  const checked = parsed.check();
  if (!checked.valid) return failed(celSentence(checked.error, source));
  const type = checked.type ?? 'dyn';
  if (!isResult(type)) return failed(`gives a ${type}, which no field can hold; write a text, yes or no, or a number`);
  const expression: Expression = {
    type,
    reads: (side) => reads[side],
    evaluate: (read) => evaluated(parsed, source, contextOf(reads, read)),
    checked: (types) => checkedWith(language, source, reads, types),
  };
  return { ok: true, expression };
}

const failed = (problem: string): Compiled => ({ ok: false, problems: [problem] });
const isResult = (type: string): type is ResultType => RESULTS.includes(type);

function contextOf(reads: Record<Side, readonly string[]>, read: ReadField): Record<Side, Record<string, Value>> {
  const fieldsOf = (side: Side) => Object.fromEntries(reads[side].map((field) => [field, read(side, field)]));
  return { left: fieldsOf('left'), right: fieldsOf('right') };
}

function evaluated(run: ParseResult, source: string, context: Record<Side, Record<string, Value>>): Value {
  let result: unknown;
  try {
    result = run(context);
  } catch (error) {
    throw new RangeError(celSentence(error, source), { cause: error });
  }
  if (result === null || typeof result === 'boolean') return result;
  if (typeof result === 'string') return present(result);
  if (typeof result === 'bigint' || result instanceof Decimal) return result.toString();
  throw new RangeError('the expression gives a list, which no field can hold');
}

/**
 * At a check the fields have types: yes and no, text, and numbers, which take part in nothing before `decimal()` or `text()`;
 * compared as the text they are kept as, "9" would be more than "100".
 */
function checkedWith(
  language: Environment,
  source: string,
  reads: Record<Side, readonly string[]>,
  types: (side: Side, field: string) => FieldType,
): { type: string; problems: string[] } {
  const schemaOf = (side: Side): Record<string, string> =>
    Object.fromEntries(reads[side].map((field) => [field, CHECKED[types(side, field)] ?? 'string']));
  const typed = language
    .clone()
    .registerType('number', { fields: {} })
    .registerFunction('int(number): int', () => 0n)
    .registerVariable({ name: 'left', schema: schemaOf('left') })
    .registerVariable({ name: 'right', schema: schemaOf('right') });
  const checked = typed.check(source);
  return { type: checked.type ?? 'dyn', problems: checked.valid ? [] : [celSentence(checked.error, source)] };
}

const CHECKED: Partial<Record<FieldType, string>> = { boolean: 'bool', decimal: 'number' };

/** The library's words, with the part of the expression they are about, and a hint where the cause is a usual one. */
function celSentence(error: unknown, source: string): string {
  if (error instanceof RangeError) return error.message;
  if (!(error instanceof EvaluationError || error instanceof ParseError || error instanceof CelTypeError)) throw error;
  if (error.cause instanceof RangeError) return error.cause.message;
  const { range } = error;
  const part = range && range.end > range.start ? ` in \`${source.slice(range.start, range.end)}\`` : '';
  return `${error.summary.replaceAll(/dyn<(\w+)>/g, '$1')}${part}${hint(error.summary)}`;
}

function hint(summary: string): string {
  if (/\bnull\b/.test(summary))
    return '; a field is blank, so wrap it: `text(right.field)` or `first(right.field, "0")`';
  if (!summary.includes('overload')) return '';
  if (/\bnumber\b/.test(summary)) return '; write `decimal(right.field)` to count with it, or `text(right.field)`';
  if (/\b(int|decimal)\b/.test(summary)) return '; a field is text until you write `decimal(right.field)`';
  return '';
}
