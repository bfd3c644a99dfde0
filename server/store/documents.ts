import type { Document } from '../engine/document.ts';
import type { Db } from './db.ts';

/**
 * upsertDocuments(db, portalId, connection, documents): Promise<void>
 *
 * Reads are in account-figures.ts and documents-page.ts:
 * accountFigures(db, { portalId, connection, accountIds, today }): Promise<CardAccount[]>
 * documentsPage(db, { portalId, connection, accountIds, kind, page, pageSize, today }): Promise<DocumentsPage>
 */
export async function upsertDocuments(
  db: Pick<Db, 'query'>,
  portalId: number,
  connection: string,
  documents: readonly Document[],
): Promise<void> {
  // One statement may not touch a row twice; the last word of the page counts.
  const last = new Map(documents.map((document) => [`${document.kind} ${document.id}`, document]));
  if (last.size === 0) return;
  await db.query(
    `insert into document (portal_id, connection, kind, id, account_id, number, state, issued_on, due_on, currency,
       total_minor, balance_minor, data)
     select $1::bigint, $2, kind, id, account_id, number, state, issued_on, due_on, currency, total_minor, balance_minor, data
     from jsonb_to_recordset(($3::text)::jsonb) as r(kind text, id text, account_id text, number text, state text,
       issued_on date, due_on date, currency text, total_minor numeric, balance_minor numeric, data jsonb)
     on conflict (portal_id, connection, kind, id) do update set account_id = excluded.account_id,
       number = excluded.number, state = excluded.state, issued_on = excluded.issued_on, due_on = excluded.due_on,
       currency = excluded.currency, total_minor = excluded.total_minor, balance_minor = excluded.balance_minor,
       data = excluded.data`,
    [portalId, connection, JSON.stringify([...last.values()].map(toRow))],
  );
}

function toRow(document: Document) {
  return {
    kind: document.kind,
    id: document.id,
    account_id: document.accountId,
    number: document.number,
    state: document.state,
    issued_on: document.issuedOn,
    due_on: document.dueOn,
    currency: document.total.currency,
    // Strings all the way: the column reads the digits, so no float is ever in between.
    total_minor: document.total.minor,
    balance_minor: document.balance?.minor ?? null,
    data: { lines: document.lines, applications: document.applications },
  };
}
