import { z } from 'zod';
import { nameOfValue, valuesNamed, type ValueName } from '../value-name.ts';
import { oneWay, TEXT, twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';

/**
 * `owner`: the left field holds the id of a person, the right one the e-mail address. Whose address is not among the left
 * system's people sets the record aside (`hold`), leaves the field blank, or makes somebody else the owner.
 */
export const OwnerArguments = z.strictObject({
  unknown: z.union([z.enum(['hold', 'blank']), z.email()]).default('hold'),
  /** The people of one account, whatever the file says (bind-names.ts). */
  people: z.custom<readonly ValueName[]>(Array.isArray).optional(),
});
type OwnerArguments = z.infer<typeof OwnerArguments>;

export function owner({ unknown, people = [] }: OwnerArguments): Transform {
  if (unknown === 'hold') return twoWay({ left: byId(people), right: ADDRESS });
  const instead = unknown === 'blank' ? null : unknown;
  return {
    ...oneWay('`unknown` makes one owner of many addresses', (value, { from }) => {
      if (from === 'left') return byId(people).read(String(value), { from, value: () => null });
      const [id] = valuesNamed(people, String(value));
      if (id !== undefined || instead === null) return id ?? null;
      return byId(people).write(instead, { from, value: () => null });
    }),
    types: () => TEXT,
  };
}

const ADDRESS: Spelling = {
  types: TEXT,
  read: (value) => String(value).trim().toLowerCase(),
  write: (address) => address,
};

const byId = (people: readonly ValueName[]): Spelling => ({
  types: TEXT,
  read(id) {
    const address = nameOfValue(people, String(id));
    if (address !== undefined) return address;
    throw new RangeError(`no person with the id "${id}" is known; choose another owner for the record`);
  },
  write(address) {
    const [id] = valuesNamed(people, address);
    if (id !== undefined) return id;
    throw new RangeError(
      `nobody with the address "${address}" can own records; invite them as a user, or say what to do with \`unknown\``,
    );
  },
});
