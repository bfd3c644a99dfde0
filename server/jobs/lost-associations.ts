import { associationKey, labelKey, madeKey, targetKey } from '../engine/associations.ts';
import type { Association, Pair } from '../engine/mapping.ts';
import { fieldValue } from '../engine/value.ts';
import type { OpenLook } from './open-look.ts';
import type { Portal } from './portal.ts';

/** An association that we made, and the left record it leads to. */
interface Made {
  readonly look: OpenLook;
  readonly from: string;
  readonly to: string;
  readonly label: string | null;
}

/**
 * Finds out which associations that we made a person has ended, or taken our label from. One call for many records; the
 * other end is asked for only where one is missing. Where the left system cannot say, nothing is lost.
 */
export async function readLost(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  for (const association of pair.associations) {
    const { to } = association;
    const object = portal.mapping.pairs.find(({ name }) => name === to)?.left;
    const made = looks.flatMap((look) => madeBy(look, association));
    if (object === undefined || made.length === 0 || !portal.left.associatedMany) continue;
    const ids = [...new Set(made.map(({ from }) => from))];
    const found = await portal.left.associatedMany({ object: pair.left, ids, to: object });
    const labelsOf = ({ from, to: other }: Made) => found.get(from)?.find(({ id }) => id === other)?.labels;
    const missing = made.filter((one) => labelsOf(one) === undefined);
    for (const { look } of await thereOf(portal, object, missing)) look.lost = new Set([...look.lost, to]);
    for (const one of made) {
      const isUnlabelled = one.label !== null && labelsOf(one)?.includes(one.label) === false;
      if (isUnlabelled) one.look.unlabelled = new Set([...one.look.unlabelled, to]);
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
  const label = base?.[labelKey(name)] ?? null;
  return typeof to === 'string' ? [{ look, from: left.id, to, label: label === null ? null : String(label) }] : [];
}

/** A record that was archived or merged took its associations along: its own look says what becomes of them. */
async function thereOf({ left }: Portal, object: string, missing: readonly Made[]): Promise<readonly Made[]> {
  if (missing.length === 0) return [];
  const ends = await left.get({ object, ids: [...new Set(missing.map(({ to }) => to))], fields: [] });
  const there = new Set(ends.map(({ id }) => id));
  return missing.filter(({ to }) => there.has(to));
}
