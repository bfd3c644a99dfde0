/** Documents in canonical form: the contract between connectors, store and cards. */

/** Exact money: an integer count of the currency's minor units (ISO 4217), as a string so that no float can touch it. */
export interface Money {
  readonly minor: string;
  /** ISO 4217 code, upper case. */
  readonly currency: string;
}

export type DocumentKind = 'invoice' | 'order' | 'payment';
export type DocumentState = 'draft' | 'open' | 'part_paid' | 'paid' | 'void';

export interface DocumentLine {
  readonly description: string;
  readonly sku: string | null;
  /** Decimal string. */
  readonly quantity: string;
  readonly unitPrice: Money;
  readonly total: Money;
}

export interface Document {
  readonly kind: DocumentKind;
  /** The system's own id, unique within the kind. */
  readonly id: string;
  /** The id of the customer in the same system. */
  readonly accountId: string;
  readonly number: string;
  readonly state: DocumentState;
  /** `YYYY-MM-DD` in the entity's own zone. */
  readonly issuedOn: string;
  /** `YYYY-MM-DD`; null when nothing is due (orders, payments). */
  readonly dueOn: string | null;
  readonly total: Money;
  /** What is still to be paid; null for orders and payments. Same currency as the total. */
  readonly balance: Money | null;
  readonly lines: readonly DocumentLine[];
  /** For payments: which invoices it pays, and how much. */
  readonly applications: readonly { readonly invoiceId: string; readonly amount: Money }[];
}

/** What the system says of a customer as a whole. */
export interface Account {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly creditLimit: Money | null;
}
