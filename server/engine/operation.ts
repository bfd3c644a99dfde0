import type { FieldChange } from './merge.ts';
import type { RecordRef, Side } from './record.ts';

/** `rightId`: the left record linked with that right one, resolved when the operation runs, for it may not exist yet. */
export type Target = { readonly id: string } | { readonly rightId: string };

/** A whole record is put away, deleted or brought back, because of what happened to its counterpart. */
export interface Removal {
  readonly kind: 'archive' | 'delete' | 'restore';
  readonly side: Side;
  readonly pair: string;
  readonly object: string;
  readonly id: string;
  /** `deleted-left`, `deleted-right`, `unmatched`; `restored-left` ... */
  readonly reason: string;
}

export const isRemoval = (operation: Operation): operation is Removal =>
  operation.kind === 'archive' || operation.kind === 'delete' || operation.kind === 'restore';

/** Whether it takes a record away. */
export const takesAway = (operation: Operation): operation is Removal =>
  isRemoval(operation) && operation.kind !== 'restore';

export type AssociationOperation = Extract<Operation, { from: unknown }>;

export type Operation =
  | Removal
  | {
      readonly kind: 'create';
      readonly side: Side;
      readonly pair: string;
      readonly object: string;
      readonly source: RecordRef;
      readonly referenceField: string;
      readonly reference: string;
      /** Without the reference, which the connector writes, and without late fields. */
      readonly changes: FieldChange[];
    }
  | {
      readonly kind: 'update';
      readonly side: Side;
      readonly pair: string;
      readonly object: string;
      readonly target: Target;
      readonly rightId: string;
      readonly changes: FieldChange[];
      readonly late: boolean;
    }
  | {
      /** A record that refers to another one than before is dissociated from the old one first. */
      readonly kind: 'associate' | 'dissociate';
      readonly side: 'left';
      readonly pair: string;
      readonly from: { readonly pair: string; readonly rightId: string };
      /** `leftId`: the record it was made with, where that is remembered; or is to be made with, as far as that is known. */
      readonly to: { readonly pair: string; readonly rightId: string; readonly leftId?: string };
      /** The label that it carries, of one that ends: that we gave it. */
      readonly label?: string;
      /** Labels of ours that it carries no more. */
      readonly unlabel?: readonly string[];
      /** Only its label changes. */
      readonly relabels?: true;
    }
  | {
      readonly kind: 'link';
      readonly pair: string;
      readonly leftId: string;
      readonly rightId: string;
      readonly keyNo: number;
      /** Absent for a primary link, which merges fields. */
      readonly role?: string;
    };
