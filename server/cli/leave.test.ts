import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AdminServer, freshWorld, startAdminServer } from './testing/admin-server.ts';
import { runLedgerline } from './testing/command-line.ts';

let server: AdminServer;
let env: Record<string, string>;
beforeAll(async () => {
  server = await startAdminServer('t0ken');
  env = { LEDGERLINE_SERVER: server.url, LEDGERLINE_ADMIN_TOKEN: 't0ken' };
});
afterAll(() => server.close());
beforeEach(() => void Object.assign(server.world, freshWorld()));
const run = (args: readonly string[], input = '') => runLedgerline(args, env, 'ledgerline.ts', input);

describe('connect', () => {
  test('takes the token that is piped in, and does not show it', async () => {
    const { code, out, err } = await run(['connect'], 'pat-na1-secret\n');
    expect([code, out]).toEqual([0, 'Account 12345678 is connected. Next: ledgerline plan --portal 12345678\n']);
    expect(out + err).not.toContain('secret');
    expect(server.world.calls).toEqual([['connect', 'pat-na1-secret']]);
  });

  test('says when nothing was given', async () => {
    const { code, err } = await run(['connect']);
    expect([code, err]).toEqual([1, expect.stringContaining('Nothing was given')]);
    expect(server.world.calls).toEqual([]);
  });
});

test('what cannot be undone is not done without --yes where nobody can be asked', async () => {
  for (const args of [['uninstall'], ['purge', '7'], ['erase', 'contacts', '151']]) {
    const { code, err } = await run(args);
    expect([code, err]).toEqual([1, expect.stringContaining('say --yes')]);
  }
  expect(server.world.calls).toEqual([]);
});

test('uninstall, purge and erase say what is gone and what stays', async () => {
  expect((await run(['uninstall', '--yes'])).out).toContain('deleted in 30 days');
  expect((await run(['purge', '7', '--yes'])).out).toContain('Nothing is kept of account 7');
  expect((await run(['erase', 'contacts', '151', '--yes'])).out).toContain('neither HubSpot nor the ERP is written to');
  expect(server.world.calls).toEqual([
    ['uninstall', 7],
    ['purge', 7],
    ['erase', 7, [{ object: 'contacts', id: '151' }]],
  ]);
});

test('accounts lists those that are gone, and why', async () => {
  const { code, out } = await run(['accounts']);
  expect(code).toBe(0);
  expect(out).toMatch(
    /7 +acme\.example +marketplace +2026-01-02 03:04 +ended 2026-02-03 04:05: the permission was withdrawn/,
  );
});

test('keys rotate says which key seals and which is not needed', async () => {
  const { code, out } = await run(['keys', 'rotate']);
  expect(code).toBe(0);
  expect(out).toContain('sealed with the key "k2" now');
  expect(out).toContain('Not needed any more: k1');
});
