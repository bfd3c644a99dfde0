import { z } from 'zod';
import type { Side, Value } from '../record.ts';
import { oneWay, twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';

/**
 * `lookup`: a table in the mapping, right value: left value. It has a way back when no left value stands twice and nothing
 * is said of the others; with `otherwise`, every value that is not listed becomes that one.
 */
export const LookupArguments = z.strictObject({
  table: z.record(z.string(), z.string()),
  otherwise: z.string().optional(),
});
type LookupArguments = z.infer<typeof LookupArguments>;

export function lookup(args: LookupArguments): Transform {
  const table: Table = {
    right: new Map(Object.entries(args.table)),
    left: new Map(Object.entries(args.table).map(([right, left]) => [left, right])),
  };
  const { otherwise } = args;
  const twice = standsTwice(args);
  if (otherwise !== undefined) {
    return oneWay('`otherwise` makes one value of many', (value, { from }) => {
      return table[from].get(String(value)) ?? otherwise;
    });
  }
  if (twice !== undefined) {
    return oneWay(`"${twice}" stands for several right values`, (value, { from }) => found(table, from, value));
  }
  return twoWay({ right: rightSpelling(table), left: leftSpelling(table) });
}

/** By the side that the value comes from. */
type Table = Readonly<Record<Side, ReadonlyMap<string, string>>>;

/** A left value that stands for several right ones. */
export function standsTwice({ table }: LookupArguments): string | undefined {
  const lefts = Object.values(table);
  return lefts.find((left, index) => lefts.indexOf(left) !== index);
}

function found(table: Table, from: Side, value: Value): string {
  const other = table[from].get(String(value));
  if (other !== undefined) return other;
  throw new RangeError(`"${value}" is not in the table; add it, or say what it becomes with \`otherwise\``);
}

/** The meaning of a value is its right spelling. */
const rightSpelling = (table: Table): Spelling => ({
  types: ['string', 'enumeration', 'decimal', 'boolean', 'date', 'datetime'],
  read: (value) => {
    found(table, 'right', value);
    return String(value);
  },
  write: (meaning) => meaning,
});

const leftSpelling = (table: Table): Spelling => ({
  types: ['string', 'enumeration', 'decimal', 'boolean', 'date', 'datetime'],
  read: (value) => found(table, 'left', value),
  write: (meaning) => found(table, 'right', meaning),
});
