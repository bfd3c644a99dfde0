import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAdminServer, type AdminServer } from './testing/admin-server.ts';
import { runLedgerline } from './testing/command-line.ts';

let server: AdminServer;
beforeAll(async () => {
  server = await startAdminServer('t0ken');
});
afterAll(() => server.close());

test('audit lists who did what, and how it ended', async () => {
  const env = { LEDGERLINE_SERVER: server.url, LEDGERLINE_ADMIN_TOKEN: 't0ken' };
  const { code, out } = await runLedgerline(['audit', '--limit', '5'], env);
  expect(code).toBe(0);
  expect(out).toContain('ada@desk');
  expect(out).toMatch(/POST \/portals\/7\/undo +runId=r1 plan=false +202/);
  expect(JSON.parse((await runLedgerline(['audit', '--json'], env)).out)).toMatchObject({ deeds: [{ id: 3 }] });
});
