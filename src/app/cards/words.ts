import type { AgeingBucket, DocumentKind, DocumentState } from './contract.ts';

/** Every text of the cards, in one table a language. Sentences with a value in them are functions of it. */
export const english = {
  refresh: 'Refresh',
  tryAgain: 'Try again',
  loadingAccount: 'Loading the account',
  loadingDocuments: { invoice: 'Loading invoices', order: 'Loading orders', payment: 'Loading payments' },
  loadingPage: (page: number) => `Loading page ${page}`,

  notLinkedTitle: 'No customer linked yet',
  notLinked: (source: string) =>
    `This record does not match a customer in ${source}. Check the name, the domain or the e-mail address here and there; it links itself with the next sync.`,
  failedTitle: 'The figures could not be loaded',
  failures: {
    unreachable:
      'The Ledgerline server did not answer. Try again in a minute. If it stays like this, tell your administrator.',
    unreadable:
      'The Ledgerline server gave an answer that this card cannot read. Ask your administrator to upload the app and update the server to the same version.',
    misconfigured:
      'This app does not know its server. Ask your administrator to upload it with a profile that sets LEDGERLINE_URL and LEDGERLINE_DATA_PATH.',
  },

  downTitle: (source: string) => `${source} is not reachable`,
  downSince: (moment: string) => `As of ${moment}. These are the last figures it gave.`,
  downNever: 'It has not given any figures yet.',
  asOf: (source: string, moment: string) => `${source}, as of ${moment}`,
  neverRead: (source: string) => `${source}, not read yet`,

  customer: (number: string) => `Customer ${number}`,
  customers: (count: number) => `${count} customers`,
  noFigures: 'Nothing invoiced yet.',
  balance: 'Balance',
  overdue: 'Overdue',
  inCurrency: (label: string, currency: string) => `${label} ${currency}`,
  overdueFor: (days: number) => (days === 1 ? 'Overdue for 1 day' : `Overdue for ${days} days`),
  nothingOverdue: 'Nothing overdue',
  creditUsed: 'Credit used',
  creditUsedOf: (used: string, limit: string) => `${used} of ${limit}`,
  creditLimit: 'Credit limit',
  lastOrder: 'Last order',
  lastPayment: 'Last payment',
  none: 'None',

  age: 'Age',
  amount: 'Amount',
  currency: 'Currency',
  ageing: {
    current: 'Not due',
    '1-30': '1–30 days',
    '31-60': '31–60 days',
    '61-90': '61–90 days',
    '90+': 'Over 90 days',
  } satisfies Record<AgeingBucket, string>,

  kinds: { invoice: 'Invoices', order: 'Orders', payment: 'Payments' } satisfies Record<DocumentKind, string>,
  noDocuments: { invoice: 'No invoices', order: 'No orders', payment: 'No payments' } satisfies Record<
    DocumentKind,
    string
  >,
  noDocumentsYet: (source: string) => `${source} has none for this customer.`,
  states: {
    draft: 'Draft',
    open: 'Open',
    part_paid: 'Part paid',
    paid: 'Paid',
    overdue: 'Overdue',
    void: 'Void',
  } satisfies Record<DocumentState, string>,
  number: 'Number',
  state: 'State',
  date: 'Date',
  due: 'Due',
  total: 'Total',
  totalIn: (currency: string) => `Total ${currency}`,
};

export type Words = typeof english;
