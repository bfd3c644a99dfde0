import { z } from 'zod';
import { canonicalBoolean } from '../canonical.ts';
import { TEXT, twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';

const Word = z.string().min(1);
const Words = z.strictObject({ yes: z.union([Word, z.array(Word).min(1)]), no: z.union([Word, z.array(Word).min(1)]) });
const Form = z.union([z.literal('boolean'), Words]);

/**
 * `boolean`: yes or no, in words of its own on one side or both: `right: { yes: [J, Ja], no: N }`. Case is ignored when
 * reading; the first word is the one that is written.
 */
export const BooleanArguments = z
  .strictObject({ left: Form.default('boolean'), right: Form.default('boolean') })
  .refine((args) => clash(args.left) === null && clash(args.right) === null, {
    error: 'a word stands for both yes and no; keep it in one of the two',
  });

export const boolean = (args: z.infer<typeof BooleanArguments>): Transform =>
  twoWay({ left: spellingOf(args.left), right: spellingOf(args.right) });

function spellingOf(form: z.infer<typeof Form>): Spelling {
  if (form === 'boolean') {
    return {
      types: ['boolean'],
      read: (value) => String(canonicalBoolean(String(value))),
      write: (meaning) => meaning === 'true',
    };
  }
  const { yes, no } = { yes: [form.yes].flat(), no: [form.no].flat() };
  return {
    types: [...TEXT, 'decimal'],
    read: (value) => {
      if (includes(yes, String(value))) return 'true';
      if (includes(no, String(value))) return 'false';
      throw new RangeError(`"${value}" is none of the words for yes (${yes.join(', ')}) and no (${no.join(', ')})`);
    },
    write: (meaning) => (meaning === 'true' ? yes : no)[0] ?? '',
  };
}

const plain = (word: string): string => word.trim().toLowerCase();
const includes = (words: readonly string[], word: string): boolean => words.map(plain).includes(plain(word));

function clash(form: z.infer<typeof Form>): string | null {
  if (form === 'boolean') return null;
  return [form.yes].flat().find((word) => includes([form.no].flat(), word)) ?? null;
}
