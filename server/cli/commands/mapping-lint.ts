import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { lintMapping } from '../../engine/lint.ts';
import type { Linted } from '../../engine/lint.ts';
import { CliError } from '../cli-error.ts';
import type { Context, Options } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { amount, printable } from '../format.ts';
import { choosePortal } from '../portal.ts';
import type { Register } from '../registrar.ts';

const Findings = z.array(z.object({ line: z.number(), text: z.string() }));
const Answer = z.object({ problems: Findings, warnings: Findings });
type Found = Pick<Linted, 'problems' | 'warnings'>;

interface LintOptions extends Options {
  readonly offline?: true;
}

export const addLint: Register = ({ context, portalCommand }) => {
  portalCommand(
    'lint <file>',
    'checks a mapping file by itself and, when the server runs, against both live systems',
    'ledgerline mapping lint northwind.mapping.yaml',
  )
    .option('--offline', 'check the file only, and ask no server')
    .action((file: string, options: LintOptions) => lint(context, file, options));
};

/** A line a finding, as compilers write them, so that an editor can jump to it. */
async function lint(context: Context, file: string, options: LintOptions): Promise<void> {
  const text = read(file);
  const form = lintMapping(text);
  const offline = form.problems.length > 0 ? null : await whyOffline(context, options);
  const found: Found = form.problems.length > 0 || offline !== null ? form : await live(context, text, options);
  const { problems, warnings } = found;
  const checked = form.problems.length === 0 && offline === null ? 'live' : 'form';
  if (options.json) {
    context.terminal.write(JSON.stringify({ file, checked, problems, warnings }, null, 2));
  } else {
    for (const one of problems) context.terminal.write(printable(`${file}:${one.line}: ${one.text}`));
    for (const one of warnings) context.terminal.write(printable(`${file}:${one.line}: warning: ${one.text}`));
    context.terminal.write(verdict(found, offline));
  }
  if (problems.length > 0) throw new CliError('');
  // A warning is for a person to look at.
  if (warnings.length > 0) throw new CliError('', EXIT.waiting);
}

function verdict({ problems, warnings }: Found, offline: string | null): string {
  const counts = `${amount(problems.length, 'problem')}, ${amount(warnings.length, 'warning')}.`;
  return offline === null ? counts : `${counts} ${offline}`;
}

/** Why the live systems are not asked, as a sentence, or null. */
async function whyOffline({ server }: Context, options: LintOptions): Promise<string | null> {
  if (options.offline) return 'The live systems were not asked (--offline).';
  try {
    await server.probe('/health');
    return null;
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === EXIT.interrupted) throw error;
    return `The live systems were not asked: ${error.message}`;
  }
}

async function live({ server }: Context, text: string, options: Options): Promise<Found> {
  const portalId = await choosePortal(server, options.portal);
  return server.admin('POST', `/portals/${portalId}/mapping/lint`, Answer, { text });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CliError(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, EXIT.usage, { cause });
  }
}
