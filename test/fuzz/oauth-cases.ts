import type { Random } from '../simulator/random.ts';
import type { FuzzCase } from './fuzz-case.ts';

const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const CLAIMS = { state: 'abc', verifier: 'v', portalId: null, sub: 'ledgerline_oauth', exp: 9_999_999_999 };

/** Cookies that some readers of tokens have believed: unsigned, signed with nothing, of another form. */
const COOKIES = [
  '',
  'x',
  '..',
  `${b64({ alg: 'none' })}.${b64(CLAIMS)}.`,
  `${b64({ alg: 'HS256' })}.${b64(CLAIMS)}.`,
  `${b64({ alg: 'HS256' })}.${b64(CLAIMS)}.${'A'.repeat(43)}`,
  `${b64({ alg: 'RS256', jwk: {} })}.${b64(CLAIMS)}.AAAA`,
  `${b64({ alg: 'HS256', crit: ['exp'] })}.${b64(CLAIMS)}.AAAA`,
  '%',
  '"quoted"',
  'a'.repeat(4000),
];
const MARKUP = '<script>alert(1)</script>';
const VALUES = [
  '',
  'abc',
  '%',
  '%00',
  '%ff',
  'a'.repeat(2000),
  encodeURIComponent(MARKUP),
  '[object Object]',
  '-1',
  '1e400',
  'access_denied',
  'null',
];
const NAMES = [
  'state',
  'code',
  'error',
  'error_description',
  'state[]',
  'code[a]',
  '__proto__',
  'portalId',
  'constructor[prototype]',
];

/** An answer to an install that was never begun here. It must never lead to tokens, and shows nothing it was given. */
export function oauthCase(random: Random): FuzzCase {
  const query = Array.from({ length: random.below(6) }, () => `${random.pick(NAMES)}=${random.pick(VALUES)}`).join('&');
  const cookie = random.pick(COOKIES);
  const cookies = random.chance(0.7)
    ? [['cookie', `ledgerline_oauth=${cookie}; ledgerline_installed=${cookie}`] as const]
    : [];
  return {
    kind: 'oauth',
    method: 'GET',
    target: `/oauth/${random.pick(['callback', 'callback', 'callback', 'install', 'installed'])}?${query}`,
    headers: cookies,
    body: Buffer.alloc(0),
    mayAnswer: [200, 302, 303, 400, 401, 403],
    mustNotShow: MARKUP,
  };
}
