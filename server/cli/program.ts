import { Command } from 'commander';
import { serverAt } from './admin-client.ts';
import { CliError } from './cli-error.ts';
import { addAudit } from './commands/audit.ts';
import { addAccounts } from './commands/accounts.ts';
import { addBackfill } from './commands/backfill.ts';
import { addChoose } from './commands/choose.ts';
import { addConnect } from './commands/connect.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEdit } from './commands/edit.ts';
import { addExplain } from './commands/explain.ts';
import { addIgnore } from './commands/ignore.ts';
import { addInbox } from './commands/inbox.ts';
import { addLedger } from './commands/ledger.ts';
import { addKeys } from './commands/keys.ts';
import { addErase, addPurge, addUninstall } from './commands/leave.ts';
import { addLink, addRelink } from './commands/link.ts';
import { addMapping } from './commands/mapping.ts';
import { addReconcile } from './commands/reconcile.ts';
import { addRetry } from './commands/retry.ts';
import { addPlan, addSync } from './commands/run.ts';
import { addRuns } from './commands/runs.ts';
import { addStatus } from './commands/status.ts';
import { addUndo } from './commands/undo.ts';
import { addUnlink } from './commands/unlink.ts';
import type { Context, Terminal } from './context.ts';
import { EXIT } from './exit-code.ts';
import { registrar } from './registrar.ts';
import type { Register } from './registrar.ts';
import type { Setting } from './setting.ts';

/** In the order in which the help lists them; each stands in a file of its own. */
const COMMANDS: readonly Register[] = [
  addPlan,
  addSync,
  addBackfill,
  addStatus,
  addInbox,
  addRetry,
  addEdit,
  addLink,
  addRelink,
  addUnlink,
  addChoose,
  addIgnore,
  addExplain,
  addMapping,
  addRuns,
  addLedger,
  addAudit,
  addUndo,
  addReconcile,
  addConnect,
  addAccounts,
  addUninstall,
  addPurge,
  addErase,
  addKeys,
  addDoctor,
];

export function ledgerline(deps: { setting: Setting; terminal: Terminal; signal: AbortSignal }): Command {
  const { setting, terminal, signal } = deps;
  const context: Context = { server: serverAt(setting, signal), terminal, signal };
  const program = new Command('ledgerline')
    .description("Ledgerline's command line: it talks to the running server.")
    .addHelpText('after', `\nServer: ${setting.serverUrl} (LEDGERLINE_SERVER). Times are in UTC.`)
    // Commander has printed the help, or what is wrong, before it calls this. Commands inherit it.
    .exitOverride(({ exitCode }) => {
      throw new CliError('', exitCode === 0 ? EXIT.done : EXIT.usage);
    });
  for (const add of COMMANDS) add(registrar(program, context));
  return program;
}
