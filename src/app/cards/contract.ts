import * as z from 'zod/mini';

// The cards run under a content security policy; without this zod probes for `new Function` at the first parse.
z.config({ jitless: true });

/**
 * What the server answers to a card. The server imports the types of this file (types only), the cards parse with it.
 * `zod/mini`, because it is 25 kB in a card's bundle where `zod` is 445 kB.
 * Money is an integer count of minor units as a string, with its currency; it is formatted only when it is drawn.
 */
export const Money = z.object({
  minor: z.string().check(z.regex(/^-?\d+$/)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
});

const DateOnly = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** How the ERP is doing. The figures are the last state the server mirrored; `asOf` says when that was. */
export const Freshness = z.object({
  /** Name of the system for the reader: "Northwind ERP". */
  source: z.string(),
  up: z.boolean(),
  asOf: z.nullable(z.iso.datetime()),
});

export const AgeingBucket = z.enum(['current', '1-30', '31-60', '61-90', '90+']);

/** One currency of one customer. Sums never cross currencies. */
export const Figures = z.object({
  balance: Money,
  overdue: Money,
  /** Days since the oldest unpaid due date; 0 when nothing is overdue. */
  overdueDays: z.int(),
  ageing: z.array(z.object({ bucket: AgeingBucket, amount: Money })),
});

export const CardAccount = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  /** What the customer is to the record: `primary`, or another role of their link (`bill-to`, `branch`). */
  role: z.string(),
  creditLimit: z.nullable(Money),
  figures: z.array(Figures),
  lastOrder: z.nullable(z.object({ number: z.string(), on: DateOnly, total: Money })),
  lastPayment: z.nullable(z.object({ number: z.string(), on: DateOnly, total: Money })),
});

export const AccountAnswer = z.object({
  view: z.literal('account'),
  freshness: Freshness,
  /** Empty: the HubSpot record is not linked with a customer. */
  accounts: z.array(CardAccount),
});

export const DocumentKind = z.enum(['invoice', 'order', 'payment']);
export const DocumentState = z.enum(['draft', 'open', 'part_paid', 'paid', 'overdue', 'void']);

export const DocumentRow = z.object({
  kind: DocumentKind,
  id: z.string(),
  number: z.string(),
  state: DocumentState,
  issuedOn: DateOnly,
  dueOn: z.nullable(DateOnly),
  total: Money,
  balance: z.nullable(Money),
});

export const DocumentsAnswer = z.object({
  view: z.literal('documents'),
  freshness: Freshness,
  kind: DocumentKind,
  rows: z.array(DocumentRow),
  page: z.int().check(z.gte(1)),
  pageCount: z.int().check(z.gte(0)),
  rowCount: z.int().check(z.gte(0)),
  /** Over all pages, one entry a currency. */
  totals: z.array(z.object({ total: Money, balance: z.nullable(Money) })),
});

/** A failure that the card shows: `message` says what to do. */
export const ErrorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** What the app function of the private edition hands to the card: the server's answer, or why there is none. */
export const FunctionReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), answer: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), message: z.string() }),
]);

/** What a card asks. In the marketplace edition these are query parameters, in the private one function parameters. */
export const CardRequest = z.discriminatedUnion('view', [
  z.object({ view: z.literal('account'), objectTypeId: z.string(), objectId: z.string() }),
  z.object({
    view: z.literal('documents'),
    objectTypeId: z.string(),
    objectId: z.string(),
    kind: DocumentKind,
    page: z.int().check(z.gte(1)),
    pageSize: z.int().check(z.gte(1), z.lte(100)),
  }),
]);

export type Money = z.infer<typeof Money>;
export type Freshness = z.infer<typeof Freshness>;
export type AgeingBucket = z.infer<typeof AgeingBucket>;
export type Figures = z.infer<typeof Figures>;
export type CardAccount = z.infer<typeof CardAccount>;
export type AccountAnswer = z.infer<typeof AccountAnswer>;
export type DocumentKind = z.infer<typeof DocumentKind>;
export type DocumentState = z.infer<typeof DocumentState>;
export type DocumentRow = z.infer<typeof DocumentRow>;
export type DocumentsAnswer = z.infer<typeof DocumentsAnswer>;
export type CardRequest = z.infer<typeof CardRequest>;
