import { parentPort } from 'node:worker_threads';
import { scheduleOf } from './schedule.ts';

/** One chunk of seeds; the seeds among them that failed. */
export interface Chunk {
  readonly first: number;
  readonly count: number;
}
export interface ChunkResult {
  readonly count: number;
  readonly failed: readonly number[];
  readonly turns: number;
  readonly crashes: number;
}

/** Only whether a seed fails is told from here; errors by the thousand are daily life, and their stacks cost time. */
Error.stackTraceLimit = 0;

async function run({ first, count }: Chunk): Promise<ChunkResult> {
  // A schedule goes on by promises (scheduler.ts), also from its first step.
  await Promise.resolve();
  const failed: number[] = [];
  let turns = 0;
  let crashes = 0;
  for (let seed = first; seed < first + count; seed += 1) {
    const verdict = await scheduleOf(seed)({ seed });
    if (verdict.failure) failed.push(seed);
    turns += verdict.turns;
    crashes += verdict.crashes;
  }
  return { count, failed, turns, crashes };
}

parentPort?.on('message', (chunk: Chunk) => void run(chunk).then((result) => parentPort?.postMessage(result)));
