import { Command, InvalidArgumentError } from 'commander';
import { serverAt } from './admin-client.ts';
import { choose } from './commands/choose.ts';
import { doctor } from './commands/doctor.ts';
import { explain } from './commands/explain.ts';
import { inbox } from './commands/inbox.ts';
import { link } from './commands/link.ts';
import { retry } from './commands/retry.ts';
import { run } from './commands/run.ts';
import { status } from './commands/status.ts';
import type { Context, Options, Terminal } from './context.ts';
import type { Setting } from './setting.ts';

export function ledgerline(deps: { setting: Setting; terminal: Terminal; signal: AbortSignal }): Command {
  const { setting, terminal, signal } = deps;
  const context: Context = { server: serverAt(setting, signal), terminal, signal };
  const program = new Command('ledgerline')
    .description("Ledgerline's command line: it talks to the running server.")
    .addHelpText('after', `\nServer: ${setting.serverUrl} (LEDGERLINE_SERVER). Times are in UTC.`);
  const command = (usage: string, description: string) =>
    program.command(usage).description(description).option('--json', 'print the answer as JSON');
  const portalCommand = (usage: string, description: string) =>
    command(usage, description).option(
      '--portal <id>',
      'the HubSpot account; needed when several are connected',
      portalId,
    );

  portalCommand('plan', 'shows what a sync would do, and writes nothing').action((options: Options) =>
    run(context, 'plan', options),
  );
  portalCommand('sync', 'brings both sides into step').action((options: Options) => run(context, 'sync', options));
  command('status', 'shows the portals, the ERP connection and the last runs').action((options: Options) =>
    status(context, options),
  );
  portalCommand('inbox', 'lists what waits for a person').action((options: Options) => inbox(context, options));
  portalCommand('retry', 'looks again at every record in the inbox').action((options: Options) =>
    retry(context, options),
  );
  portalCommand('link <pair> <hubspotId> <erpId>', 'says that two records are the same thing; the way out of "unsure"')
    .addHelpText('after', '\nExample: ledgerline link customer 30140000001 ALFKI')
    .action((pair: string, left: string, right: string, options: Options) =>
      link(context, { pair, left, right }, options),
    );
  portalCommand('choose <pair> <erpId> <winner>', 'decides a conflict that waits; the winner is "hubspot" or "erp"')
    .addHelpText('after', '\nExample: ledgerline choose customer ALFKI hubspot')
    .action((pair: string, right: string, winner: string, options: Options) =>
      choose(context, { pair, right, winner: sideOf(winner) }, options),
    );
  portalCommand('explain <object> <id> [field]', 'shows where the values of a record came from').action(
    (object: string, id: string, field: string | undefined, options: Options) =>
      explain(context, { object, id, field }, options),
  );
  command('doctor', 'checks the server, its store, the ERP, the installs and the last runs').action(
    (options: Options) => doctor(context, options),
  );
  return program;
}

function sideOf(winner: string): 'left' | 'right' {
  if (winner === 'hubspot') return 'left';
  if (winner === 'erp') return 'right';
  throw new InvalidArgumentError('The winner is "hubspot" or "erp".');
}

function portalId(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It is a number, for example 12345678.');
  return Number(text);
}
