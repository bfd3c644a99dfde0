import { z } from 'zod';
import { Run } from '../answers.ts';
import { CliError } from '../cli-error.ts';
import { confirm } from '../confirm.ts';
import { EXIT } from '../exit-code.ts';
import { follow } from '../follow.ts';
import { amount, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';
import { table } from '../table.ts';
import type { Context, Options } from '../context.ts';

const Begun = z.object({ runId: z.string() });
const LeftAlone = z.object({
  leftAlone: z.array(z.object({ object: z.string(), recordId: z.string(), field: z.string(), reason: z.string() })),
});
type LeftAlone = z.infer<typeof LeftAlone>['leftAlone'];

type UndoOptions = Options & { readonly yes?: true; readonly plan?: true; readonly run?: string };
type Target = Readonly<Record<'runId' | 'object' | 'recordId' | 'field', string | undefined>>;

/** So many lines of what is left alone are shown; `--json` has all of them. */
const SHOWN = 20;

export const addUndo: Register = ({ context, portalCommand }) => {
  portalCommand(
    'undo',
    'takes back what a run wrote, after showing what that would be; all of it, or a record, or a field of one',
    'ledgerline undo run 6f1c2b9e-...\n         ledgerline undo field companies 30140000001 phone',
  )
    .argument('<what>', '"run <id>", "record <object> <id>" or "field <object> <id> <field>"')
    .argument('<args...>')
    .option('--run <id>', 'of a record or field: what this run wrote, instead of the last one that wrote to it')
    .option('--plan', 'only shows what would be taken back, and what is left alone and why')
    .option('--yes', 'does not ask')
    .action((what: string, args: string[], options: UndoOptions) =>
      undo(context, targetOf(what, args, options), options),
    );
};

function targetOf(what: string, args: readonly string[], { run }: UndoOptions): Target {
  const [first, second, field] = args;
  if (what === 'run' && args.length === 1 && run === undefined) {
    return { runId: first, object: undefined, recordId: undefined, field: undefined };
  }
  if ((what === 'record' && args.length === 2) || (what === 'field' && args.length === 3)) {
    return { runId: run, object: first, recordId: second, field };
  }
  throw new CliError(
    'Say "undo run <id>", "undo record <object> <id>" or "undo field <object> <id> <field>".',
    EXIT.usage,
  );
}

async function undo(context: Context, target: Target, options: UndoOptions): Promise<void> {
  const { terminal } = context;
  const portalId = await choosePortal(context.server, options.portal);
  const plan = await execute(context, portalId, target, true);
  if (options.json && options.plan) return terminal.write(JSON.stringify({ plan, undo: null }, null, 2));
  const values = plan.run.counts.undo ?? 0;
  const records = plan.run.counts.undoCreate ?? 0;
  if (!options.json) show(context, plan, 'would be left alone');
  if (options.plan || values + records === 0) {
    if (values + records === 0) terminal.write('There is nothing to take back.');
    return;
  }
  await confirm(context, `Take back ${whatIs(values, records)}?`, options.yes);
  // Exactly what was shown, also when another run has written to the record since.
  const wanted = { ...target, runId: plan.run.target?.runId ?? target.runId };
  const done = await execute(context, portalId, wanted, false);
  if (options.json) return terminal.write(JSON.stringify({ plan, undo: done }, null, 2));
  const taken = whatIs(done.run.counts.undo ?? 0, done.run.counts.undoCreate ?? 0);
  terminal.write(`${taken} taken back by run ${done.run.id}, which can be undone itself.`);
  if (done.leftAlone.length > plan.leftAlone.length) show(context, done, 'left alone');
}

const whatIs = (values: number, records: number): string =>
  [
    ...(values > 0 || records === 0 ? [amount(values, 'value')] : []),
    ...(records > 0 ? [`${amount(records, 'record')} that the run created`] : []),
  ].join(' and ');

interface Ended {
  readonly run: Run;
  readonly leftAlone: LeftAlone;
}

async function execute(context: Context, portalId: number, target: Target, plan: boolean): Promise<Ended> {
  const { server, terminal, signal } = context;
  const { runId } = await server.admin('POST', `/portals/${portalId}/undo`, Begun, { ...target, plan });
  const title = plan ? 'Looking at what can be undone' : 'Undo';
  const run = await follow({ server, portalId, runId, title, progress: terminal.progress, signal });
  if (run.state === 'failed') {
    throw new CliError(`The undo failed: ${printable(run.error ?? "the server's log says why.")}`);
  }
  const path = `/portals/${portalId}/runs/${encodeURIComponent(runId)}/left-alone`;
  return { run, ...(await server.admin('GET', path, LeftAlone)) };
}

function show({ terminal }: Context, { run, leftAlone }: Ended, words: string): void {
  const { undo: values = 0, undoCreate: records = 0, leftAlone: left = 0 } = run.counts;
  terminal.write(`${whatIs(values, records)} of ${amount(run.done, 'record')}; ${amount(left, 'value')} ${words}.`);
  if (leftAlone.length === 0) return;
  const rows = leftAlone
    .slice(0, SHOWN)
    .map(({ object, recordId, field, reason }) => [object, recordId, field, reason]);
  terminal.write(table(['object', 'id', 'field', 'left alone because'], rows));
  if (left > SHOWN) terminal.write(`and ${amount(left - SHOWN, 'more value')}; --json lists them.`);
}
