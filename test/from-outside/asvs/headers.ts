import { beforeAll, describe, expect, test } from '@jest/globals';
import { PORTAL_ID } from '../../../demo/launch/edition.ts';
import type { Heard, Wire } from '../wire.ts';
import { cardAddress, WEBHOOK } from './addresses.ts';
import type { Parts } from './parts.ts';

/** What every answer carries. */
export function describeHeaders(parts: () => Parts): void {
  let wire: Wire;
  /** One answer of each kind: a page, a redirect, an error page, JSON, refusals, a failure. */
  let answers: Heard[] = [];
  let html: Heard;
  beforeAll(async () => {
    ({ wire } = parts());
    html = await wire.send('GET', '/oauth/callback?error=access_denied&state=x');
    answers = [
      html,
      await wire.send('GET', '/'),
      await wire.send('GET', '/oauth/install'),
      await wire.send('GET', '/health'),
      await wire.send('GET', '/metrics'),
      await wire.send('GET', '/nothing'),
      await wire.send('POST', WEBHOOK, { body: '[]' }),
      await wire.send('GET', '/admin/status'),
      await wire.signed('GET', cardAddress(PORTAL_ID, '1')),
      await wire.signed('POST', WEBHOOK, '{broken'),
    ];
  });
  /** Answers that lack the header, or have a wrong one. */
  const without = (name: string, right: (value: string | null) => boolean): number[] =>
    answers.filter(({ headers }) => !right(headers.get(name))).map(({ status }) => status);

  describe('headers', () => {
    test('v5.0.0-3.4.1 every answer asks for https, on all subdomains, for a year', () => {
      expect(without('strict-transport-security', (value) => value === 'max-age=31536000; includeSubDomains')).toEqual(
        [],
      );
    });
    test('v5.0.0-3.4.2 nothing is shared with other origins', async () => {
      const { headers } = await wire.send('GET', '/health', {
        headers: { origin: 'https://evil.example' },
      });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    });
    test('v5.0.0-3.4.3 no script runs, and only the style of the page itself is used', () => {
      expect(without('content-security-policy', (value) => value?.startsWith("default-src 'none'") === true)).toEqual(
        [],
      );
      expect(html.headers.get('content-security-policy')).toMatch(/style-src 'sha256-[^']+';.*base-uri 'none'/);
    });
    test('v5.0.0-3.4.4 v5.0.0-3.2.1 no answer is taken for another type', () => {
      expect(without('x-content-type-options', (value) => value === 'nosniff')).toEqual([]);
    });
    test('v5.0.0-3.4.5 no address is told to others', () => {
      expect(without('referrer-policy', (value) => value === 'no-referrer')).toEqual([]);
    });
    test('v5.0.0-3.4.6 nothing is shown in a frame', () => {
      expect(without('content-security-policy', (value) => value?.includes("frame-ancestors 'none'") === true)).toEqual(
        [],
      );
    });
    test('v5.0.0-14.3.2 nothing is kept by a browser or a proxy', () => {
      expect(without('cache-control', (value) => value === 'no-store')).toEqual([]);
    });
    test('v5.0.0-4.1.1 every body says what it is, and its character set', () => {
      const bodies = answers.filter(({ text }) => text !== '');
      const types = new Set(bodies.map(({ headers }) => headers.get('content-type')?.replace(/^.*charset/, 'charset')));
      expect([...types]).toEqual(['charset=utf-8']);
    });
    test('v5.0.0-13.4.2 v5.0.0-15.2.3 no answer tells what the server is made of', () => {
      expect(without('x-powered-by', (value) => value === null)).toEqual([]);
    });
  });
}
