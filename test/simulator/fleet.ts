import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Chunk, ChunkResult } from './worker.ts';

const CHUNK = 100;

export interface FleetResult {
  readonly seeds: number;
  readonly failed: readonly number[];
  readonly turns: number;
  readonly crashes: number;
  readonly seconds: number;
}

export interface FleetOptions {
  readonly firstSeed: number;
  readonly seeds: number;
  /** Begin nothing more once one has failed. */
  readonly stopAtFailure?: boolean;
  readonly onProgress?: (result: ChunkResult) => void;
}

/**
 * Worlds are small and short-lived: with room for many of them, hardly anything of one is alive when memory is cleaned up,
 * which takes half the time then.
 */
const YOUNG_MB = 64;

/** Runs the seeds on all cores. Every seed is a world of its own, so the order they end in means nothing. */
export async function runFleet({
  firstSeed,
  seeds,
  stopAtFailure = false,
  onProgress = () => {},
}: FleetOptions): Promise<FleetResult> {
  const startedAt = performance.now();
  const results: ChunkResult[] = [];
  let next = firstSeed;
  const end = firstSeed + seeds;
  const lane = async (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    try {
      while (next < end) {
        const chunk: Chunk = { first: next, count: Math.min(CHUNK, end - next) };
        next += chunk.count;
        worker.postMessage(chunk);
        const [result] = (await once(worker, 'message')) as [ChunkResult];
        results.push(result);
        onProgress(result);
        if (stopAtFailure && result.failed.length > 0) next = end;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), Math.ceil(seeds / CHUNK)) }, lane));
  const sum = (of: (result: ChunkResult) => number): number => results.reduce((total, one) => total + of(one), 0);
  return {
    seeds: sum((one) => one.count),
    failed: results.flatMap((one) => one.failed).toSorted((a, b) => a - b),
    turns: sum((one) => one.turns),
    crashes: sum((one) => one.crashes),
    seconds: (performance.now() - startedAt) / 1000,
  };
}
