import { z } from 'zod';
import { Entry } from '../answers.ts';
import { wholeNumber } from '../arguments.ts';
import { minute, shownValue } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import { table } from '../table.ts';
import type { Context, Options } from '../context.ts';

const Entries = z.object({ entries: z.array(Entry) });
type LedgerOptions = Options & { readonly run: string; readonly limit: number; readonly before?: number };

export const addLedger: Register = ({ context, portalCommand }) => {
  portalCommand('ledger', 'lists what a run wrote, the latest first', 'ledgerline ledger --run 6f1c2b9e-...')
    .requiredOption('--run <id>', 'the run; "ledgerline runs" lists them')
    .option('--limit <n>', 'how many', wholeNumber, 200)
    .option('--before <entry>', 'goes on after the last entry of the page before', wholeNumber)
    .action((options: LedgerOptions) => ledger(context, options));
};

async function ledger({ server, terminal }: Context, options: LedgerOptions): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const { run, limit, before } = options;
  const query = new URLSearchParams({
    run,
    limit: String(limit),
    ...(before !== undefined && { before: String(before) }),
  });
  const answer = await server.admin('GET', `/portals/${portalId}/ledger?${query}`, Entries);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  const { entries } = answer;
  if (entries.length === 0) return terminal.write('The ledger has nothing of this run.');
  const rows = entries.map((entry) => [
    minute(entry.at),
    entry.object,
    entry.recordId,
    entry.field,
    shownValue(entry.before),
    shownValue(entry.after),
    entry.reason,
  ]);
  terminal.write(table(['at', 'object', 'id', 'field', 'before', 'after', 'rule'], rows));
  const last = entries.at(-1);
  if (last && entries.length === limit) terminal.write(`There may be more: --before ${last.id}`);
}
