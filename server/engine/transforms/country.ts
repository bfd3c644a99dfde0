import countries from 'i18n-iso-countries';
import { z } from 'zod';
import { TEXT, twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';

const Form = z.enum(['name', 'iso2', 'iso3']);

/**
 * `country`: a country of ISO 3166, by its name, or its two or three letters. Any of these is understood when reading, in
 * any case, with or without accents; each side is written as it says. `language` is that of the names.
 */
export const CountryArguments = z.strictObject({
  left: Form,
  right: Form,
  language: z
    .string()
    .refine((code) => countries.getSupportedLanguages().includes(code), {
      error: 'write the two letters of a language, such as `en` or `de`',
    })
    .default('en'),
});

export function country(args: z.infer<typeof CountryArguments>): Transform {
  const known = knownBy(args.language);
  const spelling = (form: z.infer<typeof Form>): Spelling => ({
    types: TEXT,
    read: (value) => {
      const code = known.get(plain(String(value)));
      if (code !== undefined) return code;
      throw new RangeError(`"${value}" is no country, by its name (${args.language}) or its code`);
    },
    write: (code) => {
      if (form === 'iso2') return code;
      return (form === 'iso3' ? countries.alpha2ToAlpha3(code) : countries.getName(code, args.language)) ?? code;
    },
  });
  return twoWay({ left: spelling(args.left), right: spelling(args.right) });
}

/** Every spelling of every country. Names that two countries share mean neither. */
function knownBy(language: string): Map<string, string> {
  const names = Object.entries(countries.getNames(language, { select: 'all' }));
  const spellings = names.flatMap(([code, list]) => list.map((name) => [plain(name), code] as const));
  const owners = new Map<string, Set<string>>();
  for (const [name, code] of spellings) owners.set(name, (owners.get(name) ?? new Set()).add(code));
  const unique = spellings.filter(([name]) => owners.get(name)?.size === 1);
  const codes = Object.entries(countries.getAlpha2Codes());
  return new Map([
    ...unique,
    ...codes.flatMap(([two, three]) => [[plain(two), two] as const, [plain(three), two] as const]),
  ]);
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
