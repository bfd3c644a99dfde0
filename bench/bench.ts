import { Command } from 'commander';
import { backfill } from './backfill.ts';
import { budgetBench } from './budget.ts';
import { cardBench } from './card.ts';
import { emulatorBench } from './emulator.ts';
import { jsonLine, type Bench } from './figure.ts';
import { memoryBench } from './memory.ts';
import { freshness } from './freshness.ts';
import { peers } from './peers.ts';
import { reconcileBench } from './reconcile.ts';
import { resync } from './resync.ts';
import { webhooksBench } from './webhooks.ts';

const benches: readonly Bench[] = [
  backfill,
  peers,
  freshness,
  budgetBench,
  resync,
  webhooksBench,
  cardBench,
  emulatorBench,
  reconcileBench,
  memoryBench,
];

const program = new Command('npm run bench --')
  .argument('[names...]', `which to run: ${benches.map(({ name }) => name).join(', ')}; all when none is named`)
  .option('--json', 'one JSON object a line')
  .addHelpText('after', `\n${benches.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}`)
  .parse();

const names = program.args;
const { json } = program.opts<{ json?: boolean }>();
for (const name of names) {
  if (!benches.some((bench) => bench.name === name))
    program.error(`There is no bench "${name}". Choose among: ${benches.map((bench) => bench.name).join(', ')}.`);
}
for (const bench of benches) {
  if (names.length > 0 && !names.includes(bench.name)) continue;
  const figures = await bench.run();
  if (json) for (const figure of figures) console.log(jsonLine(figure));
  else console.table(figures.map((figure) => JSON.parse(jsonLine(figure)) as object));
}
process.exit(0);
