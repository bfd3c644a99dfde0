import { createHmac } from 'node:crypto';
import type { Random } from '../simulator/random.ts';
import { HOOK, NOW_MS, PORTAL, PUBLIC, SECRET, type FuzzCase } from './fuzz-case.ts';
import { brokenBody, events } from './webhook-bodies.ts';

const sign = (
  body: Buffer,
  { secret = SECRET, method = 'POST', uri = PUBLIC + HOOK, timestamp = String(NOW_MS) } = {},
) =>
  createHmac('sha256', secret)
    .update(method + uri)
    .update(body)
    .update(timestamp)
    .digest('base64');

const headersOf = (signature: string, timestamp = String(NOW_MS)): [string, string][] => [
  ['x-hubspot-signature-v3', signature],
  ['x-hubspot-request-timestamp', timestamp],
];

/** A body that HubSpot signed, with contents that it should never have: read without harm, or refused as no JSON. */
export function bodyCase(random: Random): FuzzCase {
  const body = brokenBody(random);
  return { kind: 'body', method: 'POST', target: HOOK, headers: headersOf(sign(body)), body, mayAnswer: [204, 400] };
}

/** A good request with one thing about its signature wrong. Never to be taken. */
export function signatureCase(random: Random): FuzzCase {
  const body = Buffer.from(JSON.stringify(events(random)));
  const wrong = random.pick(WRONG)(random, body);
  return { kind: 'signature', method: 'POST', target: HOOK, headers: [], body, mayAnswer: [401], ...wrong };
}

type Wrong = (random: Random, body: Buffer) => Partial<FuzzCase>;

const WRONG: readonly Wrong[] = [
  () => ({ headers: [] }),
  (random, body) => ({ headers: [random.pick(headersOf(sign(body)))] }),
  (random, body) => ({ headers: headersOf(bent(random, sign(body))) }),
  (random, body) => ({
    headers: headersOf(sign(body, { secret: random.pick(['', 'x', SECRET.toUpperCase(), `${SECRET} `]) })),
  }),
  (_random, body) => ({ headers: headersOf(Buffer.from(sign(body), 'base64').toString('hex')) }),
  (_random, body) => ({ headers: headersOf(createHmac('sha256', SECRET).update(body).digest('base64')) }),
  (random, body) => ({ headers: headersOf(sign(body), brokenTime(random)) }),
  (random, body) => {
    const timestamp = String(NOW_MS + random.pick([-1, 1]) * (300_001 + random.below(10 ** 9)));
    return { headers: headersOf(sign(body, { timestamp }), timestamp) };
  },
  (random, body) => {
    const timestamp = brokenTime(random);
    return { headers: headersOf(sign(body, { timestamp }), timestamp) };
  },
  (random, body) => {
    const changed = Buffer.from(body);
    const place = random.below(changed.length);
    changed[place] = (changed[place] ?? 0) ^ (1 + random.below(255));
    return { headers: headersOf(sign(body)), body: changed };
  },
  (random, body) => ({
    headers: headersOf(sign(body)),
    target: HOOK + random.pick(['?', '?a=1', '/', '?%', '?a=%40']),
  }),
  (_random, body) => ({ headers: headersOf(sign(body)), target: '/Webhooks/HubSpot' }),
  (random, body) => ({
    headers: headersOf(sign(body, { uri: random.pick([HOOK, `http://x${HOOK}`, `${PUBLIC}${HOOK}#a`]) })),
  }),
  (random, body) => ({ headers: headersOf(sign(body, { method: random.pick(['GET', 'post', '', 'PUT']) })) }),
  (_random, body) => ({ headers: [...headersOf(sign(body)), ['x-hubspot-signature-v3', sign(body)]] }),
  (_random, body) => ({
    headers: [
      ['x-hubspot-signature', sign(body)],
      ['x-hubspot-signature-version', 'v3'],
      ['x-hubspot-request-timestamp', String(NOW_MS)],
    ],
  }),
];

/** Changed in a way that a careless decoder may not notice, and in ways that it must. */
function bent(random: Random, signature: string): string {
  const place = random.below(signature.length - 1);
  const other = random.pick('ABCDwxyz0189+/-_= ,%'.split(''));
  return random.pick([
    signature.slice(0, -1),
    `${signature}=`,
    `=${signature}`,
    signature.replaceAll('+', '-').replaceAll('/', '_').slice(0, -1),
    signature.toLowerCase() === signature ? 'x' : signature.toLowerCase(),
    signature.slice(0, place),
    signature.slice(0, place) + (signature[place] === other ? '~' : other) + signature.slice(place + 1),
    'A'.repeat(1 + random.below(4000)),
  ]);
}

const brokenTime = (random: Random): string =>
  random.pick([
    'abc',
    '-1',
    '0',
    '1e12',
    'NaN',
    'Infinity',
    String(NOW_MS / 1000),
    `${NOW_MS}0`,
    `+${NOW_MS}`,
    `${NOW_MS}.0`,
    '0x1a',
    String(PORTAL),
  ]);
