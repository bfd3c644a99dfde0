import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { fuzz } from './run.ts';

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

const { count, seed } = new Command('npm run fuzz --')
  .description('Sends malformed webhooks, signatures, addresses and OAuth answers to the public doors of the server.')
  .option('--count <n>', 'how many requests', wholeNumber, 10_000)
  .option('--seed <n>', 'another seed sends others', wholeNumber, 1)
  .parse()
  .opts<{ count: number; seed: number }>();

const bar = new SingleBar({ format: '{bar} {value}/{total} requests, {eta_formatted} left' });
bar.start(count, 0);
const report = await fuzz({ count, seed }, (done) => bar.update(done));
bar.stop();
for (const finding of report.findings) console.log(finding);
console.log(JSON.stringify(report.answers));
const { cases, findings, heapGrowthMb, perSecond } = report;
console.log(JSON.stringify({ cases, findings: findings.length, heapGrowthMb, perSecond }));
process.exit(findings.length > 0 ? 1 : 0);
