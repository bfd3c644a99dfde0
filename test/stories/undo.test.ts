import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { runLedgerline } from '../../server/cli/testing/command-line.ts';
import { eventually, startSystem, type System } from './system.ts';

/** As an operator does it, against the demo: Northwind as the ERP, the emulator as HubSpot. */
let system: System;
beforeAll(async () => {
  system = await startSystem('marketplace');
}, 180_000);
afterAll(() => system?.stop());

const MINUTES = 5 * 60_000;
const FOLLOWS_MS = 20_000;

const ledgerline = async (...args: string[]): Promise<{ out: string; code: number | null }> => {
  const { code, out, err } = await runLedgerline(args, {
    LEDGERLINE_SERVER: system.demo.serverUrl,
    LEDGERLINE_DATA: system.dataDir,
  });
  if (code === 1 || code === 2) throw new Error(err);
  return { out, code };
};
const Undone = z.object({
  plan: z.object({ run: z.object({ counts: z.object({ undo: z.number(), undoCreate: z.number() }) }) }),
  undo: z.object({ run: z.object({ id: z.string() }), leftAlone: z.array(z.unknown()) }),
});
const phones = async (id: string) => [
  (await system.companyOf(id)).properties['phone'],
  (await system.erp<{ phone: string }>('select phone from customer where id = $1', [id]))[0]?.phone,
];
const inOrder = (wanted: string[]) => (found: unknown) => JSON.stringify(found) === JSON.stringify(wanted);

describe('undo', () => {
  test(
    'of what the last run wrote to a company: HubSpot has it back, the ERP keeps its own, and no sync undoes the undo',
    async () => {
      const [before = ''] = (await phones('SAVEA')) as string[];
      await system.erp("update customer set phone = '(208) 555-0199' where id = 'SAVEA'");
      await eventually(() => phones('SAVEA'), inOrder(['(208) 555-0199', '(208) 555-0199']), FOLLOWS_MS);
      const { id } = await system.companyOf('SAVEA');

      const { out } = await ledgerline('undo', 'record', 'companies', id, '--json', '--yes');
      const { plan, undo } = Undone.parse(JSON.parse(out));
      expect(plan.run.counts).toEqual(expect.objectContaining({ undo: 1, undoCreate: 0 }));
      expect(undo.leftAlone).toEqual([]);
      expect(await phones('SAVEA')).toEqual([before, '(208) 555-0199']);

      const { writes } = await system.stats();
      await ledgerline('sync');
      expect((await system.stats()).writes).toBe(writes);
      expect(await phones('SAVEA')).toEqual([before, '(208) 555-0199']);
      expect((await ledgerline('explain', 'companies', id, 'phone')).out).toContain(
        'a person had the change of a run undone',
      );
      expect((await ledgerline('ledger', '--run', undo.run.id)).out).toContain('"(208) 555-0199"');
      expect((await ledgerline('runs', '--kind', 'undo')).out).toContain(undo.run.id);

      await system.erp("update customer set phone = '(208) 555-0200' where id = 'SAVEA'");
      await eventually(() => phones('SAVEA'), inOrder(['(208) 555-0200', '(208) 555-0200']), FOLLOWS_MS);
    },
    MINUTES,
  );

  test(
    'of a company that was created: it is archived, and not made again',
    async () => {
      await system.erp("insert into customer (id, name, phone) values ('UNDOA', 'Undone AG', '030 1')");
      const made = async () => (await system.companyOf('UNDOA').catch(() => null))?.id ?? null;
      await eventually(made, (found) => found !== null, FOLLOWS_MS);
      const id = (await made()) ?? '';
      const { out } = await ledgerline('undo', 'record', 'companies', id, '--json', '--yes');
      expect(Undone.parse(JSON.parse(out)).plan.run.counts).toEqual(expect.objectContaining({ undoCreate: 1 }));
      expect(await made()).toBeNull();
      await system.erp("update customer set phone = '030 2' where id = 'UNDOA'");
      await ledgerline('sync');
      expect(await made()).toBeNull();
    },
    MINUTES,
  );

  test('what waits is ignored with a reason, and waits again', async () => {
    const { out, code } = await ledgerline('inbox');
    expect(code).toBe(3);
    const entry = /^(\d+) /m.exec(out)?.[1] ?? '';
    await ledgerline('ignore', entry, 'two branches of one company');
    expect((await ledgerline('inbox')).out).not.toContain(`\n${entry} `);
    expect((await ledgerline('inbox', '--ignored')).out).toContain('two branches of one company');
    expect((await ledgerline('ignore', entry, '--stop')).out).toContain('waits again');
  });
});
