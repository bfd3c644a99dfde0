import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { Captured } from './store/captured.ts';

/** Everything that looks random (tokens, correlation ids, event ids, shuffles) comes from here, so that a run repeats. */
export interface Random extends Captured<readonly number[]> {
  /** A version 4 UUID. */
  uuid(): string;
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  /** Back to the start of the sequence. */
  restart(seed: number): void;
}

const HEX = 16;

export function createRandom(seed: number): Random {
  let generator = xoroshiro128plus(seed);
  const below = (limit: number): number => uniformInt(generator, 0, limit - 1);
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(HEX).toString(HEX)).join('');
  return {
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${(8 + below(4)).toString(HEX)}${hex(3)}-${hex(12)}`,
    below,
    restart(next) {
      generator = xoroshiro128plus(next);
    },
    capture: () => generator.getState(),
    restore(state) {
      generator = xoroshiro128plusFromState(state);
    },
  };
}
