import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { PORTAL_ID, PUBLIC_ORIGIN } from '../../demo/launch/edition.ts';
import { logLines } from './log-lines.ts';
import type { SmallSystem } from './small-system.ts';
import { signature, type Heard, type Wire } from './wire.ts';

const WEBHOOK = '/webhooks/hubspot';
const WHO = `portalId=${PORTAL_ID}&userId=7&userEmail=ada@acorn.example`;
const card = (portalId: number | string, objectId: string) =>
  `/cards/v1/account?portalId=${portalId}&userId=7&objectTypeId=0-2&objectId=${objectId}`;

/** What OWASP ASVS 5.0 asks of a server, seen by whoever can reach it. docs/security.md has the whole list. */
export function describeAsvs(parts: () => { readonly system: SmallSystem; readonly wire: Wire }): void {
  let wire: Wire;
  let system: SmallSystem;
  /** One answer of each kind: a page, a redirect, an error page, JSON, refusals, a failure. */
  let answers: Heard[] = [];
  let html: Heard;
  beforeAll(async () => {
    ({ wire, system } = parts());
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
      await wire.signed('GET', card(PORTAL_ID, '1')),
      await wire.signed('POST', WEBHOOK, '{broken'),
    ];
  });
  /** Answers that lack the header, or have a wrong one. */
  const without = (name: string, right: (value: string | null) => boolean): number[] =>
    answers.filter(({ headers }) => !right(headers.get(name))).map(({ status }) => status);

  /** The cookie of an attempt, and its state. */
  const begin = async () => {
    const { headers } = await wire.send('GET', '/oauth/install');
    const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
    const query = new URL(headers.get('location') ?? '').searchParams;
    return { cookie, query, state: query.get('state') ?? '' };
  };
  const tokenCalls = async () =>
    (
      (await system.hubspot.send('GET', '/_emulator/requests')).body as {
        path: string;
      }[]
    ).filter(({ path }) => path === '/oauth/2026-09/token').length;

  describe('pages and headers', () => {
    test('v5.0.0-1.2.1 what came with a request is shown as text', async () => {
      const { cookie, state } = await begin();
      const told = new URLSearchParams({
        state,
        error: '<b>',
        error_description: '<script>alert(1)</script>',
      });
      const { text, headers } = await wire.send('GET', `/oauth/callback?${told}`, { headers: { cookie } });
      expect([text.includes('<script>'), text.includes('&#60;script&#62;')]).toEqual([false, true]);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    });
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

  describe('requests', () => {
    test('v5.0.0-3.5.1 v5.0.0-3.5.3 an action needs a signature, and is not a GET', async () => {
      const body = JSON.stringify({
        key: randomUUID(),
        objectTypeId: '0-2',
        objectId: '1',
      });
      const path = `/cards/v1/actions/look?${WHO}`;
      expect(
        (
          await wire.send('POST', path, {
            body,
            headers: { 'content-type': 'text/plain' },
          })
        ).status,
      ).toBe(401);
      expect((await wire.signed('GET', path)).status).toBe(404);
    });
    test('v5.0.0-4.1.3 what a client says of the address is not believed', async () => {
      const forged = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        host: 'evil.example',
      };
      expect((await wire.signed('POST', WEBHOOK, '[]', forged)).status).toBe(204);
      const headers = {
        ...signature('POST', `https://evil.example${WEBHOOK}`, '[]'),
        ...forged,
      };
      expect((await wire.send('POST', WEBHOOK, { body: '[]', headers })).status).toBe(401);
    });
    test('v5.0.0-1.2.4 an id is a value in a query, whatever it says', async () => {
      const id = encodeURIComponent("x' or '1'='1'; drop table ledger; --");
      const { status, body } = await system.admin('GET', `/portals/${PORTAL_ID}/explain?object=customer&id=${id}`);
      expect([status, body.entries]).toEqual([200, []]);
      expect((await system.admin('GET', `/portals/${PORTAL_ID}/explain?object=customer&id=ACORN`)).status).toBe(200);
    });
    test.each(['__proto__', 'constructor', 'toString'])('v5.0.0-15.3.6 there is no action %s', async (action) => {
      const body = JSON.stringify({ key: randomUUID() });
      expect((await wire.signed('POST', `/cards/v1/actions/${action}?${WHO}`, body)).status).toBe(404);
    });
    test('v5.0.0-15.3.7 a parameter that comes twice is not understood', async () => {
      expect((await wire.signed('GET', `${card(PORTAL_ID, '1')}&portalId=4711`)).status).toBe(400);
      expect((await system.admin('GET', `/portals/${PORTAL_ID}/explain?object=a&object=b&id=1`)).status).toBe(400);
    });
    test('v5.0.0-15.3.3 v5.0.0-2.2.1 a field that is not asked for is refused', async () => {
      const body = {
        plan: true,
        object: 'companies',
        recordId: '1',
        actor: 'someone',
      };
      expect((await system.admin('POST', `/portals/${PORTAL_ID}/undo`, body)).status).toBe(400);
    });
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

  describe('OAuth', () => {
    test('v5.0.0-10.1.2 v5.0.0-10.2.1 an answer of HubSpot counts in the browser that asked, once, with state and PKCE', async () => {
      const mine = await begin();
      const other = await begin();
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
      const { cookie: installed } = await begin();
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
      const { query } = await begin();
      const scopes = (query.get('scope') ?? '').split(' ');
      expect(scopes).toContain('crm.objects.companies.read');
      expect(scopes.filter((scope) => /settings|automation|files|social|contacts.sensitive/.test(scope))).toEqual([]);
    });
  });

  describe('who may what', () => {
    test('v5.0.0-8.2.2 v5.0.0-8.3.1 v5.0.0-8.4.1 an account is the one that HubSpot signed for', async () => {
      expect((await wire.signed('GET', card(4711, '1'))).status).toBe(403);
      // The address that was signed is not the one that is asked.
      const headers = signature('GET', PUBLIC_ORIGIN + card(4711, '1'), '');
      expect((await wire.send('GET', card(PORTAL_ID, '1'), { headers })).status).toBe(401);
    });
    test('v5.0.0-8.2.1 the admin API is for the admin token', async () => {
      for (const path of ['/status', '/installs', `/portals/${PORTAL_ID}/inbox`, '/nothing']) {
        expect((await wire.send('GET', `/admin${path}`)).status).toBe(401);
      }
    });
    test('v5.0.0-15.3.1 a card is told what it shows, and no more', async () => {
      const { results } = (await system.hubspot.send('GET', '/crm/objects/2026-09/companies?limit=1')).body;
      const { accounts } = JSON.parse((await wire.signed('GET', card(PORTAL_ID, results[0].id))).text);
      expect(Object.keys(accounts[0]).toSorted()).toMatchInlineSnapshot(`
       [
         "creditLimit",
         "figures",
         "id",
         "lastOrder",
         "lastPayment",
         "name",
         "number",
         "role",
       ]
      `);
    });
    test('v5.0.0-6.3.2 v5.0.0-11.5.1 v5.0.0-13.2.3 the admin token is made for this server, of 256 random bits', async () => {
      expect(Buffer.from(system.adminToken, 'base64url')).toHaveLength(32);
      for (const guess of ['admin', 'changeme', '']) {
        const headers = { authorization: `Bearer ${guess}` };
        expect((await wire.send('GET', '/admin/status', { headers })).status).toBe(401);
      }
    });
    test('v5.0.0-2.4.1 v5.0.0-6.3.1 who is refused again and again is put off, and HubSpot is not', async () => {
      const guess = () =>
        wire.send('GET', '/admin/status', {
          headers: { authorization: 'Bearer guess' },
        });
      let answer = await guess();
      for (let tries = 0; answer.status === 401 && tries < 100; tries += 1) answer = await guess();
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
      // From the same address: what is signed, and the right token, are served all the same.
      expect((await wire.send('POST', WEBHOOK, { body: '[]' })).status).toBe(429);
      expect((await wire.signed('POST', WEBHOOK, '[ ]')).status).toBe(204);
      expect((await system.admin('GET', '/status')).status).toBe(200);
    });
  });

  describe('the log', () => {
    test('v5.0.0-16.2.1 v5.0.0-16.2.2 v5.0.0-16.2.4 is JSON, each line with its time, process and words', async () => {
      const lines = logLines(await system.log());
      expect(lines.length).toBeGreaterThan(5);
      for (const line of lines) {
        expect(line).toMatchObject({
          time: expect.any(Number),
          pid: expect.any(Number),
          hostname: expect.any(String),
        });
        expect(Math.abs(Date.now() - Number(line['time']))).toBeLessThan(600_000);
      }
    });
    test('v5.0.0-16.3.1 v5.0.0-16.3.2 v5.0.0-16.3.3 tells of refused callers, and from where', async () => {
      const refused = logLines(await system.log()).filter(({ msg }) => msg.includes('refused'));
      expect(refused.find(({ msg }) => msg.startsWith('admin call'))).toMatchObject({
        path: '/admin/status',
        from: expect.any(String),
      });
      expect(refused.find(({ msg }) => msg.startsWith('webhook'))).toMatchObject({ verdict: 'missing', path: WEBHOOK });
    });
    test('v5.0.0-16.4.1 nobody writes a line of his own into it', async () => {
      const line = '{"level":60,"msg":"all is lost"}';
      await wire.send('GET', `/admin/${encodeURIComponent(`x\n${line}\n`)}`, {
        headers: { 'user-agent': line },
      });
      expect(logLines(await system.log()).map(({ msg }) => msg)).not.toContain('all is lost');
    });
  });
}
