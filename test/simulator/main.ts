import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import { runFleet } from './fleet.ts';
import { shrink } from './shrink.ts';
import { isTown, scheduleOf } from './schedule.ts';
import { simulate } from './simulate.ts';
import { simulateTown } from './town.ts';
import type { ChunkResult } from './worker.ts';

/** Stories that are told in full; a hundred failures usually have one cause. */
const TOLD = 3;

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

const program = new Command('simulate')
  .description('Runs the engine and its loop against modelled systems, with faults and crashes, one schedule a seed.')
  .option('--seeds <n>', 'how many schedules', wholeNumber, 1000)
  .option('--first-seed <n>', 'the first one', wholeNumber, 1)
  .option('--stop', 'begin nothing more once one has failed')
  .option('--seed <n>', 'tell the story of one seed, in as few events as still show it', wholeNumber)
  .action(
    async ({ seeds, firstSeed, seed, stop }: { seeds: number; firstSeed: number; seed?: number; stop?: true }) => {
      if (seed !== undefined) await tell(seed);
      else await runMany(firstSeed, seeds, stop === true);
    },
  );

async function runMany(firstSeed: number, seeds: number, stopAtFailure: boolean): Promise<void> {
  const bar = new SingleBar({ format: '{bar} {value}/{total} schedules, {failed} failed, {eta_formatted} left' });
  let done = 0;
  let failedSoFar = 0;
  bar.start(seeds, 0, { failed: 0 });
  const onProgress = (result: ChunkResult): void => {
    done += result.count;
    failedSoFar += result.failed.length;
    bar.update(done, { failed: failedSoFar });
  };
  const ran = await runFleet({ firstSeed, seeds, stopAtFailure, onProgress });
  const { failed, seconds, turns, crashes } = ran;
  bar.stop();
  console.log(`${turns} calls and ${crashes} crashes in ${seconds.toFixed(1)} s.`);
  for (const seed of failed.slice(0, TOLD)) await tell(seed);
  if (failed.length > TOLD) console.log(`And ${failed.length - TOLD} more: ${failed.slice(TOLD, 50).join(', ')}`);
  console.log(JSON.stringify({ seeds: ran.seeds, failed: failed.length, perSecond: Math.round(ran.seeds / seconds) }));
  process.exitCode = failed.length > 0 ? 1 : 0;
}

async function tell(seed: number): Promise<void> {
  const whole = await scheduleOf(seed)({ seed });
  if (whole.failure === null) {
    console.log(`Seed ${seed}: ${whole.events} events, ${whole.turns} calls, ${whole.crashes} crashes; all in order.`);
    return;
  }
  if (isTown(seed)) {
    console.log(`Seed ${seed} fails; several portals, the first of which is in trouble:`);
    await simulateTown({ seed, tell: (line) => console.log(`  ${line}`) });
    for (const sentence of whole.failure) console.log(`  ! ${sentence}`);
    return;
  }
  const { events } = await shrink(seed);
  console.log(`Seed ${seed} fails; ${events.length} of its ${whole.events} events are enough:`);
  const verdict = await simulate({
    seed,
    keeps: (event) => events.includes(event),
    tell: (line) => console.log(`  ${line}`),
  });
  for (const sentence of verdict.failure ?? []) console.log(`  ! ${sentence}`);
}

await program.parseAsync();
