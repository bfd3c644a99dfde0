import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
beforeAll(async () => {
  emulator = await startDriven();
});
afterAll(() => emulator.hubspot.close());

test('ownersApi', async () => {
  const { ownersApi } = emulator.client.crm.owners;
  const { results } = await ownersApi.getPage(undefined, undefined, 1);
  const owner = results[0]!;
  expect((await ownersApi.getById(Number(owner.id))).email).toBe(owner.email);
  expect((await ownersApi.getById(owner.userId ?? 0, 'userId')).id).toBe(owner.id);
  expect((await ownersApi.getPage(owner.email)).results.map(({ id }) => id)).toEqual([owner.id]);
});

test('every operation was driven', () => {
  expect(emulator.missing('owners')).toEqual([]);
});
