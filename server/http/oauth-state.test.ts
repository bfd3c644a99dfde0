import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import express from 'express';
import { Secret } from '../secret.ts';
import { parseKeys } from './keyring.ts';
import { oauthRouter, type OAuthDeps } from './oauth.ts';

/** The cookie of an install that begins at this address. */
async function cookieAt(redirectUrl: string): Promise<string> {
  const keyring = parseKeys(new Secret(`k:${Buffer.alloc(32, 7).toString('base64')}`));
  const authorizeUrl = 'https://app.hubspot.com/oauth/authorize';
  // The first step needs neither the store nor HubSpot.
  const deps = { authorizeUrl, clientId: 'c', redirectUrl, scopes: ['oauth'], keyring } as unknown as OAuthDeps;
  const server = express().use(oauthRouter(deps)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/oauth/install`, { redirect: 'manual' });
  server.closeAllConnections();
  server.close();
  return answer.headers.get('set-cookie') ?? '';
}

test('v5.0.0-3.3.1 v5.0.0-3.3.2 v5.0.0-3.3.3 v5.0.0-3.3.4 the cookie of an install is for this host alone, and for no script', async () => {
  const [pair, ...attributes] = (await cookieAt('https://ledgerline.example.com/oauth/callback')).split('; ');
  expect(pair?.split('=')[0]).toBe('__Host-ledgerline_oauth');
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax', 'Max-Age=600']));
  expect(attributes.join().toLowerCase()).not.toContain('domain');
});

test('on a machine of a developer, which has no https, it is an ordinary one', async () => {
  const cookie = await cookieAt('http://localhost:3000/oauth/callback');
  expect(cookie).toMatch(/^ledgerline_oauth=/);
  expect(cookie).not.toContain('Secure');
});
