import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AdminServer, doneRun, freshWorld, startAdminServer } from './testing/admin-server.ts';
import { runLedgerline } from './testing/command-line.ts';

let server: AdminServer;
let env: Record<string, string>;
const dataDir = mkdtempSync(join(tmpdir(), 'ledgerline-undo-'));

beforeAll(async () => {
  server = await startAdminServer('t0ken');
  writeFileSync(join(dataDir, 'admin-token'), 't0ken\n');
  env = { LEDGERLINE_SERVER: server.url, LEDGERLINE_DATA: dataDir };
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true });
});

const target = { runId: 'run-1' };
const undone = {
  ...doneRun,
  kind: 'undo-plan',
  counts: { undo: 12, undoCreate: 0, leftAlone: 1 },
  done: 5,
  target,
} as const;
const alone = { object: 'companies', recordId: '5', field: 'name', reason: 'it was changed since, and is "x" now' };
beforeEach(() => {
  Object.assign(server.world, freshWorld(), { runs: [undone], leftAlone: [alone] });
});

const ledgerline = (...args: string[]) => runLedgerline(args, env);
const none = { object: undefined, recordId: undefined, field: undefined };

describe('undo', () => {
  test('shows what it would do, and does it when --yes says so', async () => {
    const { code, out, err } = await ledgerline('undo', 'run', 'run-1', '--yes');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`12 values of 5 records; 1 value would be left alone.
object     id  field  left alone because
companies  5   name   it was changed since, and is "x" now
12 values taken back by run r1, which can be undone itself.
`);
    expect(server.world.calls).toEqual([
      ['undo', 7, { runId: 'run-1' }, { plan: true }],
      ['undo', 7, { runId: 'run-1' }, { plan: false }],
    ]);
  });

  test('asks first; where nobody can be asked it does nothing', async () => {
    const { code, err } = await ledgerline('undo', 'run', 'run-1');
    expect(err).toBe('Take back 12 values? Nobody can be asked here; say --yes to do it.\n');
    expect(code).toBe(1);
    expect(server.world.calls).toHaveLength(1);
  });

  test('of a field takes back what the last run wrote, and does what it has shown', async () => {
    const { out } = await ledgerline('undo', 'field', 'companies', '5', 'phone', '--json', '--yes');
    expect(JSON.parse(out)).toMatchObject({ plan: { run: { id: 'r1' } }, undo: { leftAlone: [alone] } });
    const field = { object: 'companies', recordId: '5', field: 'phone' };
    expect(server.world.calls).toEqual([
      ['undo', 7, field, { plan: true }],
      ['undo', 7, { ...field, runId: 'run-1' }, { plan: false }],
    ]);
  });

  test('with nothing to take back asks nothing', async () => {
    server.world.runs = [{ ...undone, counts: { undo: 0, undoCreate: 0, leftAlone: 0 } }];
    const { code, out } = await ledgerline('undo', 'record', 'companies', '5');
    expect(code).toBe(0);
    expect(out).toContain('There is nothing to take back.');
  });

  test('--plan only shows', async () => {
    expect((await ledgerline('undo', 'record', 'companies', '5', '--run', 'run-1', '--plan')).code).toBe(0);
    expect(server.world.calls).toEqual([
      ['undo', 7, { ...none, object: 'companies', recordId: '5', runId: 'run-1' }, { plan: true }],
    ]);
  });

  test.each([[['run']], [['field', 'companies', '5']], [['all', 'x']]])('%p is wrong usage', async (args) => {
    expect((await ledgerline('undo', ...args)).code).toBe(2);
  });
});

test('runs and the ledger of one are listed as tables', async () => {
  expect((await ledgerline('runs', '--kind', 'plan', '--limit', '5')).out).toBe(
    `run  kind  state  began             took       records  what
r1   plan  done   2026-11-23 14:00  2 min 0 s     2442  create 412, update 1930, link 80, unsure 17, conflict 2, setAside 1
`,
  );
  const entry = {
    id: 9,
    at: '2026-11-23T14:03:09.000Z',
    runId: 'r1',
    pair: 'company',
    side: 'left',
    actor: 'sync',
  } as const;
  const value = { object: 'companies', recordId: '5', field: 'phone', before: null, after: 'b', reason: 'newest' };
  server.world.entries = [{ ...entry, ...value }];
  expect((await ledgerline('ledger', '--run', 'r1', '--limit', '1')).out).toBe(
    `at                object     id  field  before  after  rule
2026-11-23 14:03  companies  5   phone  blank   "b"    newest
There may be more: --before 9
`,
  );
  expect(server.world.calls).toEqual([
    ['runs', 7, { kinds: ['plan'], limit: 5 }],
    ['ledger', 7, 'r1', { before: null, limit: 1 }],
  ]);
  expect((await ledgerline('ledger')).code).toBe(2);
});
