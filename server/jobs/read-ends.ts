import type { Associated } from '../engine/connector.ts';
import { associationKey } from '../engine/associations.ts';
import { madeWith } from '../engine/left-ends.ts';
import type { LeftEnds } from '../engine/left-ends.ts';
import { goesRight } from '../engine/mapping.ts';
import type { Association, Pair } from '../engine/mapping.ts';
import { standingOf } from '../engine/standing.ts';
import { fieldValue } from '../engine/value.ts';
import { counterpartsOf } from './counterparts.ts';
import type { OpenLook } from './open-look.ts';
import type { Portal } from './portal.ts';

/** Left records that a plan has promised to right ones, which no store knows of. */
export interface Promised {
  leftId(pair: string, rightId: string): string | null;
  rightId(pair: string, leftId: string): string | null;
}

const NOBODY: Promised = { leftId: () => null, rightId: () => null };

/**
 * Reads what the left records of these looks are associated with, where that is carried over to the right: a few calls for
 * all of them. Where the left system cannot say, it stays unknown, and nothing is carried over.
 */
export async function readEnds(
  portal: Portal,
  pair: Pair,
  looks: readonly OpenLook[],
  promised: Promised = NOBODY,
): Promise<void> {
  for (const association of pair.associations.filter(goesRight)) {
    const target = portal.mapping.pairs.find(({ name }) => name === association.to);
    const asking = looks.filter(({ left }) => left !== null);
    if (!target || asking.length === 0 || !portal.left.associatedMany) continue;
    const ids = [...new Set(asking.flatMap(({ left }) => left?.id ?? []))];
    const isAbsent = portal.absent.has(target.left) || portal.absent.has(pair.left);
    const found = isAbsent
      ? new Map<string, readonly Associated[]>()
      : await portal.left.associatedMany({ object: pair.left, ids, to: target.left });
    const rightIds = await rightIdsOf(portal, target, [...found.values()].flat(), promised);
    const leftIds = await leftIdsOf(portal, target, association, asking, promised);
    const idsOf = (look: OpenLook): string[] =>
      (found.get(look.left?.id ?? '') ?? []).flatMap(({ id, labels }) =>
        association.label === undefined || labels.includes(association.label) ? [id] : [],
      );
    const gone = await goneOf(
      portal,
      target,
      asking.flatMap((look) => {
        const made = madeBy(look, association, leftIds);
        return made !== null && idsOf(look).length === 0 ? [made] : [];
      }),
    );
    for (const look of asking) {
      const isMadeGone = gone.has(madeBy(look, association, leftIds) ?? '');
      const ends: LeftEnds = { ids: idsOf(look), rightIds, leftIds, isMadeGone };
      look.ends = new Map([...look.ends, [association.to, ends]]);
    }
  }
}

function madeBy({ link }: OpenLook, association: Association, leftIds: ReadonlyMap<string, string>): string | null {
  const base = link?.base ?? null;
  return madeWith(association, { base, standing: standingOf(base, associationKey(association.to)) }, leftIds);
}

/** A customer that was deleted is nobody to refer to. */
async function rightIdsOf(
  { store }: Portal,
  { name }: Pair,
  ends: readonly Associated[],
  promised: Promised,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(ends.map(({ id }) => id))];
  const linked = ids.length === 0 ? [] : await store.linksByLeft(name, ids);
  const known = new Map<string, string>();
  for (const id of ids) {
    const rightId = promised.rightId(name, id);
    if (rightId !== null) known.set(id, rightId);
  }
  for (const { leftId, rightId, state, gone } of linked) {
    if (leftId === null || rightId === null || state === 'reserved' || gone?.sides.includes('right')) continue;
    known.set(leftId, rightId);
  }
  return known;
}

/** Of everything that the right records refer to, referred to when both agreed, or that is about to be written. */
async function leftIdsOf(
  { store }: Portal,
  { name }: Pair,
  { to, right: field }: Association,
  looks: readonly OpenLook[],
  promised: Promised,
): Promise<ReadonlyMap<string, string>> {
  const key = associationKey(to);
  const values = looks.flatMap(({ right, link }) => [
    right && fieldValue(right, field),
    link?.base?.[key],
    standingOf(link?.base ?? null, key)?.left,
    ...(link?.pending ?? []).flatMap((one) => (one.field === key ? [one.before, one.after] : [])),
  ]);
  const rightIds = [...new Set(values.flatMap((value) => (value == null ? [] : [String(value)])))];
  const found = new Map<string, string>();
  for (const rightId of rightIds) {
    const leftId = promised.leftId(name, rightId);
    if (leftId !== null) found.set(rightId, leftId);
  }
  if (rightIds.length === 0) return found;
  return new Map([...found, ...(await counterpartsOf(store, name, rightIds))]);
}

/** Those that are not there any more: what was associated with them was not ended by a person. */
async function goneOf({ left }: Portal, { left: object }: Pair, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const there = await left.get({ object, ids: [...new Set(ids)], fields: [] });
  const found = new Set(there.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]));
  return new Set(ids.filter((id) => !found.has(id)));
}
