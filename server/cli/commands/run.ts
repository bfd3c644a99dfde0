import { Begun } from '../answers.ts';
import { CliError } from '../cli-error.ts';
import { follow } from '../follow.ts';
import { countsTable, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Context, Options } from '../context.ts';

/** `plan` and `sync`: starts the run, or joins the one that is going on, and follows it to its end. */
export async function run(context: Context, kind: 'plan' | 'sync', options: Options): Promise<void> {
  const { server, terminal, signal } = context;
  const portalId = await choosePortal(server, options.portal);
  const { runId } = await server.admin('POST', `/portals/${portalId}/${kind}`, Begun);
  const title = kind === 'plan' ? 'Plan' : 'Sync';
  const ended = await follow({ server, portalId, runId, title, progress: terminal.progress, signal });
  if (options.json) terminal.write(JSON.stringify(ended, null, 2));
  else terminal.write(countsTable(ended.counts));
  if (ended.state === 'failed') {
    throw new CliError(`The ${kind} failed: ${printable(ended.error ?? "the server's log says why.")}`);
  }
}
