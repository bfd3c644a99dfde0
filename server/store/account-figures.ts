import type { AgeingBucket, CardAccount, Figures } from '../../src/app/cards/contract.ts';
import { accountsById } from './accounts.ts';
import type { Db } from './db.ts';

export interface FiguresRequest {
  readonly portalId: number;
  readonly connection: string;
  readonly accountIds: readonly string[];
  /** `YYYY-MM-DD` in the business's own zone: what is due today is not overdue yet. */
  readonly today: string;
}

interface FiguresRow {
  [column: string]: unknown;
  account_id: string;
  currency: string;
  balance: string;
  overdue: string;
  overdue_days: number;
  current: string;
  to_30: string;
  to_60: string;
  to_90: string;
  beyond: string;
}

/** Drafts are not owed yet and void documents no longer, so neither counts. Sums never cross currencies. */
const FIGURES = `
  select account_id, currency, sum(open)::text balance,
    coalesce(sum(open) filter (where late > 0), 0)::text overdue,
    coalesce(max(late) filter (where late > 0 and open > 0), 0)::int overdue_days,
    coalesce(sum(open) filter (where late <= 0), 0)::text current,
    coalesce(sum(open) filter (where late between 1 and 30), 0)::text to_30,
    coalesce(sum(open) filter (where late between 31 and 60), 0)::text to_60,
    coalesce(sum(open) filter (where late between 61 and 90), 0)::text to_90,
    coalesce(sum(open) filter (where late > 90), 0)::text beyond
  from (
    select account_id, currency, coalesce(balance_minor, 0) open, coalesce(($4::text)::date - due_on, 0) late
    from document
    where portal_id = $1::bigint and connection = $2 and kind = 'invoice' and state not in ('draft', 'void')
      and account_id in (select jsonb_array_elements_text(($3::text)::jsonb))
  ) invoice
  group by account_id, currency order by account_id, currency`;

const LATEST = `
  select a.account_id, k.kind, d.number, d.issued_on::text issued_on, d.total_minor::text minor, d.currency
  from jsonb_array_elements_text(($3::text)::jsonb) a(account_id)
  cross join (values ('order'), ('payment')) k(kind)
  cross join lateral (
    select number, issued_on, total_minor, currency from document
    where portal_id = $1::bigint and connection = $2 and account_id = a.account_id and kind = k.kind
      and state not in ('draft', 'void')
    order by issued_on desc, id limit 1) d`;

interface LatestRow {
  [column: string]: unknown;
  account_id: string;
  kind: 'order' | 'payment';
  number: string;
  issued_on: string;
  minor: string;
  currency: string;
}

/**
 * What the account card shows, for each known account in the order of the ids, and each by itself. `roles`: what each is
 * to the record that the card stands on.
 */
export async function accountFigures(
  db: Pick<Db, 'query'>,
  request: FiguresRequest,
  roles: ReadonlyMap<string, string> = new Map(),
): Promise<CardAccount[]> {
  const { portalId, connection, today } = request;
  const ids = JSON.stringify(request.accountIds);
  const [accounts, figures, latest] = await Promise.all([
    accountsById(db, portalId, connection, request.accountIds),
    db.query<FiguresRow>(FIGURES, [portalId, connection, ids, today]),
    db.query<LatestRow>(LATEST, [portalId, connection, ids]),
  ]);
  const last = (id: string, kind: LatestRow['kind']): CardAccount['lastOrder'] => {
    const row = latest.find((one) => one.account_id === id && one.kind === kind);
    return row ? { number: row.number, on: row.issued_on, total: { minor: row.minor, currency: row.currency } } : null;
  };
  return accounts.map((account) => ({
    ...account,
    role: roles.get(account.id) ?? 'primary',
    figures: figures.filter((row) => row.account_id === account.id).map(toFigures),
    lastOrder: last(account.id, 'order'),
    lastPayment: last(account.id, 'payment'),
  }));
}

function toFigures(row: FiguresRow): Figures {
  const money = (minor: string) => ({ minor, currency: row.currency });
  const bucket = (name: AgeingBucket, minor: string) => ({ bucket: name, amount: money(minor) });
  return {
    balance: money(row.balance),
    overdue: money(row.overdue),
    overdueDays: row.overdue_days,
    ageing: [
      bucket('current', row.current),
      bucket('1-30', row.to_30),
      bucket('31-60', row.to_60),
      bucket('61-90', row.to_90),
      bucket('90+', row.beyond),
    ],
  };
}
