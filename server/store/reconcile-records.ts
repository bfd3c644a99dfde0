import type { Side } from '../engine/record.ts';
import type { Fields } from '../engine/record.ts';
import type { Db } from './db.ts';

/** Both sides of a pair, as they were read. What each column means stands in migrations/0040_reconcile.sql. */
export interface ComparedRecord {
  readonly id: string;
  /** Of a right record it is found by its link. */
  readonly partnerId?: string | null;
  readonly fields?: Fields;
  readonly customer: string;
  readonly currency: string;
  readonly amounts: readonly (string | null)[];
  readonly state: ComparedState;
}
/**
 * Each id looked up by itself, which only the index does. `in (...)` is up to the planner, and on a table that was filled a
 * moment ago it takes the pair for empty and reads all of it for every page.
 */
const WANTED = 'jsonb_array_elements_text(($3::text)::jsonb) wanted(id)';

/** Records may be alone when a person said so, or when they belong to another one by a link of another role. */
const mayBeAlone = (side: Side): string => {
  const own = `${side}_id`;
  const other = side === 'left' ? 'right_id' : 'left_id';
  return `(exists (select 1 from separated s where s.portal_id = $1::bigint and s.pair = $2 and s.${own} = r.record_id
      and s.${other} = '')
    or exists (select 1 from link k where k.portal_id = $1::bigint and k.pair = $2 and k.${own} = r.record_id
      and k.role <> 'primary'))`;
};

export type ComparedState = 'equal' | 'suspect' | 'drift' | 'explained' | 'alone' | 'out';

type Queries = Pick<Db, 'query'>;

export async function forgetCompared(db: Queries, portalId: number): Promise<void> {
  await db.query('delete from reconcile_record where portal_id = $1::bigint', [portalId]);
}

export async function saveCompared(
  db: Queries,
  portalId: number,
  pair: string,
  side: Side,
  records: readonly ComparedRecord[],
): Promise<void> {
  // One statement may not touch a row twice; a list that moves while it is read may tell of a record twice.
  const rows = [...new Map(records.map((record) => [record.id, record])).values()];
  if (rows.length === 0) return;
  await db.query(
    `insert into reconcile_record (portal_id, pair, side, record_id, partner_id, fields, customer, currency, amounts, state)
     select $1::bigint, $2, $3::text, r.id, coalesce(r."partnerId", (select l.left_id from link l where $3::text = 'right'
       and l.portal_id = $1::bigint and l.pair = $2 and l.right_id = r.id and l.state = 'linked' and l.role = 'primary')),
       r.fields, r.customer, r.currency, r.amounts, r.state
     from jsonb_to_recordset(($4::text)::jsonb) as r(id text, "partnerId" text, fields jsonb, customer text, currency text,
       amounts jsonb, state text)
     on conflict (portal_id, pair, side, record_id) do update set partner_id = excluded.partner_id,
       fields = excluded.fields, customer = excluded.customer, currency = excluded.currency, amounts = excluded.amounts,
       state = excluded.state`,
    [portalId, pair, side, JSON.stringify(rows)],
  );
}

export async function removeCompared(
  db: Queries,
  portalId: number,
  pair: string,
  gone: readonly { readonly side: Side; readonly id: string }[],
): Promise<void> {
  if (gone.length === 0) return;
  await db.query(
    `delete from reconcile_record using jsonb_to_recordset(($3::text)::jsonb) as r(side text, id text)
     where portal_id = $1::bigint and pair = $2 and reconcile_record.side = r.side and record_id = r.id`,
    [portalId, pair, JSON.stringify(gone)],
  );
}

/** A left record's link, with what was read of the right record; `fields` null when it was not come across. */
export interface Partner {
  readonly leftId: string;
  readonly rightId: string;
  readonly base: Fields | null;
  readonly fields: Fields | null;
}

export async function partnersOf(
  db: Queries,
  portalId: number,
  pair: string,
  leftIds: readonly string[],
): Promise<Partner[]> {
  if (leftIds.length === 0) return [];
  const links = await db.query<{ left_id: string; right_id: string; base: Fields | null }>(
    `select l.* from ${WANTED} cross join lateral (select left_id, right_id, base from link where portal_id = $1::bigint
       and pair = $2 and left_id = wanted.id and role = 'primary' and state = 'linked' offset 0) l`,
    [portalId, pair, JSON.stringify(leftIds)],
  );
  const rights = await db.query<{ record_id: string; fields: Fields | null }>(
    `select r.* from ${WANTED} cross join lateral (select record_id, fields from reconcile_record
       where portal_id = $1::bigint and pair = $2 and side = 'right' and record_id = wanted.id offset 0) r`,
    [portalId, pair, JSON.stringify(links.map((link) => link.right_id))],
  );
  const fields = new Map(rights.map((right) => [right.record_id, right.fields]));
  return links.map(({ left_id: leftId, right_id: rightId, base }) => ({
    leftId,
    rightId,
    base,
    fields: fields.get(rightId) ?? null,
  }));
}

