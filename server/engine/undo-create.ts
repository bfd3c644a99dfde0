import { isAssociationKey } from './associations.ts';
import { fieldsToRead } from './fields.ts';
import type { Pair } from './mapping.ts';
import type { Side } from './record.ts';
import type { UndoLook, Wrote } from './undo.ts';
import { fieldValue, sameValue } from './value.ts';

/** The entry that tells of a record's creation is the one of its reference. */
export const isCreate = (pair: Pair, { side, field, reason }: Pick<Wrote, 'side' | 'field' | 'reason'>): boolean =>
  reason === 'create' && field === (side === 'left' ? pair.reference : pair.rightReference);

export interface CreateLook extends UndoLook {
  /** It is to have no counterpart: an earlier try of the undo has said so, and may have archived it. */
  readonly alone: boolean;
}

/** Why a record that a run created is not archived; null when it is: nobody has touched it since. */
export function whyNotArchive(look: CreateLook, side: Side, wrote: readonly Wrote[]): string | null {
  const { pair, link, alone } = look;
  const record = look[side];
  // What two records had is in one now, whatever became of the link.
  if (record?.formerIds?.length) return 'the record that the run created was merged with another one since';
  if (link === null && alone) return null;
  if (!record) return 'the record that the run created is gone';
  if (link?.state !== 'linked') return 'the record that the run created is linked no more; archive it by hand';
  const read = fieldsToRead(pair, side);
  const changed = wrote
    .filter((one) => one.side === side && !isAssociationKey(one.field) && read.includes(one.field))
    .filter(({ field, after, later }) => later || !sameValue(fieldValue(record, field), after))
    .map(({ field }) => `\`${field}\``);
  return changed.length === 0 ? null : `the record that the run created was changed since: ${changed.join(', ')}`;
}
