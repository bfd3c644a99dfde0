import { associationKey, isAssociationKey } from '../engine/associations.ts';
import type { Pending } from '../engine/record.ts';
import type { Fate } from './fate.ts';

/**
 * Associations that an earlier try announced, and that this look has not come to: its records wait for a person, one is
 * gone, or something before them was refused. Whoever comes to them must know with whom they may have been made.
 */
export function openAssociations({ planned: { look, plan }, done, waiting }: Fate): { pending?: Pending[] } {
  const pending = (look.link?.pending ?? []).filter(({ field }) => {
    const ofField = plan.operations.filter((one) => 'to' in one && associationKey(one.to.pair) === field);
    const isSettled = ofField.length > 0 && ofField.every((one) => done.includes(one) || waiting.includes(one));
    return isAssociationKey(field) && !isSettled;
  });
  return pending.length > 0 ? { pending } : {};
}
