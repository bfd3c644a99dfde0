import type { Random } from '../simulator/random.ts';
import type { FuzzCase } from './fuzz-case.ts';

const PIECES = [
  '/',
  '//',
  '.',
  '..',
  '%',
  '%2',
  '%2e%2e',
  '%00',
  '%ff',
  '%c0%af',
  '%25',
  '%0d%0a',
  '?',
  '&',
  '=',
  '#',
  ';',
  '@',
  ':',
  '*',
  '\\',
  'webhooks',
  'hubspot',
  'oauth',
  'install',
  'callback',
  'admin',
  'metrics',
  'ready',
  'cards',
  '__proto__',
  'http://',
  'a'.repeat(300),
  '{',
  '}',
  '[',
  ']',
  '|',
  '^',
  '`',
  '"',
  '<script>',
  "'",
  '+',
  '~',
  '%C3%A9',
];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const PREFIXES = ['/', '/', '/webhooks/hubspot', '/oauth/', '/oauth/callback', '/admin/', '/admin/portals/', '/cards/'];

/** An address that nobody links to. Pages and refusals are in order, failures are not. */
export function urlCase(random: Random): FuzzCase {
  const target = random.pick(PREFIXES) + Array.from({ length: random.below(8) }, () => random.pick(PIECES)).join('');
  return {
    kind: 'url',
    method: random.pick(METHODS),
    target,
    headers: [],
    body: Buffer.alloc(0),
    mayAnswer: [200, 204, 301, 302, 303, 400, 401, 403, 404, 405, 413, 414, 431],
  };
}
