import { z } from 'zod';
import { moment } from '../arguments.ts';
import { CliError } from '../cli-error.ts';
import type { Context, Options } from '../context.ts';
import { follow } from '../follow.ts';
import { countsTable, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';

const Begun = z.object({ runId: z.string() });

interface BackfillOptions extends Options {
  readonly pair?: readonly string[];
  readonly since?: string;
}

export const addBackfill: Register = ({ context, portalCommand }) => {
  const example = 'ledgerline backfill --pair customer --pair invoice --since 2026-01-01';
  portalCommand('backfill', 'syncs some pairs, or what changed in the ERP since a day', example)
    .option('--pair <name>', 'a pair of the mapping; say it once for each. Left out: all of them', collected)
    .option('--since <time>', 'only ERP records that changed since: 2026-01-01, or 2026-01-01T08:00Z', moment)
    .action((options: BackfillOptions) => backfill(context, options));
};

const collected = (name: string, before: readonly string[] = []): readonly string[] => [...before, name];

/** Starts the backfill, or joins it when the same one is going on, and follows it to its end. */
async function backfill({ server, terminal, signal }: Context, options: BackfillOptions): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const scope = { pairs: options.pair ?? [], since: options.since ?? null };
  const { runId } = await server.admin('POST', `/portals/${portalId}/backfill`, Begun, scope);
  const ended = await follow({ server, portalId, runId, title: 'Backfill', progress: terminal.progress, signal });
  terminal.write(options.json ? JSON.stringify(ended, null, 2) : countsTable(ended.counts));
  if (ended.state === 'failed') {
    throw new CliError(`The backfill failed: ${printable(ended.error ?? "the server's log says why.")}`);
  }
}
