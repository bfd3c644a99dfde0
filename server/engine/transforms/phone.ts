import { ParseError, getCountries, parsePhoneNumberWithError } from 'libphonenumber-js';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js';
import { z } from 'zod';
import { TEXT, twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';

const Form = z.enum(['e164', 'international', 'national']);
const Country = z.string().refine((code): code is CountryCode => getCountries().includes(code as CountryCode), {
  error: 'write the two capital letters of ISO 3166, such as `DE`',
});

/**
 * `phone`: one number, spelled as E.164 (+4930123456), for reading (+49 30 123456), or as it is dialled at home
 * (030 123456). Numbers without a country code belong to `country`; those of other countries are never spelled national.
 * An extension is kept, as `ext. 12`. What is no phone number is refused, or kept as it is with `invalid: keep`.
 */
export const PhoneArguments = z.strictObject({
  left: Form.default('e164'),
  right: Form.default('e164'),
  country: Country,
  invalid: z.enum(['refuse', 'keep']).default('refuse'),
});
type PhoneArguments = z.infer<typeof PhoneArguments>;

export const phone = (args: PhoneArguments): Transform =>
  twoWay({ left: spellingOf(args.left, args), right: spellingOf(args.right, args) });

function spellingOf(form: z.infer<typeof Form>, args: PhoneArguments): Spelling {
  const read = (text: string): string => {
    const number = parsed(text, args.country);
    if (number) return e164(number);
    if (args.invalid === 'keep') return text;
    throw new RangeError(
      `"${text}" is no phone number (without country code: of ${args.country}); \`invalid: keep\` would let it pass`,
    );
  };
  const write = (meaning: string): string => {
    const number = parsed(meaning, args.country);
    if (!number || form === 'e164') return meaning;
    const spelled = form === 'national' ? number.formatNational() : number.formatInternational();
    return read(spelled) === meaning ? spelled : number.formatInternational();
  };
  return { types: TEXT, read: (value) => read(String(value)), write };
}

const e164 = (number: PhoneNumber): string =>
  number.ext === undefined ? number.number : `${number.number} ext. ${number.ext}`;

/** Possible rather than valid: lists of valid numbers are always some months behind the numbers in use. */
function parsed(text: string, country: CountryCode): PhoneNumber | null {
  try {
    const number = parsePhoneNumberWithError(text, { defaultCountry: country, extract: false });
    return number.isPossible() ? number : null;
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}
