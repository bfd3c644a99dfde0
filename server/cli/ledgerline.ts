import { CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-code.ts';
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
  const terminal = {
    write: (text: string) => process.stdout.write(`${text}\n`),
    progress: process.stderr,
    input: process.stdin,
  };
  await ledgerline({ setting, terminal, signal: stop.signal }).parseAsync();
} catch (error) {
  // An argument that a command's own parser refuses reaches us as an error of commander.
  const isUsage = error instanceof CommanderError;
  const isKnown = isUsage || error instanceof CliError;
  if (!isKnown) console.error(error);
  else if (error.message !== '') console.error(error.message);
  process.exitCode = isUsage ? EXIT.usage : error instanceof CliError ? error.exitCode : EXIT.failed;
}
