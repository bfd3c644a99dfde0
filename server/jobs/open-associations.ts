import { associationKey, isAssociationKey, labelKey } from '../engine/associations.ts';
import type { AssociationOperation, Operation } from '../engine/operation.ts';
import type { Pending } from '../engine/record.ts';
import type { Fate } from './fate.ts';

/**
 * Associations that an earlier try announced, and that this look has not come to: its records wait for a person, one is
 * gone, or something was refused. Whoever comes to them must know with whom they may have been made.
 */
export function openAssociations(fate: Fate): { pending?: Pending[] } {
  const announced = (fate.planned.look.link?.pending ?? []).filter(({ field }) => isAssociationKey(field));
  const pending = announced.filter((one) => !isSettled(fate, one));
  return pending.length > 0 ? { pending } : {};
}

function isSettled({ planned, done, waiting }: Fate, one: Pending): boolean {
  const ofPair = planned.plan.operations.filter(isAssociation).filter(({ to }) => isOf(to.pair, one));
  // By what is there now it may have found that nothing is left to do.
  if (ofPair.length === 0) return planned.plan.settles?.some((pair) => isOf(pair, one)) === true;
  if (ofPair.every((operation) => done.includes(operation) || waiting.includes(operation))) return true;
  return ofPair.some(
    (operation) => operation.kind === 'dissociate' && done.includes(operation) && ends(operation, one),
  );
}

const isAssociation = (operation: Operation): operation is AssociationOperation => 'to' in operation;

const isOf = (pair: string, { field }: Pending): boolean => field === associationKey(pair) || field === labelKey(pair);

const ends = ({ to }: AssociationOperation, { before, after, agreed }: Pending): boolean =>
  to.rightId === (after ?? before) || (to.leftId !== undefined && to.leftId === agreed);
