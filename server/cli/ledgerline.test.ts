import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AdminServer, doneRun, erp, freshWorld, portal, startAdminServer } from './testing/admin-server.ts';
import { runLedgerline } from './testing/command-line.ts';

const AT = '2026-11-23T14:03:09.000Z';

let server: AdminServer;
let env: Record<string, string>;
const dataDir = mkdtempSync(join(tmpdir(), 'ledgerline-cli-'));

beforeAll(async () => {
  server = await startAdminServer('t0ken');
  writeFileSync(join(dataDir, 'admin-token'), 't0ken\n');
  env = { LEDGERLINE_SERVER: server.url, LEDGERLINE_DATA: dataDir };
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true });
});
beforeEach(() => void Object.assign(server.world, freshWorld()));

const ledgerline = (...args: string[]) => runLedgerline(args, env);

describe('plan and sync', () => {
  test('follow the run and print its counts', async () => {
    const { code, out, err } = await ledgerline('plan');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toBe(`create       412
update     1,930
link          80
remove         0
restore        0
unsure        17
associate      0
conflict       2
set aside      1
unchanged      0
`);
    expect(server.world.calls).toEqual([['plan', 7]]);
  });

  test('--json prints the run; a run that failed exits 1 with its reason', async () => {
    const failed = { ...doneRun, kind: 'sync', state: 'failed', error: 'More than 20 % would change.' } as const;
    server.world.runs = [failed];
    const { code, out, err } = await ledgerline('sync', '--json');
    expect(JSON.parse(out)).toEqual(failed);
    expect(err).toBe('The sync failed: More than 20 % would change.\n');
    expect(code).toBe(1);
  });

  test('backfill says which pairs and since when', async () => {
    server.world.runs = [{ ...doneRun, kind: 'backfill' }];
    const { code, out } = await ledgerline(
      'backfill',
      '--pair',
      'customer',
      '--pair',
      'invoice',
      '--since',
      '2026-01-01',
    );
    expect(out).toContain('create       412');
    expect(code).toBe(0);
    expect((await ledgerline('backfill', '--since', '2026-01-01T08:00+02:00')).code).toBe(0);
    expect(server.world.calls).toEqual([
      ['backfill', 7, { pairs: ['customer', 'invoice'], since: '2026-01-01T00:00:00.000Z' }],
      ['backfill', 7, { pairs: [], since: '2026-01-01T06:00:00.000Z' }],
    ]);
    const wrong = await ledgerline('backfill', '--since', 'yesterday');
    expect(wrong.err).toContain('It is a day, for example 2026-01-01');
    expect(wrong.code).toBe(2);
  });

  test('several portals: a sentence lists them; --portal chooses', async () => {
    server.world.portals = [portal, { ...portal, portalId: 8 }];
    const undecided = await ledgerline('plan');
    expect(undecided).toEqual({ code: 1, out: '', err: 'Say which portal with --portal <id>. Connected: 7, 8.\n' });
    expect((await ledgerline('sync', '--portal', '8')).code).toBe(0);
    expect(server.world.calls).toEqual([['sync', 8]]);
    expect((await ledgerline('plan', '--portal', '9')).err).toContain('Portal 9 is not connected. Connected: 7, 8.');
  });
});

