/** Times `count` calls one after the other, after a warm-up tenth; milliseconds, sorted. */
export async function timed(count: number, call: (no: number) => Promise<unknown>): Promise<number[]> {
  for (let no = 0; no < count / 10; no += 1) await call(no);
  const samples: number[] = [];
  for (let no = 0; no < count; no += 1) {
    const startedAt = performance.now();
    await call(no);
    samples.push(performance.now() - startedAt);
  }
  return samples.toSorted((a, b) => a - b);
}

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
