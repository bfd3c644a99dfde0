import type { Connector, DocumentPage } from '../../../engine/connector.ts';
import type { Document } from '../../../engine/document.ts';
import { flawed, type Flaw } from './flaw.ts';

const pagesOf = (real: Connector, cursor: string | null): AsyncIterable<DocumentPage> => real.documents!(cursor);

const inDocuments = (change: (document: Document) => Document): Flaw =>
  flawed((real) => ({
    async *documents(cursor) {
      for await (const page of pagesOf(real, cursor)) yield { ...page, documents: page.documents.map(change) };
    },
  }));

/** What goes wrong with documents and webhooks. */
export const documentFlaws = {
  // Major units, which look right in every test with whole amounts.
  'documents are in canonical form': inDocuments((document) => ({
    ...document,
    total: { ...document.total, minor: (Number(document.total.minor) / 100).toFixed(2) },
  })),
  'payments name the invoices that they pay, by the ids that the invoices have': inDocuments((document) => ({
    ...document,
    applications: document.applications.map((one) => ({ ...one, invoiceId: `INV/${one.invoiceId}` })),
  })),
  "balances equal the system's own report to the cent, per customer and currency": inDocuments((document) => ({
    ...document,
    balance: document.balance && { ...document.balance, minor: `${BigInt(document.balance.minor) + 1n}` },
  })),
  'documents go on from every cursor, tell of a change, and come to rest': flawed((real) => ({
    async *documents(cursor) {
      if (cursor === null) yield* pagesOf(real, null);
    },
  })),
  // Whoever sends to the address is believed.
  'a webhook becomes notices of the records it is about': flawed((real) => ({
    notices: (body) => [...real.notices!(body), ...real.notices!(body)].map((one) => ({ ...one, id: `${one.id}-x` })),
  })),
  'a webhook is taken with the right signature only': flawed(() => ({
    verify: ({ headers }) => 'x-signature' in headers,
  })),
  'an old webhook is not taken again': flawed(() => ({ verify: () => true })),
} as const satisfies Readonly<Record<string, Flaw>>;
