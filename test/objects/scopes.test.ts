import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ConfigError } from '../../server/engine/error.ts';
import { reference, startHubSpot, type HubSpot } from './hubspot.ts';

let hubspot: HubSpot;
beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.emulator.close());

test('an object whose scopes were not granted is named with them, before anything is written', async () => {
  const { ofApp: app } = hubspot;
  const before = (await hubspot.emulator.stats()).writes;
  const error = await app.describe(['companies', 'carts', 'taxes']).catch((reason: unknown) => reason);
  expect(String(error)).toMatch(
    /ConfigError: .*carts, taxes\. It needs: crm\.objects\.carts\.read, crm\.objects\.carts\.write, .*crm\.objects\.line_items\.write/,
  );
  expect((error as ConfigError).fix).toMatch(/requiredScopes.*install the app again.*\/oauth\/install/);
  await expect(app.missing?.(['companies', 'orders'].map(reference))).rejects.toThrow('for orders.');
  expect((await hubspot.emulator.stats()).writes).toBe(before);
});
