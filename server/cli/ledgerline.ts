import { CliError } from './cli-error.ts';
import { ledgerline } from './program.ts';
import { readSetting } from './setting.ts';

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
// "ledgerline inbox | head" closes our output early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  const setting = readSetting(process.env);
  const terminal = { write: (text: string) => process.stdout.write(`${text}\n`), progress: process.stderr };
  await ledgerline({ setting, terminal, signal: stop.signal }).parseAsync();
} catch (error) {
  console.error(error instanceof CliError ? error.message : error);
  process.exitCode = error instanceof CliError ? error.exitCode : 1;
}
