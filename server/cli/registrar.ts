import { Command } from 'commander';
import type { Context } from './context.ts';
import { portalId } from './arguments.ts';

/** What a command's file is given to add itself to the program. */
export interface Registrar {
  readonly context: Context;
  /** `usage` as commander reads it: `explain <object> <id> [field]`. Every command can print JSON. */
  readonly command: (usage: string, description: string, example: string) => Command;
  /** A command about one portal. */
  readonly portalCommand: (usage: string, description: string, example: string) => Command;
  /** Commands of a common first word: `mapping lint`, `mapping show`. */
  readonly group: (name: string, description: string) => Registrar;
}

/** Adds one command; server/cli/program.ts lists them all. */
export type Register = (cli: Registrar) => void;

export function registrar(program: Command, context: Context): Registrar {
  const command: Registrar['command'] = (usage, description, example) =>
    program
      .command(usage)
      .description(description)
      .option('--json', 'print the answer as JSON')
      .addHelpText('after', `\nExample: ${example}`);
  return {
    context,
    command,
    group: (name, description) => registrar(program.command(name).description(description), context),
    portalCommand: (usage, description, example) =>
      command(usage, description, example).option(
        '--portal <id>',
        'the HubSpot account; needed when several are connected',
        portalId,
      ),
  };
}
