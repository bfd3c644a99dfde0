import { bindNames, namedFields } from '../engine/bind-names.ts';
import type { Connector } from '../engine/connector.ts';
import { ConfigError } from '../engine/error.ts';
import type { Mapping } from '../engine/mapping.ts';
import { namedKey, type ValueNames } from '../engine/value-name.ts';

/** The names that the mapping uses, as the left system of one account has them. */
export async function readNames(left: Connector, mapping: Mapping): Promise<ValueNames> {
  const all = namedFields(mapping).map(async (named) => {
    const names = (await left.names?.(named.object, named.field)) ?? [];
    return [namedKey(named), names] as const;
  });
  return new Map(await Promise.all(all));
}

export type NamedMapping = (portalId: number, left: Connector) => Promise<Mapping>;

/**
 * The mapping with an account's own values in place of their names. The engine decides without asking anybody, so names are
 * looked up before, each time a job begins. Throws ConfigError for a name that the account does not have.
 */
export function createNamedMapping(mapping: Mapping): NamedMapping {
  const known = new Map<number, { readonly names: ValueNames; readonly mapping: Mapping }>();
  const isPlain = namedFields(mapping).length === 0;
  return async (portalId, left) => {
    if (isPlain) return mapping;
    const names = await readNames(left, mapping);
    const before = known.get(portalId);
    // What the engine remembers of a mapping is kept as long as nobody has changed a name.
    if (before && isSame(before.names, names)) return before.mapping;
    const { mapping: bound, problems } = bindNames(mapping, names);
    if (problems.length > 0) {
      throw new ConfigError(
        `The mapping uses names that the account does not have:\n${problems.map(({ text }) => text).join('\n')}`,
        'Correct the mapping as each line says, or name the values so in the account.',
      );
    }
    known.set(portalId, { names, mapping: bound });
    return bound;
  };
}

const isSame = (a: ValueNames, b: ValueNames): boolean => JSON.stringify([...a]) === JSON.stringify([...b]);
