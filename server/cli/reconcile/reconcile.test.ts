import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ReconcileReport } from '../../jobs/sync-service.ts';
import { type AdminServer, doneRun, freshWorld, RECONCILE_ID, startAdminServer } from '../testing/admin-server.ts';
import { runLedgerline } from '../testing/command-line.ts';

let server: AdminServer;
let env: Record<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'ledgerline-reconcile-'));
beforeAll(async () => {
  server = await startAdminServer('t0ken');
  env = { LEDGERLINE_SERVER: server.url, LEDGERLINE_ADMIN_TOKEN: 't0ken' };
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => void Object.assign(server.world, freshWorld(), { runs: [doneRun] }));

const ledgerline = (...args: string[]) => runLedgerline(['reconcile', ...args], env);

const counts = {
  left: 4,
  right: 3,
  linked: 3,
  onlyLeft: 1,
  onlyRight: 0,
  held: 0,
  outside: 0,
  drifted: 0,
  explained: 0,
};
const sum = {
  pair: 'invoice',
  amount: 'total',
  currency: 'EUR',
  left: '30.1',
  right: '30.1',
  difference: '0',
  explained: '0',
};
const clean: ReconcileReport = {
  run: { ...doneRun, id: RECONCILE_ID, kind: 'reconcile' },
  pairs: [{ pair: 'invoice', counts }],
  totals: [{ ...sum, leftCount: 3, rightCount: 3, differing: 0 }],
  differing: [],
  drift: [],
  repair: [],
};
const drifted: ReconcileReport = {
  ...clean,
  pairs: [{ pair: 'invoice', counts: { ...counts, drifted: 1 } }],
  totals: [{ ...sum, left: '31.1', difference: '1', leftCount: 3, rightCount: 3, differing: 1 }],
  differing: [
    { ...sum, id: 1, customer: '=A', left: '1', right: '1.5', difference: '-0.5', leftCount: 1, rightCount: 1 },
  ],
  drift: [
    {
      id: 1,
      pair: 'invoice',
      kind: 'field',
      leftId: '77',
      rightId: 'A1',
      field: 'total',
      left: '1',
      right: '1.5',
      explanation: null,
      repair: 'look',
      action: 'Write `total` of invoices: "1" -> "1.5".',
      wrong: [],
    },
  ],
  repair: [{ pair: 'invoice', repair: 'look', records: 1 }],
};

describe('ledgerline reconcile', () => {
  test('without drift says so, and ends with 0', async () => {
    server.world.reports = [clean];
    const { code, out, err } = await ledgerline('--pair', 'invoice', 'payment');
    expect(err).toBe('');
    expect(out).toBe(`Compared 7 records of 1 pair, 2026-11-23 14:02.

pair     HubSpot  ERP  linked  only HubSpot  only ERP  held  left out  drifted  explained
invoice        4    3       3             1         0     0         0        0          0

pair     amount  currency  HubSpot    ERP  difference  of it explained  customers that differ
invoice  total   EUR         30.10  30.10        0.00             0.00                      0

No drift.
`);
    expect(code).toBe(0);
    expect(server.world.calls).toEqual([['reconcile', 7, ['invoice', 'payment']]]);
  });

  test('with drift tells what, where and what to do, and ends with 3', async () => {
    server.world.reports = [drifted];
    const { code, out } = await ledgerline();
    expect(out).toContain('invoice  total   =A        EUR          1.00  1.50       -0.50');
    expect(out).toContain('  invoice, HubSpot 77, ERP A1: field total: "1", should be "1.5"\n      Write `total`');
    expect(out).toContain('1 record drifted. "ledgerline reconcile --repair"');
    expect(code).toBe(3);
  });

  test('a repair is a plan, then a question, then done and compared again', async () => {
    server.world.reports = [drifted, clean];
    const refused = await ledgerline('--repair');
    expect(refused).toMatchObject({ code: 1, err: 'Repair 1 record? Nobody can be asked here; say --yes to do it.\n' });
    expect(refused.out).toContain('invoice  bring into step by the mapping        1\n  Write `total` of invoices');
    expect(server.world.calls).toEqual([['reconcile', 7, []]]);
    const done = await ledgerline('--last', '--repair', '--yes', '--json');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ before: { drift: [{ id: 1 }] }, after: { drift: [] } });
    expect(server.world.calls.slice(1)).toEqual([
      ['repair', 7],
      ['reconcile', 7, []],
    ]);
  });

  test('the latest report is shown again, and all are listed', async () => {
    server.world.reports = [drifted];
    expect((await ledgerline('--last')).code).toBe(3);
    expect(server.world.calls).toEqual([]);
    const { out, code } = await ledgerline('--list');
    expect(out).toContain('2026-11-23 14:00  done         1          0  00000000-');
    expect(code).toBe(0);
  });

  test('files hold all of it; no value is a formula to a spreadsheet', async () => {
    server.world.reports = [drifted];
    const [csv, sums] = [join(folder, 'drift.csv'), join(folder, 'sums.csv')];
    await ledgerline('--csv', csv, '--sums', sums);
    expect(readFileSync(csv, 'utf8').split('\n')[1]).toBe(
      'invoice,field,77,A1,total,1,1.5,,look,"Write `total` of invoices: ""1"" -> ""1.5""."',
    );
    expect(readFileSync(sums, 'utf8')).toBe(
      `pair,amount,customer,currency,leftCount,rightCount,left,right,difference,explained
invoice,total,'=A,EUR,1,1,1,1.5,-0.5,0
`,
    );
    expect((await ledgerline('--csv', join(folder, 'no', 'such', 'folder.csv'))).err).toContain('cannot be written');
  });
});
