import { z } from 'zod';
import { BooleanArguments, boolean } from './boolean.ts';
import { ConcatArguments, concat } from './concat.ts';
import { CountryArguments, country } from './country.ts';
import { DateArguments, date } from './date.ts';
import { DatetimeArguments, datetime } from './datetime.ts';
import { ExpressionArguments, expression } from './expression.ts';
import { FullNameArguments, fullName } from './full-name.ts';
import { FirstArguments, first } from './first.ts';
import { LookupArguments, lookup } from './lookup.ts';
import { MoneyArguments, money } from './money.ts';
import { NameArguments, name } from './name.ts';
import { OwnerArguments, owner } from './owner.ts';
import { PhoneArguments, phone } from './phone.ts';
import { TemplateArguments, template } from './template.ts';
import { TextArguments, text } from './text.ts';
import type { Transform } from './transform.ts';

/** Every transform by its name in the mapping, with the schema of its arguments. A field has one of them. */
const Arguments = z.strictObject({
  money: MoneyArguments.optional(),
  date: DateArguments.optional(),
  datetime: DatetimeArguments.optional(),
  boolean: BooleanArguments.optional(),
  phone: PhoneArguments.optional(),
  country: CountryArguments.optional(),
  lookup: LookupArguments.optional(),
  owner: OwnerArguments.optional(),
  fullName: FullNameArguments.optional(),
  name: NameArguments.optional(),
  text: TextArguments.optional(),
  concat: ConcatArguments.optional(),
  template: TemplateArguments.optional(),
  first: FirstArguments.optional(),
  expression: ExpressionArguments.optional(),
});
type Choice = z.infer<typeof Arguments>;
type Named = { [Name in keyof Choice]-?: NonNullable<Choice[Name]> };

const transforms: { [Name in keyof Named]: (args: Named[Name]) => Transform } = {
  money,
  date,
  datetime,
  boolean,
  phone,
  country,
  lookup,
  owner,
  fullName,
  name,
  text,
  concat,
  template,
  first,
  expression,
};

export const TransformChoice = Arguments.refine((choice) => Object.keys(choice).length === 1, {
  error: 'name one transform; for several steps write an `expression`',
  // An unknown name is a problem of its own.
  when: ({ issues }) => issues.length === 0,
});
export type TransformChoice = z.infer<typeof TransformChoice>;

/** Those that are made of several fields: the mapped field names its target only. */
export const COMPUTED: readonly string[] = ['concat', 'template', 'first', 'expression'] satisfies (keyof Named)[];

export const TRANSFORM_NAMES: readonly string[] = Object.keys(transforms);

/** Those that are several fields on one side: the mapped field names the other side only. */
export const DIVIDED: readonly string[] = ['fullName'] satisfies (keyof Named)[];

/** For messages about unknown names: what there is. */
export const TRANSFORM_ARGUMENTS: z.core.$ZodType = Arguments;

export function transformOf(choice: TransformChoice): Transform {
  const [entry] = Object.entries(choice).filter(([, args]) => args !== undefined);
  if (!entry) throw new Error('A transform without a name passed the schema.');
  // The schema has paired the name with its arguments; TypeScript cannot carry that through a lookup.
  const make = transforms[entry[0] as keyof Named] as (args: unknown) => Transform;
  return make(entry[1]);
}