describe('what the server knows', () => {
  test('status', async () => {
    expect((await ledgerline('status')).out).toBe(`Portal 7
  last run   plan done, 2,442 records
  linked     80 records
  waiting    1 notice
  inbox      unsure 17, conflict 2, set-aside 1
  northwind  up at 2026-11-23 14:03
  requests   43 of 190 in use, 612,000 of 625,000 left today until 2026-11-23 23:00
`);
  });

  test('status of a run that goes on says how long it will take, and what HubSpot asked for', async () => {
    const running = { ...doneRun, state: 'running', done: 100, total: 12_345, secondsLeft: 3900 } as const;
    const [general] = portal.budget;
    const search = { ...general!, bucket: 'search', most: 4, used: 4, day: null, pausedUntil: AT };
    server.world.portals = [{ ...portal, budget: [search], lastRun: running }];
    const { out } = await ledgerline('status');
    expect(out).toContain('  last run   plan running, 100 of 12,345 records, about 65 min left\n');
    expect(out).toContain(`  searches   4 of 4 in use, HubSpot asked for a pause until ${AT.slice(0, 10)}`);
  });

  test('inbox and retry; a value cannot write to the terminal by itself', async () => {
    server.world.inbox = [
      {
        id: 1,
        tries: 1,
        firstAt: AT,
        lastAt: AT,
        detail: {},
        kind: 'unsure',
        pair: 'company',
        side: 'right',
        recordId: 'ALFKI',
        reason: 'two \u001b[2J match',
        fix: 'Choose.',
        nextAt: null,
        ignored: null,
      },
    ];
    const { code, out } = await ledgerline('inbox');
    expect(out).toBe(`1  unsure  company, ERP ALFKI: two \ufffd[2J match
    Choose.
    Looked at again by itself: when one of its records changes.
`);
    expect(code).toBe(3);
    expect((await ledgerline('retry')).out).toContain('Looking again at 3 records.');
    expect((await ledgerline('retry', '1')).code).toBe(0);
    expect(server.world.calls).toEqual([
      ['retry', 7, undefined],
      ['retry', 7, 1],
    ]);
  });

  test('an entry is ignored, with a reason, and waits again', async () => {
    expect((await ledgerline('ignore', '12')).code).toBe(2);
    expect((await ledgerline('ignore', '12', 'closed')).out).toContain('Entry 12 is ignored until one of its records');
    expect((await ledgerline('ignore', '12', '--stop')).out).toBe('Entry 12 waits again.\n');
    expect(server.world.calls).toEqual([
      ['ignore', 7, 12, 'closed'],
      ['ignore', 7, 12, null],
    ]);
  });

  test('a value is written to a record of an entry', async () => {
    const { code, out } = await ledgerline('edit', '12', 'erp', 'country=DE', 'note=a=b', 'fax=');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'country, note, fax written; the record is being looked at again.\n',
    });
    const values = { country: 'DE', note: 'a=b', fax: '' };
    expect(server.world.calls).toEqual([['edit', 7, { entryId: 12, side: 'right', values }]]);
    expect(await ledgerline('edit', '12', 'erp', 'country')).toMatchObject({
      code: 2,
      err: expect.stringContaining('field=value'),
    });
  });

  test('explain', async () => {
    const record = { pair: 'company', side: 'left', object: 'companies', recordId: '5/6', actor: 'sync' } as const;
    const entry = { ...record, id: 1, at: AT, runId: 'r1', field: 'phone', after: 'b', reason: 'newest' };
    server.world.entries = [
      { ...entry, before: 'a' },
      { ...entry, before: null },
    ];
    const counterpart = { object: 'customer', id: 'ALFKI' };
    const origin = { field: 'phone', value: 'b', words: 'It was changed.', entry: null };
    server.world.explained = [
      { pair: 'company', side: 'left', counterpart, linked: 'by key 0 on 2026-11-20', origins: [origin] },
    ];
    const { out } = await ledgerline('explain', 'companies', '5/6', 'phone');
    expect(out).toBe(`company: linked with customer ALFKI, by key 0 on 2026-11-20
  phone = "b": It was changed.
2026-11-23 14:03 phone: "a" -> "b" (rule newest, run r1)
2026-11-23 14:03 phone: blank -> "b" (rule newest, run r1)
`);
    expect(server.world.calls).toEqual([['explain', 7, 'companies', '5/6', 'phone']]);
  });
});

test('link names the two records, and says what follows', async () => {
  const { code, out } = await ledgerline('link', 'customer', '30140000001', 'A/1');
  expect({ code, out }).toEqual({
    code: 0,
    out: 'customer: 30140000001 and A/1 are linked, and are being brought into step.\n',
  });
  expect(server.world.calls).toEqual([['link', 7, { pair: 'customer', leftId: '30140000001', rightId: 'A/1' }]]);
});

test('link in another role, relink and unlink', async () => {
  expect((await ledgerline('link', 'customer', '3', 'B', '--role', 'branch')).out).toContain('belongs to 3 as branch');
  expect((await ledgerline('relink', 'customer', '3', 'A', '--yes')).code).toBe(0);
  expect((await ledgerline('unlink', 'customer', '3', 'A', '--alone', '--yes')).out).toContain('linked no more');
  const records = { pair: 'customer', leftId: '3', rightId: 'A' };
  expect(server.world.calls).toEqual([
    ['link', 7, { ...records, rightId: 'B', role: 'branch' }],
    ['link', 7, { ...records, inPlace: true }],
    ['unlink', 7, { ...records, alone: true }],
  ]);
  expect(await ledgerline('unlink', 'customer', '3', 'A')).toMatchObject({
    code: 1,
    err: expect.stringContaining('say --yes'),
  });
});

