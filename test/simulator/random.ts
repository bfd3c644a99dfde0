import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Everything that happens by chance is drawn from here, so that a seed is a whole story. */
export interface Random {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  chance(share: number): boolean;
  pick<T>(some: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const next = (): number => generator.next() >>> 0;
  const below = (limit: number): number => next() % limit;
  return {
    below,
    chance: (share) => next() < share * 2 ** 32,
    pick<T>(some: readonly T[]): T {
      const one = some[below(some.length)];
      if (one === undefined) throw new Error('There is nothing to pick from.');
      return one;
    },
  };
}
