import type { RuleType } from './rules.ts';

/** What a rule finds wrong with a value; null: nothing. */
export type Verdict = { readonly code: string; readonly message: string } | null;
export type Judge = (value: string, rule: { readonly args: readonly string[]; readonly now: number }) => Verdict;

export const refuse = (code: string, message: string): Verdict => ({ code, message });

const EMAIL = /^[^\s@]+@([^\s@]+\.[^\s@]+)$/;
const DOMAIN = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

function hostOf(value: string): string | null {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `https://${value}`;
  return URL.canParse(written) ? new URL(written).hostname : null;
}

const isUnder = (host: string, domains: readonly string[]): boolean =>
  domains.map((one) => one.toLowerCase()).some((one) => host === one || host.endsWith(`.${one}`));

const oneOf = (code: string, hostIn: (value: string) => string | null, allowed: boolean): Judge =>
  function judge(value, { args }) {
    const host = hostIn(value)?.toLowerCase();
    if (host === undefined) return refuse(code, `${value} has no domain.`);
    return isUnder(host, args) === allowed
      ? null
      : refuse(code, `The domain of ${value} is ${allowed ? 'not one of' : 'one of'}: ${args.join(', ')}.`);
  };

const emailHost = (value: string): string | null => EMAIL.exec(value)?.[1] ?? null;

const matching =
  (code: string, pattern: RegExp, what: string): Judge =>
  (value) =>
    pattern.test(value) ? null : refuse(code, `${value} ${what}.`);

/** HubSpot's guide says `NUMERIC_ONLY`; the pages of the account say letters and numbers. */
const LETTERS: ReadonlySet<string> = new Set(['ALPHA_ONLY', 'LETTERS_ONLY']);
const DIGITS: ReadonlySet<string> = new Set(['NUMERIC_ONLY', 'NUMBERS_ONLY']);

/** An alphabet of one's own: letters only, digits only, or both. */
const alphanumeric: Judge = (value, { args }) => {
  if (args.some((one) => LETTERS.has(one)))
    return matching('INVALID_ALPHA', /^[\p{L}\s]*$/u, 'may hold letters only')(value, none);
  if (args.some((one) => DIGITS.has(one)))
    return matching('INVALID_NUMERIC', /^[\d\s]*$/, 'may hold digits only')(value, none);
  return matching('INVALID_ALPHANUMERIC', /^[\p{L}\d\s]*$/u, 'may hold letters and digits only')(value, none);
};
const none = { args: [], now: 0 };

const regex: Judge = (value, { args: [source = ''] }) =>
  new RegExp(`^(?:${source})$`, 'u').test(value)
    ? null
    : refuse('INVALID_REGEX', `${value} does not match the pattern ${source}.`);

export const TEXT_RULES: Partial<Record<RuleType, Judge>> = {
  REGEX: regex,
  ALPHANUMERIC: alphanumeric,
  SPECIAL_CHARACTERS: (value, { args: [allowed = ''] }) =>
    (value.match(/[^\p{L}\d\s]/gu) ?? []).every((one) => allowed.includes(one))
      ? null
      : refuse('INVALID_SPECIAL_CHARACTERS', `${value} holds special characters that are not allowed.`),
  WHITESPACE: (value) =>
    value === value.trim()
      ? null
      : refuse('LEADING_TRAILING_WHITESPACE', `Value "${value}" has leading or trailing whitespace.`),
  MIN_LENGTH: (value, { args }) =>
    value.length >= Number(args[0]) ? null : refuse('MIN_LENGTH', `${value} is shorter than ${args[0]} characters.`),
  MAX_LENGTH: (value, { args }) =>
    value.length <= Number(args[0]) ? null : refuse('MAX_LENGTH', `${value} is longer than ${args[0]} characters.`),
  EMAIL: matching('INVALID_EMAIL', EMAIL, 'is not an e-mail address'),
  DOMAIN: matching('INVALID_DOMAIN', DOMAIN, 'is not a domain'),
  URL: (value) => (hostOf(value)?.includes('.') ? null : refuse('INVALID_URL', `${value} is not a URL.`)),
  EMAIL_ALLOWED_DOMAINS: oneOf('INVALID_EMAIL_DOMAIN', emailHost, true),
  EMAIL_BLOCKED_DOMAINS: oneOf('INVALID_EMAIL_DOMAIN', emailHost, false),
  URL_ALLOWED_DOMAINS: oneOf('INVALID_URL_DOMAIN', hostOf, true),
  URL_BLOCKED_DOMAINS: oneOf('INVALID_URL_DOMAIN', hostOf, false),
  PHONE_NUMBER_WITH_EXPLICIT_COUNTRY_CODE: matching(
    'INVALID_PHONE_NUMBER',
    /^\+[1-9][\d\s().-]{5,}$/,
    'does not start with + and a country code',
  ),
};
