import type { Hub } from '../hub.ts';

/** Results of a batch in an order of their own: whoever goes by their place instead of their ids is to notice. */
export function anyOrder<Result>(hub: Hub, results: readonly Result[]): readonly Result[] {
  if (!hub.settings.shuffleBatchResults) return results;
  const shuffled = [...results];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = hub.random.below(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Result, shuffled[last] as Result];
  }
  return shuffled;
}
