import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { SmallSystem } from '../small-system.ts';
import type { Wire } from '../wire.ts';
import { WEBHOOK } from './addresses.ts';
import type { Parts } from './parts.ts';

/** What is there for who has no business here. */
export function describeStrangers(parts: () => Parts): void {
  let wire: Wire;
  let system: SmallSystem;
  beforeAll(() => {
    ({ wire, system } = parts());
  });

  describe('what strangers find', () => {
    test.each(['/.git/config', '/data/', '/../package.json', '/admin-token'])(
      'v5.0.0-13.4.1 v5.0.0-13.4.3 %s is no file',
      async (path) => {
        expect((await wire.send('GET', path)).status).toBe(404);
      },
    );
    test('v5.0.0-13.4.4 TRACE is not answered with the request', async () => {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const call = httpRequest(system.url, { method: 'TRACE', headers: { 'x-canary': 'echo' } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        call.on('error', reject).end();
      });
      expect(status).toBe(404);
    });
    test('v5.0.0-13.4.5 the metrics are for this machine, or for who has a token', async () => {
      const from = { 'x-forwarded-for': '203.0.113.9' };
      expect((await wire.send('GET', '/metrics', { headers: from })).status).toBe(401);
    });
    test('v5.0.0-14.2.1 the admin token counts in its header only', async () => {
      const token = encodeURIComponent(system.adminToken);
      expect((await wire.send('GET', `/admin/status?token=${token}&access_token=${token}`)).status).toBe(401);
    });
    test('v5.0.0-16.5.1 v5.0.0-16.5.3 a failure says nothing of the inside, and is refused', async () => {
      const { status, text } = await wire.signed('POST', WEBHOOK, '{broken');
      expect(status).toBe(400);
      expect(text).not.toMatch(/ at |node_modules|SyntaxError|server\//);
      const path = await wire.send('GET', '/admin/portals/%E0%A4%A/runs', {
        headers: { authorization: `Bearer ${system.adminToken}` },
      });
      expect([path.status, path.text.includes('URIError')]).toEqual([400, false]);
    });
  });
}
