/**
 * Terminology, used with these meanings everywhere in Ledgerline and with no synonyms:
 *
 * - record: one object instance in one system (a company, a customer row, an invoice).
 * - side: `left` or `right`, the two connections of a mapping. The engine does not know which one is the CRM.
 * - notice: a hint that a record deserves a look. It never carries data.
 * - link: the fact that a left and a right record are the same thing, with the base. A record has one primary link at
 *   most; links of other roles say that it belongs to another one as well.
 * - base: the values both sides agreed on the last time they were merged.
 * - mapping: the file that pairs objects and fields of the two sides. A pair is one object of each side.
 * - plan: ordered operations that would bring both sides into step.
 * - operation: one intended write. A change is the operation as handed to a connector; an outcome is what became of it.
 * - conflict: a field changed on both sides to different values.
 * - document: an invoice, order or payment in canonical form.
 * - run: one execution of a plan. The ledger holds every field change a run applied.
 */

export type Side = 'left' | 'right';

export const otherSide = (side: Side): Side => (side === 'left' ? 'right' : 'left');

/**
 * A canonical field value; connectors translate to and from their system's own form.
 * Numbers are decimal strings without exponent or superfluous zeros ("12.5"), never floats; dates are `YYYY-MM-DD`,
 * datetimes ISO 8601 in UTC with milliseconds. Blank text and absent values are both `null`.
 */
export type Value = string | boolean | null;
export type Fields = Readonly<Record<string, Value>>;

export type FieldType = 'string' | 'decimal' | 'date' | 'datetime' | 'boolean' | 'enumeration';

/** `object` is the system's own name for the kind of record: `companies`, `customer`. */
export interface RecordRef {
  readonly object: string;
  readonly id: string;
}

export interface SyncRecord extends RecordRef {
  readonly fields: Fields;
  /** When the system says the record last changed (ISO 8601, UTC), or null when it does not say. */
  readonly modifiedAt: string | null;
  /** Ids of records that were merged into this one, also those of earlier merges; it is found by each of them. */
  readonly formerIds?: readonly string[];
}

export interface Notice extends RecordRef {
  readonly side: Side;
}

export interface Link {
  readonly pair: string;
  readonly leftId: string | null;
  readonly rightId: string | null;
  /**
   * `reserved`: a create was announced with our reference, its outcome is not known yet. `gone`: a record of it was removed;
   * the link and its base are kept for when it is restored.
   */
  readonly state: 'reserved' | 'linked' | 'gone';
  readonly gone?: Gone;
  /** Keyed by field name of the pair (see mapping.ts), in canonical values; null before the first merge. */
  readonly base: Fields | null;
  /** Writes that were announced and whose outcome was not saved. */
  readonly pending?: readonly Pending[];
}

/** Stands for the record itself where the ledger names a field: it is `present`, `archived` or `deleted`. */
export const WHOLE_RECORD = '$record';

/** The run that the ledger names for a change, and on whose behalf it was made. */
export interface Work {
  readonly runId: string;
  readonly actor: string;
}

/** Why a link is gone, and which of its records are; none yet: the removal of one was announced. */
export interface Gone {
  readonly because: 'deleted' | 'unmatched';
  readonly sides: readonly Side[];
}

/** A field write, kept before it is sent, so that a process that ends in between does not take it for a person's. */
export interface Pending {
  readonly side: Side;
  /** That side's own name. */
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
  readonly reason: string;
  /** What the base holds under which key once the write is done; absent for fields that have no base. */
  readonly key?: string;
  readonly agreed?: Value;
  /** Whose write it is, where the ledger must know it also when another run is the one to save it. */
  readonly by?: Work;
}

/** A link of another role than primary (bill-to, branch): it binds documents and figures, and writes no field. */
export interface RoleLink {
  readonly pair: string;
  readonly leftId: string;
  readonly rightId: string;
  readonly role: string;
  /** Why the two are linked: `hand`, `merge`, `key 1`. */
  readonly matchedBy: string | null;
}

/** Two records that are not the same. With one id null: that record is to have no counterpart at all. */
export interface Separation {
  readonly pair: string;
  readonly leftId: string | null;
  readonly rightId: string | null;
}
