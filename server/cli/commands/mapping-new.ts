import { readFileSync } from 'node:fs';
import { composeMapping } from '../../engine/compose-mapping.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import type { Register } from '../registrar.ts';

/** In the order in which pairs refer to each other. Each is a file of server/mappings. */
const USUAL = ['customers', 'contacts', 'products', 'orders', 'invoices', 'payments', 'subscriptions'] as const;
/** Printed only when it is asked for: it needs HubSpot's Content Hub. */
const READY = [...USUAL, 'price-list'] as const;

interface NewOptions {
  readonly connection?: true;
  readonly columns?: true;
  readonly json?: true;
}

export const addNew: Register = ({ context, command }) => {
  command(
    'new [what...]',
    `prints a mapping file made of ready ones: ${READY.join(', ')} (left out: all but price-list)`,
    'ledgerline mapping new customers contacts invoices > my.mapping.yaml',
  )
    .option('--connection', 'print the connection file that goes with them')
    .option('--columns', 'print the columns that they read, as tables')
    .action((what: string[], options: NewOptions) => printNew(context, what, options));
};

function printNew({ terminal }: Context, what: readonly string[], options: NewOptions): void {
  const unknown = what.filter((name) => !READY.some((ready) => ready === name));
  if (unknown.length > 0) {
    throw new CliError(
      `There is no ready mapping "${unknown.join('", "')}". There are: ${READY.join(', ')}.`,
      EXIT.usage,
    );
  }
  const chosen = what.length === 0 ? USUAL : READY.filter((name) => what.includes(name));
  const text = options.columns
    ? ready('canonical.sql')
    : options.connection
      ? ready('sql.connection.yaml')
      : composeMapping(chosen.map((name) => ready(`${name}.yaml`)));
  terminal.write(options.json ? JSON.stringify({ text }, null, 2) : text.trimEnd());
}

const ready = (file: string): string => readFileSync(new URL(`../../mappings/${file}`, import.meta.url), 'utf8');