/** The primary links of these records, whichever side is known. */
export async function linkedIds(
  db: Queries,
  portalId: number,
  pair: string,
  ids: { readonly left: readonly string[]; readonly right: readonly string[] },
): Promise<{ leftId: string; rightId: string }[]> {
  if (ids.left.length + ids.right.length === 0) return [];
  const found = new Map<string, { leftId: string; rightId: string }>();
  for (const side of ['left', 'right'] as const) {
    const rows = await db.query<{ left_id: string; right_id: string }>(
      `select l.* from ${WANTED} cross join lateral (select left_id, right_id from link where portal_id = $1::bigint
         and pair = $2 and ${side}_id = wanted.id and role = 'primary' and state = 'linked' offset 0) l`,
      [portalId, pair, JSON.stringify([...new Set(ids[side])])],
    );
    for (const row of rows) found.set(row.left_id, { leftId: row.left_id, rightId: row.right_id });
  }
  return [...found.values()];
}

/** Left records of one object may belong to several pairs (line items); these belong to one of the given ones. */
export async function leftIdsOfPairs(
  db: Queries,
  portalId: number,
  pairs: readonly string[],
  leftIds: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const pair of leftIds.length === 0 ? [] : pairs) {
    const rows = await db.query<{ left_id: string }>(
      `select l.* from ${WANTED} cross join lateral (select left_id from link where portal_id = $1::bigint and pair = $2
         and left_id = wanted.id and role = 'primary' offset 0) l`,
      [portalId, pair, JSON.stringify(leftIds)],
    );
    for (const row of rows) found.add(row.left_id);
  }
  return found;
}

/**
 * Marks what is to be looked at once more, beside what differed when it was read: records that were come across on one
 * side only, where that is not in order. `creates`: whether right records without a counterpart are to have one.
 */
export async function markSuspects(
  db: Queries,
  portalId: number,
  pair: string,
  { creates }: { readonly creates: boolean },
): Promise<void> {
  // Whoever reads a million rows at once needs their statistics; the embedded store has nobody else to gather them.
  await db.query('analyze reconcile_record');
  await db.query(
    `update reconcile_record r
     set state = case when partner_id is null and ${mayBeAlone('left')} then 'alone' else 'suspect' end
     where portal_id = $1::bigint and pair = $2 and side = 'left' and state = 'equal'
       and not exists (select 1 from reconcile_record o where o.portal_id = $1::bigint and o.pair = $2
         and o.side = 'right' and o.record_id = r.partner_id)`,
    [portalId, pair],
  );
  await db.query(
    `update reconcile_record r
     set state = case when partner_id is null and (not $3::boolean or ${mayBeAlone('right')})
       then 'alone' else 'suspect' end
     where portal_id = $1::bigint and pair = $2 and side = 'right' and state = 'equal'
       and not exists (select 1 from reconcile_record o where o.portal_id = $1::bigint and o.pair = $2
         and o.side = 'left' and o.partner_id = r.record_id)`,
    [portalId, pair, creates],
  );
}

/** What was found to differ is to be looked at once more. Resolves to whether there is any. */
export async function suspectAgain(db: Queries, portalId: number, pair: string): Promise<boolean> {
  await db.query(
    "update reconcile_record set state = 'suspect' where portal_id = $1::bigint and pair = $2 and state = 'drift'",
    [portalId, pair],
  );
  return (await nextSuspects(db, portalId, pair, 1)).length > 0;
}

export async function nextSuspects(
  db: Queries,
  portalId: number,
  pair: string,
  limit: number,
): Promise<{ side: Side; id: string }[]> {
  const rows = await db.query<{ side: Side; record_id: string }>(
    `select side, record_id from reconcile_record where portal_id = $1::bigint and pair = $2 and state = 'suspect'
     order by side, record_id limit $3::int`,
    [portalId, pair, limit],
  );
  return rows.map((row) => ({ side: row.side, id: row.record_id }));
}

/** Linked left records with the same figures: what a left record without a counterpart may be a copy of. */
export async function leftTwins(
  db: Queries,
  portalId: number,
  pair: string,
  { id, customer, currency, amounts }: Pick<ComparedRecord, 'id' | 'customer' | 'currency' | 'amounts'>,
  limit = 10,
): Promise<string[]> {
  const rows = await db.query<{ record_id: string }>(
    `select record_id from reconcile_record where portal_id = $1::bigint and pair = $2 and side = 'left'
       and partner_id is not null and record_id <> $3 and customer = $4 and currency = $5 and amounts = ($6::text)::jsonb
     order by record_id limit $7::int`,
    [portalId, pair, id, customer, currency, JSON.stringify(amounts), limit],
  );
  return rows.map((row) => row.record_id);
}
