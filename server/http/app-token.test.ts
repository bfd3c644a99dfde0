import { expect, test } from '@jest/globals';
import { RetryLater } from '../engine/error.ts';
import { createAppToken } from './app-token.ts';

const MINUTE_MS = 60_000;

function start() {
  const state = { nowMs: 1_800_000_000_000, given: 0, down: false, scopes: '' };
  const appToken = async (scopes: readonly string[]) => {
    if (state.down) throw new RetryLater('not now', 1000);
    state.given += 1;
    state.scopes = scopes.join(' ');
    return { access_token: `app-${state.given}`, expires_in: 1800 };
  };
  return { state, token: createAppToken({ appToken }, ['a', 'b'], () => state.nowMs) };
}

test('one token serves all who ask, until shortly before its end', async () => {
  const { state, token } = start();
  expect(await Promise.all([token(), token(), token()])).toEqual(['app-1', 'app-1', 'app-1']);
  expect(state.scopes).toBe('a b');
  state.nowMs += 27 * MINUTE_MS;
  expect(await token()).toBe('app-1');
  state.nowMs += 2 * MINUTE_MS;
  expect(await Promise.all([token(), token()])).toEqual(['app-2', 'app-2']);
});

test('one that was refused is replaced once; a failure is not kept', async () => {
  const { state, token } = start();
  await token();
  expect(await Promise.all([token('app-1'), token('app-1')])).toEqual(['app-2', 'app-2']);
  expect(await token('app-1')).toBe('app-2');
  state.down = true;
  await expect(token('app-2')).rejects.toThrow('not now');
  state.down = false;
  expect(await token()).toBe('app-3');
});
