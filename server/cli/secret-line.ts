import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError } from './cli-error.ts';
import type { Context } from './context.ts';

/**
 * A secret from who runs the command: typed without being shown, or piped in. Never an argument, which other users of the
 * machine can read.
 */
export async function secretLine({ terminal, signal }: Context, question: string): Promise<string> {
  const { input, progress } = terminal;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (input.isTTY) progress.write(`${question} `);
  const lines = createInterface({ input, output: silent, terminal: input.isTTY });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const line = await Promise.race([lines.question('', { signal }), ended]).finally(() => lines.close());
  if (input.isTTY) progress.write('\n');
  if (line.trim() === '') throw new CliError(`${question} Nothing was given; pipe it in, or type it when asked.`);
  return line.trim();
}
