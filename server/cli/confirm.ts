import { createInterface } from 'node:readline/promises';
import { CliError } from './cli-error.ts';
import type { Context } from './context.ts';

/**
 * Asks before anything that cannot be undone; `question` ends with a question mark. `--yes` answers it; where nobody can
 * be asked, it is refused.
 */
export async function confirm(
  { terminal, signal }: Context,
  question: string,
  yes: boolean | undefined,
): Promise<void> {
  if (yes === true) return;
  const { input, progress: output } = terminal;
  if (!input.isTTY) {
    throw new CliError(`${question} Nobody can be asked here; say --yes to do it.`);
  }
  const lines = createInterface({ input, output });
  try {
    const answer = await lines.question(`${question} [y/N] `, { signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    lines.close();
  }
  throw new CliError('Nothing was done.');
}
