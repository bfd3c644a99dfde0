import { z } from 'zod';
import { wholeNumber } from '../arguments.ts';
import type { Context, Options } from '../context.ts';
import { minute } from '../format.ts';
import type { Register } from '../registrar.ts';
import { table } from '../table.ts';

const Deeds = z.object({
  deeds: z.array(
    z.looseObject({
      at: z.string(),
      actor: z.string(),
      address: z.string(),
      action: z.string(),
      detail: z.record(z.string(), z.unknown()),
      status: z.number().nullable(),
    }),
  ),
});
type AuditOptions = Options & { readonly limit: number };

export const addAudit: Register = ({ context, command }) => {
  command('audit', 'lists what operators did, the latest first', 'ledgerline audit --limit 50')
    .option('--limit <n>', 'how many', wholeNumber, 20)
    .action((options: AuditOptions) => audit(context, options));
};

async function audit({ server, terminal }: Context, options: AuditOptions): Promise<void> {
  const answer = await server.admin('GET', `/audit?limit=${options.limit}`, Deeds);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.deeds.length === 0) return terminal.write('Nothing was done yet.');
  const rows = answer.deeds.map(({ at, actor, address, action, detail, status }) => [
    minute(at),
    actor,
    address,
    action,
    Object.entries(detail)
      .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(' '),
    status ?? 'not ended',
  ]);
  terminal.write(table(['when', 'who', 'from', 'what', 'with', 'answer'], rows));
}
