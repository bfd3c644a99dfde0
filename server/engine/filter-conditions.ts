import { z } from 'zod';
import { ExpressionArguments } from './transforms/expression.ts';

const Value = z.union([z.string(), z.boolean()]);
const Values = z.union([Value, z.array(Value).min(1)]);
const name = z.string().min(1);

/** One statement about one field; with several words (`from`, `below`) all must hold. */
const Condition = z
  .strictObject({
    /** The field, on one of the two sides. */
    left: name.optional(),
    right: name.optional(),
    equals: Value.optional(),
    in: z.array(Value).min(1).optional(),
    /** Neither this value nor any of these. */
    not: Values.optional(),
    blank: z.boolean().optional(),
    /** Amounts, dates and datetimes: the bound itself is inside of `from` and `to`, and outside of `above` and `below`. */
    above: z.string().optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    below: z.string().optional(),
  })
  .refine((condition) => (condition.left === undefined) !== (condition.right === undefined), {
    error: 'names one field; write either `left` or `right`',
  })
  .refine((condition) => Object.keys(condition).length > 1, {
    error: 'says nothing of the field; add `equals`, `in`, `not`, `blank`, `above`, `from`, `to` or `below`',
    // A misspelled word is a problem of its own.
    when: ({ issues }) => issues.length === 0,
  });
export type Condition = z.infer<typeof Condition>;

/** Which records a pair is about: conditions that must all hold, or one expression that gives yes or no. */
export const Filter = z.union([z.array(Condition).min(1), z.strictObject({ expression: ExpressionArguments })]);
export type Filter = z.infer<typeof Filter>;
