import { z } from 'zod';
import type { Run } from '../answers.ts';
import { CliError } from '../cli-error.ts';
import { follow } from '../follow.ts';
import { countsTable, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import type { Context, Options } from '../context.ts';

const Begun = z.object({ runId: z.string() });

export const addPlan: Register = ({ context, portalCommand }) => {
  portalCommand('plan', 'shows what a sync would do, and writes nothing', 'ledgerline plan').action(
    (options: Options) => run(context, 'plan', options),
  );
};

export const addSync: Register = ({ context, portalCommand }) => {
  portalCommand('sync', 'brings both sides into step', 'ledgerline sync').action((options: Options) =>
    run(context, 'sync', options),
  );
};

/** Properties, objects and labels come before every record, so they are told first. */
function provisionLines(kind: 'plan' | 'sync', things: Run['provision']): string[] {
  if (things.length === 0) return [];
  const lines = things.flatMap(({ object, what, why }) => [`  ${object}: ${what}`, `      for ${why}`]);
  return [kind === 'plan' ? 'To be created in HubSpot:' : 'Created in HubSpot:', ...lines.map(printable), ''];
}

/** `plan` and `sync`: starts the run, or joins the one that is going on, and follows it to its end. */
async function run(context: Context, kind: 'plan' | 'sync', options: Options): Promise<void> {
  const { server, terminal, signal } = context;
  const portalId = await choosePortal(server, options.portal);
  const { runId } = await server.admin('POST', `/portals/${portalId}/${kind}`, Begun);
  const title = kind === 'plan' ? 'Plan' : 'Sync';
  const ended = await follow({ server, portalId, runId, title, progress: terminal.progress, signal });
  if (options.json) terminal.write(JSON.stringify(ended, null, 2));
  else terminal.write([...provisionLines(kind, ended.provision), countsTable(ended.counts)].join('\n'));
  if (ended.state === 'failed') {
    throw new CliError(`The ${kind} failed: ${printable(ended.error ?? "the server's log says why.")}`);
  }
}
