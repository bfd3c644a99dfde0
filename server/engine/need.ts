import type { FieldType } from './record.ts';

/** A value that an enumeration allows, and what people read in its place. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A kind of record of its own, which only some accounts may have. */
export interface ObjectNeed {
  readonly kind: 'object';
  readonly object: string;
  readonly singular: string;
  readonly plural: string;
  /** The field that names a record. */
  readonly display: FieldNeed;
}
/** What lists the fields of an object together. */
export interface GroupNeed {
  readonly kind: 'group';
  readonly object: string;
  readonly name: string;
  readonly label: string;
}
export interface FieldNeed {
  readonly kind: 'field';
  readonly object: string;
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly unique: boolean;
  /** Values of an enumeration; more of them may be there. */
  readonly options?: readonly Option[];
  /** Left out: the group that the connector keeps for Ledgerline. */
  readonly group?: { readonly name: string; readonly label: string };
}
/** Values that an enumeration which is there already lacks. */
export interface OptionsNeed {
  readonly kind: 'options';
  readonly object: string;
  readonly name: string;
  readonly options: readonly Option[];
}
/** That records of the two objects can be associated at all. */
export interface AssociationNeed {
  readonly kind: 'association';
  readonly object: string;
  readonly to: string;
}
export interface LabelNeed {
  readonly kind: 'label';
  readonly object: string;
  readonly to: string;
  readonly label: string;
}

/** A thing that the mapping needs a system to have; `provision` creates it where it is missing. */
export type Need = ObjectNeed | GroupNeed | FieldNeed | OptionsNeed | AssociationNeed | LabelNeed;
