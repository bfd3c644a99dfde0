import { beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { appScopes } from '../../../server/wiring/read-files.ts';
import type { SmallSystem } from '../small-system.ts';
import type { Wire } from '../wire.ts';
import { beginInstall } from './begin-install.ts';
import type { Parts } from './parts.ts';

/** An install, and whoever would meddle with it. */
export function describeOAuthRules(parts: () => Parts): void {
  let wire: Wire;
  let system: SmallSystem;
  beforeAll(() => {
    ({ wire, system } = parts());
  });
  const tokenCalls = async () =>
    (
      (await system.hubspot.send('GET', '/_emulator/requests')).body as {
        path: string;
      }[]
    ).filter(({ path }) => path === '/oauth/2026-09/token').length;

  describe('OAuth', () => {
    test('v5.0.0-1.2.1 what came with a request is shown as text', async () => {
      const { cookie, state } = await beginInstall(wire);
      const told = new URLSearchParams({
        state,
        error: '<b>',
        error_description: '<script>alert(1)</script>',
      });
      const { text, headers } = await wire.send('GET', `/oauth/callback?${told}`, { headers: { cookie } });
      expect([text.includes('<script>'), text.includes('&#60;script&#62;')]).toEqual([false, true]);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    });
    test('v5.0.0-10.1.2 v5.0.0-10.2.1 an answer of HubSpot counts in the browser that asked, once, with state and PKCE', async () => {
      const mine = await beginInstall(wire);
      const other = await beginInstall(wire);
      expect([mine.query.get('code_challenge_method'), mine.query.get('code_challenge')?.length]).toEqual(['S256', 43]);
      expect(mine.state).not.toBe(other.state);
      const before = await tokenCalls();
      for (const headers of [{}, { cookie: other.cookie }]) {
        const { status } = await wire.send('GET', `/oauth/callback?code=abc&state=${mine.state}`, { headers });
        expect(status).toBe(400);
      }
      // No code of a stranger is ever taken to HubSpot.
      expect(await tokenCalls()).toBe(before);
    });
    test('v5.0.0-10.4.1 v5.0.0-3.7.2 the address to come back to is a setting, and nothing redirects elsewhere', async () => {
      const { headers } = await wire.send(
        'GET',
        '/oauth/install?redirect_uri=https://evil.example&next=//evil.example',
      );
      const location = new URL(headers.get('location') ?? '');
      expect(location.origin).toBe(system.hubspot.url);
      expect(location.searchParams.get('redirect_uri')).toBe(`${system.url}/oauth/callback`);
    });
    test('v5.0.0-9.1.1 v5.0.0-9.1.2 v5.0.0-9.2.1 v5.0.0-9.2.2 a cookie that is not signed by us, for this, for now is none', async () => {
      const claims = { state: 'abc', verifier: 'v', portalId: null };
      const stranger = new TextEncoder().encode('a key of somebody else, 32 bytes long');
      const { cookie: installed } = await beginInstall(wire);
      const forged = [
        new UnsecuredJWT(claims).setSubject('ledgerline_oauth').setExpirationTime('1h').encode(),
        await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setSubject('ledgerline_oauth').sign(stranger),
        `${installed.split('=')[1]}x`,
      ];
      for (const value of forged) {
        const headers = { cookie: `ledgerline_oauth=${value}` };
        expect(
          (
            await wire.send('GET', '/oauth/callback?code=c&state=abc', {
              headers,
            })
          ).status,
        ).toBe(400);
      }
    });
    test('v5.0.0-10.4.11 only the scopes of the app are asked for', async () => {
      const { query } = await beginInstall(wire);
      const { required, optional } = appScopes();
      const asked = (name: string): string[] => (query.get(name) ?? '').split(' ').toSorted();
      expect(asked('scope')).toEqual(required.toSorted());
      expect(asked('optional_scope')).toEqual(optional.toSorted());
      // What a server of money has no business with.
      const all = [...required, ...optional];
      expect(all.filter((scope) => /settings|files|social|sensitive|conversations/.test(scope))).toEqual([]);
    });
  });
}
