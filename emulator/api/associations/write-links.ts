import type { z } from 'zod';
import type { AssociationSpec } from '../http/body.ts';
import type { Call } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { associate, dissociate } from '../objects/apply.ts';
import { linkRow, linkTable } from './index-of-links.ts';
import { type End, typesOfLink, wantedTypes } from './link.ts';
import { type AssociationType, typeById } from './types.ts';

type Spec = z.infer<typeof AssociationSpec>;

/** Types that a body names by category and number; a number alone is not enough to be found. */
function typesNamed(call: Call, from: End, to: End, specs: readonly Spec[]): AssociationType[] {
  return specs.map(({ associationCategory, associationTypeId }) => {
    const type = typeById(call.hub, call.portalId, from.type, to.type, associationTypeId);
    if (type?.category === associationCategory) return type;
    const spelling = `${associationCategory} ${associationTypeId}`;
    throw invalid(`${spelling} is not a valid association type from ${from.type.plural} to ${to.type.plural}`);
  });
}

function write(call: Call, from: End, to: End, types: readonly AssociationType[]): void {
  if (associate(call.hub, call.portalId, from, to, types, call.actor)) call.hub.stats.wrote(1);
}

/** Links by the unlabelled type and keeps the labels that are there; answers both directions. */
export function linkByDefault(call: Call, from: End, to: End): object[] {
  const row = linkRow(call.hub.tables, linkTable(call.portalId, from.type, to.type), from.id, to.id);
  const types = wantedTypes(call.hub, call.portalId, from.type, to.type, row?.typeIds);
  write(call, from, to, types);
  const plain = types.find((type) => type.label === null);
  if (!plain) return [];
  const spec = (associationTypeId: number) => ({ associationCategory: plain.category, associationTypeId });
  return [
    { from: { id: from.id }, to: { id: to.id }, associationSpec: spec(plain.typeId) },
    { from: { id: to.id }, to: { id: from.id }, associationSpec: spec(plain.inverseId) },
  ];
}

/** Sets the labels of a link: those given replace those there. */
export function linkByLabels(call: Call, from: End, to: End, specs: readonly Spec[]): object {
  const named = typesNamed(call, from, to, specs);
  const ids = named.map((type) => type.typeId);
  const types = wantedTypes(call.hub, call.portalId, from.type, to.type, [...new Set(ids)]);
  write(call, from, to, types);
  return {
    fromObjectTypeId: from.type.id,
    fromObjectId: Number(from.id),
    toObjectTypeId: to.type.id,
    toObjectId: Number(to.id),
    labels: types.flatMap(({ label }) => label ?? []),
  };
}

export function unlinkAll(call: Call, from: End, to: End): void {
  if (dissociate(call.hub, call.portalId, from, to, call.actor)) call.hub.stats.wrote(1);
}

/** Takes labels from a link; without its unlabelled type, nothing of it is left. */
export function unlinkLabels(call: Call, from: End, to: End, specs: readonly Spec[]): void {
  const gone = typesNamed(call, from, to, specs);
  if (gone.some((type) => type.label === null)) return unlinkAll(call, from, to);
  const before = typesOfLink(call.hub, call.portalId, from, to);
  const kept = before.filter((type) => !gone.some((one) => one.typeId === type.typeId));
  if (kept.length < before.length) write(call, from, to, kept);
}
