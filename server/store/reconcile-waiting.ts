import type { Side } from '../engine/record.ts';
import type { Db } from './db.ts';

/** A record, with what explains that it differs from its counterpart. */
export interface Waiting {
  readonly side: Side;
  readonly id: string;
  /** What the inbox says of it, or that a hint waits to be looked at. */
  readonly where: 'inbox' | 'queue';
  readonly kind: string;
  readonly reason: string;
}

/** What waits of these records of a pair; `objects`: what the pair is of on each side. */
export async function waitingOf(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  objects: Readonly<Record<Side, string>>,
  records: readonly { readonly side: Side; readonly id: string }[],
): Promise<Waiting[]> {
  if (records.length === 0) return [];
  const asked = records.map(({ side, id }) => ({ side, id, object: objects[side] }));
  return (await db.query(
    `select r.side, r.id, 'inbox' "where", i.kind, i.reason
     from jsonb_to_recordset(($3::text)::jsonb) as r(side text, id text, object text)
     join inbox i on i.portal_id = $1::bigint and i.pair = $2 and i.side = r.side and i.record_id = r.id
     union all
     select r.side, r.id, 'queue', 'notice', 'a change of it waits to be looked at'
     from jsonb_to_recordset(($3::text)::jsonb) as r(side text, id text, object text)
     join notice n on n.portal_id = $1::bigint and n.side = r.side and n.object = r.object and n.record_id = r.id`,
    [portalId, pair, JSON.stringify(asked)],
  )) as unknown as Waiting[];
}
