import { Temporal } from 'temporal-polyfill';
import { canonicalDecimal } from '../canonical.ts';
import type { Spelling } from './transform.ts';
import { instantText } from './zone.ts';

/** Moments as numbers since 1970, as Unix counts them: "1767225600" and "1767225600000". */
const epoch = (name: string, perUnit: bigint): Spelling => ({
  types: ['decimal', 'string'],
  read: (value) => {
    const count = canonicalDecimal(String(value)) ?? '';
    if (!/^-?\d{1,14}$/.test(count)) throw new RangeError(`"${value}" is not a whole number of ${name} since 1970`);
    return instantText(Temporal.Instant.fromEpochMilliseconds(Number(BigInt(count) * perUnit)));
  },
  write: (meaning) => String(BigInt(Temporal.Instant.from(meaning).epochMilliseconds) / perUnit),
});

export const epochSeconds = epoch('seconds', 1000n);
export const epochMilliseconds = epoch('milliseconds', 1n);
