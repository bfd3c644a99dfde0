import type { Server } from '../admin-client.ts';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { EXIT } from '../exit-code.ts';
import { follow } from '../follow.ts';
import { amount, minute, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import { Begun, Report, Reports } from '../reconcile/answers.ts';
import { writeDrift, writeSums } from '../reconcile/csv.ts';
import { drifted, repairText, reportText } from '../reconcile/words.ts';
import type { Register } from '../registrar.ts';
import { table } from '../table.ts';
import type { Context, Options } from '../context.ts';

interface Asked extends Options {
  readonly pair?: string[];
  readonly repair?: true;
  readonly yes?: true;
  readonly last?: true;
  readonly list?: true;
  readonly csv?: string;
  readonly sums?: string;
}

export const addReconcile: Register = ({ context, portalCommand }) => {
  portalCommand(
    'reconcile',
    'compares both sides record by record and sums them up by customer and currency; ends with 3 when something drifted',
    'ledgerline reconcile --pair invoice --sums sums.csv',
  )
    .option('--pair <name...>', 'only these pairs of the mapping')
    .option('--repair', 'shows what would bring both sides into step, asks, does it, and compares again')
    .option('--yes', 'answers the question of --repair')
    .option('--last', 'shows the latest report instead of making one')
    .option('--list', 'lists the reports that are kept')
    .option('--csv <file>', 'writes everything that differs to a file')
    .option('--sums <file>', 'writes the sums of every customer to a file')
    .action((options: Asked) => reconcile(context, options));
};

async function reconcile(context: Context, options: Asked): Promise<void> {
  const { server, terminal } = context;
  const portalId = await choosePortal(server, options.portal);
  if (options.list) return list(context, portalId, options);
  const before = options.last ? await reportOf(server, portalId, 'last') : await compare(context, portalId, options);
  const after = options.repair ? await repair(context, portalId, before, options) : before;
  await writeFiles(server, portalId, after, options);
  if (options.json) terminal.write(JSON.stringify(options.repair ? { before, after } : after, null, 2));
  else terminal.write(printableLines(reportText(after)));
  if (drifted(after) > 0) throw new CliError('', EXIT.waiting);
}

const pathOf = (portalId: number): string => `/portals/${portalId}/reconcile`;
const reportOf = (server: Server, portalId: number, runId: string): Promise<Report> =>
  server.admin('GET', `${pathOf(portalId)}/${runId}`, Report);

async function compare(context: Context, portalId: number, { pair = [] }: Asked): Promise<Report> {
  const query = new URLSearchParams(pair.map((name) => ['pair', name]));
  const begun = await context.server.admin('POST', `${pathOf(portalId)}?${query}`, Begun);
  await toItsEnd(context, portalId, begun.runId, 'Reconcile');
  return reportOf(context.server, portalId, begun.runId);
}

/** Resolves to the report of the comparison after the repair; to the one before when there is nothing to do. */
async function repair(context: Context, portalId: number, before: Report, options: Asked): Promise<Report> {
  const { server, terminal } = context;
  const records = before.repair.reduce((sum, one) => sum + one.records, 0);
  if (records === 0) return before;
  if (!options.json) terminal.write(`${printableLines(reportText(before))}\n\n${printableLines(repairText(before))}\n`);
  await confirm(context, `Repair ${amount(records, 'record')}?`, options.yes);
  const begun = await server.admin('POST', `${pathOf(portalId)}/${before.run.id}/repair`, Begun);
  await toItsEnd(context, portalId, begun.runId, 'Repair');
  return compare(context, portalId, options);
}

async function toItsEnd({ server, terminal, signal }: Context, portalId: number, runId: string, title: string) {
  const run = await follow({ server, portalId, runId, title, progress: terminal.progress, signal });
  if (run.state === 'failed') {
    throw new CliError(`The ${title.toLowerCase()} failed: ${printable(run.error ?? "the server's log says why.")}`);
  }
}

async function writeFiles(server: Server, portalId: number, { run }: Report, { csv, sums }: Asked): Promise<void> {
  const path = `${pathOf(portalId)}/${run.id}`;
  if (csv !== undefined) await writeDrift(server, path, csv);
  if (sums !== undefined) await writeSums(server, path, sums);
}

async function list({ server, terminal }: Context, portalId: number, options: Asked): Promise<void> {
  const answer = await server.admin('GET', pathOf(portalId), Reports);
  if (options.json) return terminal.write(JSON.stringify(answer, null, 2));
  if (answer.reports.length === 0) return terminal.write('No reconcile yet: "ledgerline reconcile" makes one.');
  const rows = answer.reports.map((one) => [minute(one.startedAt), one.state, one.drifted, one.explained, one.runId]);
  terminal.write(table(['started', 'state', 'drifted', 'explained', 'run'], rows));
}

const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
