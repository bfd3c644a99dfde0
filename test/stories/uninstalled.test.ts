import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { install, uninstall } from '../../emulator/api/oauth/installs.ts';
import { startWithHub } from '../../emulator/start.ts';
import { authorizeUrl, decide } from '../../emulator/testing/emulator.ts';
import { PORTAL, REDIRECT, writeProject } from '../../emulator/testing/project.ts';
import { parseKeys } from '../../server/http/keyring.ts';
import { createOAuthClient } from '../../server/http/oauth-client.ts';
import { createTokenholder } from '../../server/http/tokens.ts';
import { Secret } from '../../server/secret.ts';
import { openDb, type Db } from '../../server/store/db.ts';
import { getInstall } from '../../server/store/installs.ts';
import { migrate } from '../../server/store/migrate.ts';
import { confirmUninstalled } from '../../server/wiring/uninstalled.ts';

let db: Db;
const log = { info: () => {}, warn: () => {}, error: () => {} };
beforeAll(async () => {
  db = await openDb('memory:');
  await migrate(db);
}, 60_000);
afterAll(() => db.close());

test('an account that the journal calls gone is asked; only one that renews no token is taken for gone', async () => {
  const registration = await writeProject();
  const { hub, url, close } = await startWithHub({ port: 0, dataDir: null, apps: [registration] });
  const { clientId, clientSecret } = registration;
  const oauth = createOAuthClient({
    apiUrl: url,
    clientId,
    clientSecret: new Secret(clientSecret),
    redirectUrl: REDIRECT,
  });
  const keyring = parseKeys(new Secret(`k1:${randomBytes(32).toString('base64')}`));
  const tokens = createTokenholder({ db, keyring, oauth, now: () => Date.now(), log });
  const back = await decide(authorizeUrl(url, registration), 'connect');
  await tokens.saveGrant(PORTAL, await oauth.exchange(back.searchParams.get('code') ?? '', ''), null);

  expect(await confirmUninstalled(db, tokens, PORTAL)).toBe(false);
  expect((await getInstall(db, PORTAL))?.state).toBe('active');
  const [app] = hub.apps;
  uninstall(hub, registration.appId, PORTAL);
  // Installed again by another grant: ours is gone all the same.
  if (app) install(hub, app, PORTAL, app.scopes);
  expect(await confirmUninstalled(db, tokens, PORTAL)).toBe(true);
  expect(await getInstall(db, PORTAL)).toMatchObject({ state: 'revoked', endedReason: 'withdrawn' });
  // Told twice, or of an account that was never here.
  expect(await confirmUninstalled(db, tokens, PORTAL)).toBe(false);
  expect(await confirmUninstalled(db, tokens, 4711)).toBe(false);
  await close();
});
