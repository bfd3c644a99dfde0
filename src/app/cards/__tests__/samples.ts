import type { AccountAnswer, CardAccount, DocumentRow, DocumentsAnswer, Figures, Freshness } from '../contract.ts';
import type { CardData } from '../data.ts';
import { createReader } from '../reader.ts';

/** 23 Nov 2026, 15:00 in London. */
const NOW = Date.parse('2026-11-23T15:00:00Z');

export const reader = createReader({ user: { locale: 'en-gb' }, portal: { timezone: 'Europe/London' } }, () => NOW);

export const fresh: Freshness = { source: 'Northwind ERP', up: true, asOf: '2026-11-23T14:03:00Z' };
export const down: Freshness = { ...fresh, up: false };

export const euro = (minor: string) => ({ minor, currency: 'EUR' });

export function figuresOf(currency: string, balance: string, overdue: string): Figures {
  const money = (minor: string) => ({ minor, currency });
  return {
    balance: money(balance),
    overdue: money(overdue),
    overdueDays: overdue === '0' ? 0 : 23,
    ageing: [
      { bucket: 'current', amount: money(String(BigInt(balance) - BigInt(overdue))) },
      { bucket: '1-30', amount: money(overdue) },
      { bucket: '31-60', amount: money('0') },
      { bucket: '61-90', amount: money('0') },
      { bucket: '90+', amount: money('0') },
    ],
  };
}

export const alfki: CardAccount = {
  id: '1',
  number: 'ALFKI',
  name: 'Alfreds Futterkiste',
  role: 'primary',
  creditLimit: euro('2000000'),
  figures: [figuresOf('EUR', '1240000', '310050')],
  lastOrder: { number: 'SO-11011', on: '2026-05-09', total: euro('93350') },
  lastPayment: null,
};

export const accountAnswer = (accounts: CardAccount[], freshness = fresh): AccountAnswer => ({
  view: 'account',
  freshness,
  accounts,
});

export const invoiceRow = (number: string, state: DocumentRow['state'] = 'open'): DocumentRow => ({
  kind: 'invoice',
  id: number,
  number,
  state,
  issuedOn: '2026-05-09',
  dueOn: '2026-06-08',
  total: euro('93350'),
  balance: euro('3350'),
});

export function documentsAnswer(rows: DocumentRow[], page = 1, pageCount = 1): DocumentsAnswer {
  const totals = rows.length === 0 ? [] : [{ total: euro('250000'), balance: euro('100') }];
  const kind = rows[0]?.kind ?? 'invoice';
  return {
    view: 'documents',
    freshness: fresh,
    kind,
    rows,
    page,
    pageCount,
    rowCount: rows.length * pageCount,
    totals,
  };
}

/** Answers at once; a test replaces the questions it is about. */
export function dataOf(parts: Partial<CardData>): CardData {
  return {
    account: () => Promise.resolve({ ok: true, answer: accountAnswer([alfki]) }),
    documents: () => Promise.resolve({ ok: true, answer: documentsAnswer([]) }),
    ...parts,
  };
}
