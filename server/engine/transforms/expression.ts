import { z } from 'zod';
import { compile } from '../expression/compile.ts';
import type { Expression } from '../expression/compile.ts';
import type { FieldType } from '../record.ts';
import { computed } from './transform.ts';
import type { Transform } from './transform.ts';

/** `expression`: what the other transforms do not do, in CEL. docs/mapping.md lists the functions. */
export const ExpressionArguments = z.string().superRefine((source, context) => {
  const result = compile(source);
  if (result.ok) return;
  for (const message of result.problems) context.addIssue({ code: 'custom', message });
});

/** Types of field that can hold what an expression gives; null: any, as far as can be known. */
export const HOLDERS: Readonly<Record<string, readonly FieldType[] | null>> = {
  string: ['string', 'enumeration', 'date', 'datetime'],
  bool: ['boolean', 'string', 'enumeration'],
  int: ['decimal', 'string'],
  decimal: ['decimal', 'string'],
  number: ['decimal', 'string'],
  dyn: null,
};

export function expression(source: string): Transform {
  const { type, reads, evaluate } = compiled(source);
  return computed({ left: reads('left'), right: reads('right') }, HOLDERS[type] ?? null, (beside) =>
    evaluate(beside.value),
  );
}

export function compiled(source: string): Expression {
  const result = compile(source);
  if (result.ok) return result.expression;
  throw new Error(`The expression ${source} was not checked: ${result.problems.join('; ')}`);
}
