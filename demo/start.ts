import { join } from 'node:path';
import { Command, Option } from 'commander';
import { startDemo } from './launch/demo.ts';
import type { Edition, Ports } from './launch/edition.ts';
import { terminalReport } from './launch/report.ts';
import { StopError } from './launch/stop-error.ts';

const { edition } = new Command('npm start --')
  .description('Starts the HubSpot emulator, the demo ERP and the Ledgerline server, and runs the first sync.')
  .addOption(
    new Option('--edition <name>', 'which edition of the HubSpot app to show')
      .choices(['marketplace', 'private'])
      .default('marketplace'),
  )
  .parse()
  .opts<{ edition: Edition }>();

const env = process.env;
const base = env['LEDGERLINE_DATA'] ?? './data';
// Each edition has its own portal and links, so that trying one does not disturb the other.
const dataDir = edition === 'private' ? join(base, 'private') : base;
const ports: Ports = {
  server: Number(env['PORT'] ?? 3000),
  emulator: Number(env['EMULATOR_PORT'] ?? 4000),
  erp: Number(env['DEMO_ERP_PORT'] ?? 5433),
};

const report = terminalReport(process.stdout);
const interrupted = new Promise<'signal'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('signal'));
});

try {
  report.say(`\nLedgerline, ${edition} edition\n`);
  const starting = startDemo({ edition, ports, dataDir }, report);
  const first = await Promise.race([starting, interrupted]);
  const demo = first === 'signal' ? await starting : first;
  if (first !== 'signal') {
    report.say(`
  A record worth looking at: ${demo.showcase.name}
  ${demo.showcase.url}

  Server    ${demo.serverUrl}   (npm run ledgerline -- status)
  Emulator  ${demo.emulatorUrl}   (the CRM: /, its control plane: /_emulator)
  Demo ERP  psql ${demo.erpUrl}

  Ctrl-C stops everything.
`);
    const broken = await Promise.race([interrupted, demo.broken]);
    if (broken !== 'signal') throw new StopError(`The ${broken} stopped on its own. Its log is in ${dataDir}.`);
  }
  report.say('\nStopping ...');
  await demo.stop();
  process.exit(0);
} catch (error) {
  console.error(error instanceof StopError ? `\n${error.message}\n` : error);
  process.exit(1);
}
