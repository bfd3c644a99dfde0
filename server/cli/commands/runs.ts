import { z } from 'zod';
import { Run } from '../answers.ts';
import { wholeNumber } from '../arguments.ts';
import { minute } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import { table } from '../table.ts';
import type { Context, Options } from '../context.ts';

const Runs = z.object({ runs: z.array(Run) });
type RunsOptions = Options & { readonly kind?: readonly string[]; readonly limit: number };

export const addRuns: Register = ({ context, portalCommand }) => {
  portalCommand(
    'runs',
    'lists what was done, the latest first; live changes are runs as well',
    'ledgerline runs --kind sync',
  )
    .option('--kind <kind...>', 'only of these kinds: plan, sync, live, edit, undo-plan, undo')
    .option('--limit <n>', 'how many', wholeNumber, 20)
    .action((options: RunsOptions) => runs(context, options));
};

async function runs({ server, terminal }: Context, options: RunsOptions): Promise<void> {
  const portalId = await choosePortal(server, options.portal);
  const query = new URLSearchParams({ limit: String(options.limit) });
  for (const kind of options.kind ?? []) query.append('kind', kind);
  const answer = await server.admin('GET', `/portals/${portalId}/runs?${query}`, Runs);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.runs.length === 0) return terminal.write('There were no such runs yet.');
  const rows = answer.runs.map((run) => [
    run.id,
    run.kind,
    run.state,
    minute(run.startedAt),
    took(run),
    run.done,
    run.error ?? countsOf(run),
  ]);
  terminal.write(table(['run', 'kind', 'state', 'began', 'took', 'records', 'what'], rows));
}

/** Everything that is not nothing: `create 412, update 1930`. */
const countsOf = ({ counts }: Run): string =>
  Object.entries(counts)
    .filter(([, count]) => typeof count === 'number' && count > 0)
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(', ');

function took({ startedAt, endedAt }: Run): string {
  if (endedAt === null) return '';
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
