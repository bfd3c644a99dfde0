import type { DocumentsAnswer } from '../../src/app/cards/contract.ts';
import type { DocumentKind } from '../engine/document.ts';
import type { FiguresRequest } from './account-figures.ts';
import type { Db } from './db.ts';

export interface PageRequest extends FiguresRequest {
  readonly kind: DocumentKind;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}
export type DocumentsPage = Pick<DocumentsAnswer, 'rows' | 'page' | 'pageCount' | 'rowCount' | 'totals'>;
type CardRow = DocumentsAnswer['rows'][number];

interface DocumentRow {
  [column: string]: unknown;
  id: string;
  number: string;
  state: CardRow['state'];
  issued_on: string;
  due_on: string | null;
  currency: string;
  total: string;
  balance: string | null;
}
interface TotalsRow {
  [column: string]: unknown;
  currency: string;
  row_count: number;
  total: string;
  balance: string | null;
}

const OF_ACCOUNTS = `from document where portal_id = $1::bigint and connection = $2 and kind = $4
  and account_id in (select jsonb_array_elements_text(($3::text)::jsonb))`;

const ROWS = `
  select id, number, case when state in ('open', 'part_paid') and balance_minor > 0 and due_on < ($5::text)::date
      then 'overdue' else state end state,
    issued_on::text issued_on, due_on::text due_on, currency, total_minor::text total, balance_minor::text balance
  ${OF_ACCOUNTS} order by issued_on desc, id limit $6::int offset $7::int`;

/** Drafts and void documents are listed and counted, but they are not money. */
const TOTALS = `
  select currency, count(*)::int row_count,
    coalesce(sum(total_minor) filter (where state not in ('draft', 'void')), 0)::text total,
    case when $4 = 'invoice'
      then coalesce(sum(balance_minor) filter (where state not in ('draft', 'void')), 0)::text end balance
  ${OF_ACCOUNTS} group by currency order by currency`;

/** One page of an account's documents, newest first, with totals over all pages. */
export async function documentsPage(db: Pick<Db, 'query'>, request: PageRequest): Promise<DocumentsPage> {
  const { portalId, connection, kind, page, pageSize, today } = request;
  const of = [portalId, connection, JSON.stringify(request.accountIds), kind];
  const [rows, totals] = await Promise.all([
    db.query<DocumentRow>(ROWS, [...of, today, pageSize, (page - 1) * pageSize]),
    db.query<TotalsRow>(TOTALS, of),
  ]);
  const rowCount = totals.reduce((sum, row) => sum + row.row_count, 0);
  return {
    rows: rows.map((row) => toCardRow(kind, row)),
    page,
    pageCount: Math.ceil(rowCount / pageSize),
    rowCount,
    totals: totals.map((row) => ({
      total: { minor: row.total, currency: row.currency },
      balance: row.balance === null ? null : { minor: row.balance, currency: row.currency },
    })),
  };
}

function toCardRow(kind: DocumentKind, row: DocumentRow): CardRow {
  return {
    kind,
    id: row.id,
    number: row.number,
    state: row.state,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    total: { minor: row.total, currency: row.currency },
    balance: row.balance === null ? null : { minor: row.balance, currency: row.currency },
  };
}
