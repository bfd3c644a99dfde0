import type { Account } from '../engine/document.ts';
import type { Db } from './db.ts';

/**
 * upsertAccounts(db, portalId, connection, accounts): Promise<void>
 * accountsById(db, portalId, connection, ids): Promise<Account[]>
 */
export async function upsertAccounts(
  db: Pick<Db, 'query'>,
  portalId: number,
  connection: string,
  accounts: readonly Account[],
): Promise<void> {
  // One statement may not touch a row twice; the last word of the page counts.
  const rows = [...new Map(accounts.map((account) => [account.id, account])).values()].map((account) => ({
    id: account.id,
    number: account.number,
    name: account.name,
    minor: account.creditLimit?.minor ?? null,
    currency: account.creditLimit?.currency ?? null,
  }));
  if (rows.length === 0) return;
  await db.query(
    `insert into account (portal_id, connection, id, number, name, credit_limit_minor, credit_limit_currency)
     select $1::bigint, $2, id, number, name, minor, currency
     from jsonb_to_recordset(($3::text)::jsonb) as r(id text, number text, name text, minor numeric, currency text)
     on conflict (portal_id, connection, id) do update set number = excluded.number, name = excluded.name,
       credit_limit_minor = excluded.credit_limit_minor, credit_limit_currency = excluded.credit_limit_currency`,
    [portalId, connection, JSON.stringify(rows)],
  );
}

interface AccountRow {
  [column: string]: unknown;
  id: string;
  number: string;
  name: string;
  minor: string | null;
  currency: string | null;
}

/** In the order of the ids; unknown ones are absent. */
export async function accountsById(
  db: Pick<Db, 'query'>,
  portalId: number,
  connection: string,
  ids: readonly string[],
): Promise<Account[]> {
  const rows = await db.query<AccountRow>(
    `select id, number, name, credit_limit_minor::text minor, credit_limit_currency currency
     from account join jsonb_array_elements_text(($3::text)::jsonb) with ordinality wanted(wanted_id, place) on id = wanted_id
     where portal_id = $1::bigint and connection = $2 order by place`,
    [portalId, connection, JSON.stringify(ids)],
  );
  return rows.map(({ id, number, name, minor, currency }) => ({
    id,
    number,
    name,
    creditLimit: minor !== null && currency !== null ? { minor, currency } : null,
  }));
}
