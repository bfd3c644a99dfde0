import { invalid, HubSpotError } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { isCustom, type ObjectType } from '../objects/types.ts';
import { pair, removePair, requireNoLabels } from '../schemas/associations.ts';
import { type AssociationType, ownTypes, ownTypesTable } from './types.ts';

export interface LabelInput {
  readonly name: string;
  readonly label: string;
  readonly inverseLabel?: string | undefined;
}

/** The portal's own types between two object types, seen from the first. */
const ownBetween = (hub: Hub, portalId: number, from: ObjectType, to: ObjectType): AssociationType[] =>
  ownTypes(hub, portalId).filter((type) => type.fromTypeId === from.id && type.toTypeId === to.id);

/**
 * Makes a label in both directions. As seen live on 2026-09: an empty label makes the pair's unlabelled type alone, and
 * a label on a pair with a custom object makes the unlabelled type too when there is none.
 */
export function createLabel(
  hub: Hub,
  portalId: number,
  from: ObjectType,
  to: ObjectType,
  { name, label, inverseLabel = label }: LabelInput,
): readonly AssociationType[] {
  if (ownTypes(hub, portalId).some((type) => type.name === name)) {
    throw invalid(`Association definition named ${name} already exists for portal`);
  }
  const there = ownBetween(hub, portalId, from, to);
  requireNewLabel(hub, from, to, there, label);
  const ends = [from, to] as const;
  if (label === '') return pair(hub, portalId, ends, 'USER_DEFINED', name);
  const made = pair(hub, portalId, ends, 'USER_DEFINED', name, [label, inverseLabel]);
  const plain = there.some((type) => type.label === null) || !(isCustom(from) || isCustom(to));
  if (plain) return made;
  const plainName = `${from.singular}_to_${to.singular}`;
  return [...made, ...pair(hub, portalId, ends, 'USER_DEFINED', plainName)];
}

function requireNewLabel(
  hub: Hub,
  from: ObjectType,
  to: ObjectType,
  there: readonly AssociationType[],
  label: string,
): void {
  if (there.some((type) => (type.label ?? '') === label)) {
    const shown = label === '' ? '""' : label;
    throw invalid(`Association definition label ${shown} already exists on ObjectType pair ${from.id}-${to.id}`, {
      subCategory: 'AssociationValidationError.DUPLICATE_ASSOCIATION_LABEL',
    });
  }
  // A label between records of one type is seen twice from there, once from each end.
  const labels = new Set(there.filter((type) => type.label !== null).map((type) => type.name));
  const most = hub.settings.associationLabelsPerPair;
  if (label === '' || labels.size < most) return;
  const message = `No more than ${most} association types are allowed between ${from.id} and ${to.id}`;
  throw new HubSpotError(437, 'VALIDATION_ERROR', message);
}

/** Renames a label. Without an inverse label, the label is shown on both sides, whatever was there: as seen live. */
export function updateLabel(hub: Hub, portalId: number, typeId: number, label: string, inverseLabel = label): void {
  const table = ownTypesTable(portalId);
  const found = [...hub.tables.rows<AssociationType>(table)].filter(
    ([, type]) => type.typeId === typeId || type.inverseId === typeId,
  );
  if (found.length === 0) throw invalid(`Unable to find association type ${typeId}`);
  for (const [key, type] of found) {
    hub.tables.put(table, key, { ...type, label: type.typeId === typeId ? label : inverseLabel });
  }
}

/** Ends a label, in both directions, and takes it from every link. Links stay while they have another type. */
export function deleteLabel(hub: Hub, portalId: number, typeId: number): void {
  const type = ownTypes(hub, portalId).find((one) => one.typeId === typeId);
  if (!type) throw invalid('Unable to find objectTypeIds');
  requireNoLabels(hub, portalId, type);
  removePair(hub, portalId, type);
}
