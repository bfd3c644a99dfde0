import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { lintMapping } from '../engine/lint.ts';
import { type AdminServer, freshWorld, startAdminServer } from './testing/admin-server.ts';
import { runLedgerline } from './testing/command-line.ts';

let server: AdminServer;
let env: Record<string, string>;
const folder = mkdtempSync(join(tmpdir(), 'ledgerline-cli-mapping-'));
const file = (text: string): string => {
  writeFileSync(join(folder, 'map.yaml'), text);
  return join(folder, 'map.yaml');
};

beforeAll(async () => {
  server = await startAdminServer('t0ken');
  env = { LEDGERLINE_SERVER: server.url, LEDGERLINE_ADMIN_TOKEN: 't0ken' };
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => void Object.assign(server.world, freshWorld()));

const mapping = (...args: string[]) => runLedgerline(['mapping', ...args], env);

const GOOD = `version: 1
left: hubspot
right: sql
pairs: [{ name: a, left: companies, right: customer, reference: erp_id, fields: [] }]
`;

describe('lint', () => {
  test('a file that is wrong by itself is not shown to the server', async () => {
    const path = file(GOOD.replace('version: 1', 'version: 2'));
    const { code, out } = await mapping('lint', path);
    expect(out).toBe(`${path}:1: \`version\` is 2, not one of \`1\`\n1 problem, 0 warnings.\n`);
    expect(code).toBe(1);
    expect(server.world.calls).toEqual([]);
  });

  test('the server holds it against the live systems', async () => {
    server.world.linted = {
      problems: [{ line: 4, text: 'pair `a`: unknown column `x` of customer' }],
      warnings: [{ line: 2, text: 'odd' }],
    };
    const path = file(GOOD);
    const { code, out } = await mapping('lint', path);
    expect(out).toBe(
      `${path}:4: pair \`a\`: unknown column \`x\` of customer\n${path}:2: warning: odd\n1 problem, 1 warning.\n`,
    );
    expect(code).toBe(1);
    expect(server.world.calls).toEqual([['lint', 7, GOOD]]);
    server.world.linted = { problems: [], warnings: [{ line: 2, text: 'odd' }] };
    const json = await mapping('lint', path, '--json');
    expect(json.code).toBe(3);
    expect(JSON.parse(json.out)).toEqual({ file: path, checked: 'live', ...server.world.linted });
  });

  test('without a server the form is checked, and that is said', async () => {
    const path = file(GOOD);
    const alone = await runLedgerline(['mapping', 'lint', path], { ...env, LEDGERLINE_SERVER: 'http://127.0.0.1:1' });
    expect(alone.code).toBe(0);
    expect(alone.out).toMatch(/^0 problems, 0 warnings\. The live systems were not asked: No Ledgerline server is/);
    expect((await mapping('lint', path, '--offline')).out).toContain('(--offline)');
    expect(await mapping('lint', join(folder, 'none.yaml'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/none\.yaml cannot be read \(ENOENT\)\.\n$/),
    });
  });
});

describe('show', () => {
  test('the pairs as tables', async () => {
    const { code, out } = await mapping('show', 'customer');
    expect(code).toBe(0);
    expect(out).toBe(`customer: HubSpot companies, ERP customer; creates: left
  match key 1: name = name
  filter: [{"right":"status","in":["active"]}]
  associated with group by group_id
HubSpot       ERP    rule       transform
erp_id   <-   $id    reference
phone    <->  fone   newest     phone {left:e164,right:e164,country:DE,invalid:refuse}
name     <-   name
full     <-   =full             concat [first,last]
source   <-   "ERP"  constant
`);
    expect((await mapping('show')).out).toContain('\n\ngroup: HubSpot groups, ERP grp; creates: none\n');
    expect((await mapping('show', 'x')).err).toBe('There is no pair x. There are: customer, group.\n');
  });

  test('a record through the mapping', async () => {
    const { code, out } = await mapping('show', 'customer', '--record', 'ALFKI');
    expect(code).toBe(0);
    expect(out).toBe(`customer: HubSpot 30140000001, ERP ALFKI, linked
  next: associate
HubSpot  ERP   in HubSpot  in the ERP  agreed  next
erp_id   $id   ALFKI       ALFKI
phone    fone  +4930       030 1       +4930   HubSpot gets +49301 (only-right-changed)
`);
    expect(server.world.calls).toEqual([['record', 7, 'customer', 'ALFKI']]);
    expect((await mapping('show', '--record', 'ALFKI')).code).toBe(2);
  });
});

describe('new', () => {
  test('prints what was chosen, without associations with the rest, and the file is in order', async () => {
    const { code, out } = await mapping('new', 'invoices', 'customers');
    expect(code).toBe(0);
    expect(out.match(/^  - name: .*$/gm)).toEqual([
      '  - name: customer',
      '  - name: invoice',
      '  - name: invoice_line',
    ]);
    expect(out.match(/- \{ to: \w+/g)).toEqual(['- { to: customer', '- { to: invoice']);
    expect(lintMapping(out)).toMatchObject({ problems: [], warnings: [] });
  });

  test('all of them, the connection file, the columns', async () => {
    const { out } = await mapping('new');
    expect(out.match(/^  - name: /gm)).toHaveLength(9);
    expect(lintMapping(out)).toMatchObject({ problems: [] });
    expect((await mapping('new', '--connection')).out).toContain('connector: sql');
    expect((await mapping('new', '--columns')).out).toContain('create table customer (');
    expect(await mapping('new', 'customer')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no ready mapping "customer". There are: customers, contacts,'),
    });
  });
});