test('link --csv looks first, then makes all links or none', async () => {
  const file = join(dataDir, 'pairs.csv');
  writeFileSync(file, 'pair,left,right,role\ncustomer,3,A,\n\ncustomer,3,B,branch\n');
  expect(await ledgerline('link', '--csv', file, '--dry-run')).toMatchObject({
    code: 0,
    out: '1 link to make, 0 links there already.\n',
  });
  expect(await ledgerline('link', '--csv', file, '--yes')).toMatchObject({ code: 0, out: '1 link made.\n' });
  const links = [
    { line: 2, pair: 'customer', leftId: '3', rightId: 'A', role: 'primary' },
    { line: 4, pair: 'customer', leftId: '3', rightId: 'B', role: 'branch' },
  ];
  expect(server.world.calls).toEqual([true, true, false].map((dryRun) => ['adopt', 7, links, { dryRun }]));
  server.world.problems = [{ line: 4, problem: 'there is no customer B on the right side' }];
  const refused = await ledgerline('link', '--csv', file, '--yes');
  expect(refused).toMatchObject({ code: 1, out: expect.stringContaining('   4  there is no customer B') });
  expect(refused.err).toContain('Nothing was linked.');
  expect((await ledgerline('link', 'customer', '3')).code).toBe(2);
});

test('choose names the winner as people call it', async () => {
  const { code, out } = await ledgerline('choose', 'customer', 'A/1', 'hubspot');
  expect({ code, out }).toEqual({
    code: 0,
    out: 'customer A/1: the values of HubSpot are being written to the other side.\n',
  });
  expect(server.world.calls).toEqual([['choose', 7, { pair: 'customer', rightId: 'A/1', winner: 'left' }]]);
  const chosen = await ledgerline('choose', 'customer', 'A/1', 'erp', '--field', 'phone', '--field', 'zip');
  expect(chosen.out).toBe('customer A/1: phone, zip of the ERP are being written to the other side.\n');
  const asked = { pair: 'customer', rightId: 'A/1', winner: 'right', fields: ['phone', 'zip'] };
  expect(server.world.calls[1]).toEqual(['choose', 7, asked]);
  expect(await ledgerline('choose', 'customer', 'A/1', 'me')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('It is "hubspot" or "erp".'),
  });
});

describe('doctor', () => {
  test('all well', async () => {
    const { code, out } = await ledgerline('doctor');
    expect(out.split('\n').filter((line) => !line.startsWith('ok '))).toEqual(['']);
    expect(out.split('\n')).toHaveLength(6);
    expect(code).toBe(0);
  });

  test('each thing that is wrong comes with its fix', async () => {
    server.world.ready = false;
    const connections = [{ ...erp, up: false, error: 'Start the database at erp.internal.' }];
    server.world.portals = [{ ...portal, lastRun: null, connections }];
    const { code, out, err } = await ledgerline('doctor');
    expect(out).toContain('not ok store: The store does not answer.');
    expect(out).toContain('not ok northwind is down for portal 7, as of 2026-11-23 14:03: Start the database');
    expect(out).toContain('not ok no run of portal 7 yet: run "ledgerline plan"');
    expect(err).toBe('3 checks of 5 failed.\n');
    expect(code).toBe(1);
    server.world.portals = [];
    expect((await ledgerline('doctor')).out).toContain('not ok no HubSpot account is connected: open http');
  });
});

describe('what is missing gets one sentence', () => {
  test('no server', async () => {
    const { code, out, err } = await runLedgerline(['status'], { ...env, LEDGERLINE_SERVER: 'http://127.0.0.1:1' });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^No Ledgerline server is running at http:\/\/127.0.0.1:1\. Start it with "npm run server".*\n$/,
    );
  });

  test('no token, a wrong token, a token in the environment', async () => {
    const elsewhere = { ...env, LEDGERLINE_DATA: '/nonexistent' };
    const missing = await runLedgerline(['status'], elsewhere);
    expect(missing).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no admin token in \/nonexistent.*\n$/),
    });
    const wrong = await runLedgerline(['status'], { ...elsewhere, LEDGERLINE_ADMIN_TOKEN: 'other' });
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("is not this server's") });
    expect((await runLedgerline(['status'], { ...elsewhere, LEDGERLINE_ADMIN_TOKEN: 't0ken' })).code).toBe(0);
  });

  test('an address that is none, and a command that does not exist', async () => {
    const { err } = await runLedgerline(['status'], { ...env, LEDGERLINE_SERVER: 'localhost:3000' });
    expect(err).toMatch(/^LEDGERLINE_SERVER is "localhost:3000"; it must be .*\n$/);
    expect((await ledgerline('nothing')).code).toBe(2);
    expect((await ledgerline('--help')).code).toBe(0);
    expect((await ledgerline('plan', '--nothing')).code).toBe(2);
  });

  test('the launcher passes on arguments, output and exit code', async () => {
    const { code, err } = await runLedgerline(['plan', '--portal', 'x'], env, 'ledgerline.mjs');
    expect(code).toBe(2);
    expect(err).toContain('It is a number');
  });
});
