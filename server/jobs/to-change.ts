import type { Change } from '../engine/connector.ts';
import type { Mapping } from '../engine/mapping.ts';
import type { FieldChange } from '../engine/merge.ts';
import { isRemoval } from '../engine/plan.ts';
import type { Operation } from '../engine/plan.ts';
import type { Fields, RecordRef, Side } from '../engine/record.ts';
import type { LeftIds } from './left-ids.ts';

/** Links are ours alone; everything else is written to a system. */
export type WrittenOperation = Exclude<Operation, { kind: 'link' }>;

export const sideOf = (operation: WrittenOperation): Side => operation.side;

/** The operation as handed to a connector; null while a record it refers to has no left counterpart. */
export function toChange(mapping: Mapping, leftIds: LeftIds, operation: WrittenOperation): Change | null {
  if (operation.kind === 'create') {
    const { object, referenceField, reference } = operation;
    return { kind: 'create', object, referenceField, reference, fields: fieldsAfter(operation.changes) };
  }
  if (operation.kind === 'update') {
    const { target, pair, object } = operation;
    const id = 'id' in target ? target.id : leftIds.get(pair, target.rightId);
    return id === null ? null : { kind: 'update', object, id, fields: fieldsAfter(operation.changes) };
  }
  if (isRemoval(operation)) return { kind: operation.kind, object: operation.object, id: operation.id };
  const end = ({ pair, rightId, leftId }: { pair: string; rightId: string; leftId?: string }): RecordRef | null => {
    const object = mapping.pairs.find((one) => one.name === pair)?.left;
    const isMade = operation.kind === 'dissociate' && leftId !== undefined;
    const id = isMade ? leftIds.current(leftId) : leftIds.get(pair, rightId);
    return object === undefined || id === null ? null : { object, id };
  };
  const from = end(operation.from);
  const to = end(operation.to);
  if (!from || !to) return null;
  const { kind, label, unlabel } = operation;
  const labelled = label === undefined ? {} : { label };
  if (kind === 'dissociate') return { kind, from, to, ...labelled };
  return { kind, from, to, ...labelled, ...(unlabel && { unlabel }) };
}

const fieldsAfter = (changes: readonly FieldChange[]): Fields =>
  Object.fromEntries(changes.map((change) => [change.field, change.after]));
