import type { Changed } from './inbound.ts';
import type { FieldType, Fields, Notice, RecordRef, SyncRecord } from './record.ts';
import type { Account, Document } from './document.ts';
import type { Need } from './need.ts';
import type { ValueName } from './value-name.ts';
import type { ValueRule } from './warn.ts';

export type { FieldNeed, Need } from './need.ts';

/** One field of an object as the live system describes it. */
export interface FieldDescription {
  readonly name: string;
  readonly type: FieldType;
  readonly readOnly: boolean;
  readonly unique: boolean;
  /** The values that an enumeration allows; absent when the system does not say. */
  readonly options?: readonly string[];
}
/** What can be done to a whole record. `delete` is for good; an archived record can be brought back, if only by a person. */
export type Ability = 'create' | 'update' | 'archive' | 'restore' | 'delete';

export interface ObjectDescription {
  readonly name: string;
  readonly fields: readonly FieldDescription[];
  /** What the connector can do to records of this object; left out: create and update. */
  readonly can?: readonly Ability[];
  /** It is written to, and what people edit there goes nowhere; it has no associations. */
  readonly isTarget?: boolean;
  /** A create needs one field of each group. */
  readonly required?: readonly (readonly string[])[];
}

export const can = (object: ObjectDescription, ability: Ability): boolean =>
  (object.can ?? ['create', 'update']).includes(ability);

export interface ReadRequest {
  readonly object: string;
  readonly fields: readonly string[];
  /** A cursor minted by an earlier page of this connector, or null to read everything. */
  readonly cursor: string | null;
}
export interface RecordPage {
  readonly records: readonly SyncRecord[];
  /** Ids of records that were archived or deleted since, from systems that say so; most do not. */
  readonly gone?: readonly string[];
  /** Resume here after this page was processed. Kept by the caller, understood by the connector alone. */
  readonly cursor: string;
}
export interface DocumentPage {
  readonly documents: readonly Document[];
  /** Customers whose own data changed (name, number, credit limit). */
  readonly accounts: readonly Account[];
  readonly cursor: string;
}

export type Change =
  /**
   * Idempotent by `reference`: the record is created carrying it in `referenceField`; when one with that reference exists
   * already, that one is updated and its id returned.
   */
  | {
      readonly kind: 'create';
      readonly object: string;
      readonly referenceField: string;
      readonly reference: string;
      readonly fields: Fields;
    }
  | { readonly kind: 'update'; readonly object: string; readonly id: string; readonly fields: Fields }
  /**
   * What is archived or deleted is absent from `read` and `get` from then on, until it is restored. Each is done as well
   * when the record is that way already; restoring one that does not exist any more fails.
   */
  | { readonly kind: 'archive'; readonly object: string; readonly id: string }
  | { readonly kind: 'restore'; readonly object: string; readonly id: string }
  | { readonly kind: 'delete'; readonly object: string; readonly id: string }
  /** The association carries `label` from then on and none of `unlabel`, besides the labels that others gave it. */
  | {
      readonly kind: 'associate';
      readonly from: RecordRef;
      readonly to: RecordRef;
      readonly label?: string;
      readonly unlabel?: readonly string[];
    }
  /**
   * Ends whatever associates the two records. It is done as well when nothing does, or when one is gone. Of an association
   * that carried `label` only that ends, if others gave it a label as well.
   */
  | { readonly kind: 'dissociate'; readonly from: RecordRef; readonly to: RecordRef; readonly label?: string };

/** An inbound webhook, its body as the bytes that came; names of headers are in lower case. */
export interface InboundRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** A record that another one is associated with, and the labels that the association carries. */
export interface Associated {
  readonly id: string;
  readonly labels: readonly string[];
}

export type Outcome =
  | { readonly status: 'done'; readonly id: string }
  /**
   * The system refused this change; `reason` is for a person, `retryAfterMs` set when trying again may help. `existingId`: the
   * record that holds a value of this one which may be there once only.
   */
  | {
      readonly status: 'failed';
      readonly reason: string;
      readonly retryAfterMs: number | null;
      readonly existingId?: string;
    }
  /** The answer was lost: the change may or may not have been applied. Look up by reference before trying again. */
  | { readonly status: 'unknown'; readonly reason: string };

/**
 * A system of records. Every method throws RetryLater or ConfigError (error.ts) for what concerns the whole call; what
 * concerns one record comes back as its Outcome. Optional methods are capabilities.
 */
export interface Connector {
  /** Short name for messages and rows: `hubspot`, `sql`. */
  readonly name: string;
  /** Objects and fields, discovered from the live system; the named ones, or those it was set up for. */
  describe(objects?: readonly string[]): Promise<ObjectDescription[]>;
  /**
   * Pages of records changed since the cursor, oldest change first; the iteration ends when there is no more now.
   * Archived records are not among them.
   */
  read(request: ReadRequest): AsyncIterable<RecordPage>;
  /** The cursor of a `read` of everything that changed after this moment (ISO 8601, UTC), where the system can say so. */
  since?(moment: string): string;
  /**
   * Records by id, or by the unique field `by`. Missing ones are absent from the result; order is not promised. For one that
   * was merged into another the other one is in the result, once, with the id that was asked for among its `formerIds`.
   */
  get(request: {
    object: string;
    ids: readonly string[];
    fields: readonly string[];
    by?: string;
  }): Promise<SyncRecord[]>;
  /** One outcome per change, in the order of the changes. */
  write(changes: readonly Change[]): Promise<Outcome[]>;
  /**
   * What would have to be created, in order; of an enumeration that is there the values it lacks. Throws ConfigError when
   * a field exists with another type, or when the system cannot have what is needed.
   */
  missing?(needs: readonly Need[]): Promise<Need[]>;
  /** Rules that the account holds values of these objects to, where the system has such. */
  rules?(objects: readonly string[]): Promise<ValueRule[]>;
  /** What people call the values of a field: options, stages, the addresses of owners. Kept for a minute or so. */
  names?(object: string, field: string): Promise<readonly ValueName[]>;
  /** Creates what is missing and returns when it can be used. Repeating it does no harm. */
  provision?(needs: readonly Need[]): Promise<void>;
  /** Ids of the records of `object` that are associated with the given one. */
  associated?(from: RecordRef, object: string): Promise<string[]>;
  /** The same for many records of one object at once, with labels; one that is associated with none may be absent. */
  associatedMany?(request: {
    object: string;
    ids: readonly string[];
    to: string;
  }): Promise<ReadonlyMap<string, readonly Associated[]>>;
  /** Documents changed since the cursor. */
  documents?(cursor: string | null): AsyncIterable<DocumentPage>;
  /** Notices with objects as a mapping calls them, where the system itself tells of them by another name. */
  named?(notices: readonly Notice[]): Promise<Notice[]>;
  /** Fields as an inbound event spells them, in canonical values. */
  canonical?(
    changed: readonly { readonly record: RecordRef; readonly raw: Readonly<Record<string, string | null>> }[],
  ): Promise<Changed[]>;
  /** Whether the system itself sent an inbound webhook; absent where the door that takes it decides (HubSpot's). */
  verify?(request: InboundRequest): boolean;
  /** Inbound webhook: the notices in a body whose signature has been verified. Throws SyntaxError for what is no JSON. */
  notices?(body: Buffer): Notice[];
  close(): Promise<void>;
}
