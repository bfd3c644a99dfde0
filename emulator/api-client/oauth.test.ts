import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AppRegistration } from '../app-registration.ts';
import { authorizeUrl, decide } from '../testing/emulator.ts';
import { PORTAL, REDIRECT, SCOPES, writeProject } from '../testing/project.ts';
import { type DrivenEmulator, startDriven } from './start.ts';

let app: AppRegistration;
let emulator: DrivenEmulator;
beforeAll(async () => {
  app = await writeProject();
  emulator = await startDriven({ apps: [app] });
});
afterAll(() => emulator.hubspot.close());

const grant = async () => {
  const back = await decide(authorizeUrl(emulator.hubspot.url, app), 'connect');
  const code = back.searchParams.get('code') ?? '';
  const { tokensApi } = emulator.client.oauth;
  return tokensApi.create('authorization_code', code, REDIRECT, app.clientId, app.clientSecret);
};

test('getAuthorizationUrl is an address of the consent page', async () => {
  const asked = new URL(emulator.client.oauth.getAuthorizationUrl(app.clientId, REDIRECT, SCOPES.join(' ')));
  const page = await fetch(`${emulator.hubspot.url}${asked.pathname}${asked.search}`);
  expect(await page.text()).toContain('Connect app');
});

test('tokensApi and accessTokensApi', async () => {
  const { tokensApi, accessTokensApi } = emulator.client.oauth;
  const { refreshToken, expiresIn } = await grant();
  expect(expiresIn).toBe(1800);
  const args = [undefined, undefined, app.clientId, app.clientSecret, refreshToken] as const;
  const { accessToken } = await tokensApi.create('refresh_token', ...args);
  expect((await accessTokensApi.get(accessToken)).hubId).toBe(PORTAL);
});

test('refreshTokensApi', async () => {
  const { refreshTokensApi } = emulator.client.oauth;
  const { refreshToken } = await grant();
  expect((await refreshTokensApi.get(refreshToken)).clientId).toBe(app.clientId);
  await refreshTokensApi.archive(refreshToken);
  await expect(refreshTokensApi.get(refreshToken)).rejects.toMatchObject({ code: 404 });
});

test('every operation was driven', () => {
  expect(emulator.missing('oauth')).toEqual([]);
});
