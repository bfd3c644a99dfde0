import { associationKey, madeKey, targetKey } from '../engine/associations.ts';
import type { Association, Pair } from '../engine/mapping.ts';
import { fieldValue } from '../engine/value.ts';
import type { OpenLook } from './open-look.ts';
import type { Portal } from './portal.ts';

/** An association that we made, and the left record it leads to. */
interface Made {
  readonly look: OpenLook;
  readonly from: string;
  readonly to: string;
}

/**
 * Finds out which associations that we made a person has ended. One call for many records; the other end is asked for only
 * where one is missing. Where the left system cannot say, nothing is lost.
 */
export async function readLost(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  for (const association of pair.associations) {
    const made = looks.flatMap((look) => madeBy(look, association));
    for (const { look } of await endedOf(portal, pair, association, made)) {
      look.lost = new Set([...look.lost, association.to]);
    }
  }
}

function madeBy(look: OpenLook, { to: name, right: field }: Association): Made[] {
  const { link, left, right, targets, asksAssociations } = look;
  if (!asksAssociations || link?.state !== 'linked' || !left || !right) return [];
  const { base } = link;
  // Older bases do not say with whom it was made.
  const isAgreed = base !== null && Object.hasOwn(base, associationKey(name));
  const linked = isAgreed ? targets.get(targetKey(name, String(fieldValue(right, field)))) : undefined;
  const to = base?.[madeKey(name)] ?? linked;
  return typeof to === 'string' ? [{ look, from: left.id, to }] : [];
}

async function endedOf(
  { left, mapping }: Portal,
  pair: Pair,
  { to: name }: Association,
  made: readonly Made[],
): Promise<readonly Made[]> {
  const object = mapping.pairs.find((one) => one.name === name)?.left;
  if (made.length === 0 || object === undefined || !left.associatedMany) return [];
  const ids = [...new Set(made.map(({ from }) => from))];
  const found = await left.associatedMany({ object: pair.left, ids, to: object });
  const missing = made.filter(({ from, to }) => found.get(from)?.includes(to) !== true);
  if (missing.length === 0) return [];
  // A record that was archived or merged took its associations along: its own look says what becomes of them.
  const ends = await left.get({ object, ids: [...new Set(missing.map(({ to }) => to))], fields: [] });
  const there = new Set(ends.map(({ id }) => id));
  return missing.filter(({ to }) => there.has(to));
}
