import type { Fields, Gone, Pending } from '../engine/record.ts';
import type { Db } from './db.ts';

export interface GoneLink {
  readonly pair: string;
  readonly rightId: string;
  readonly gone: Gone;
  /** What both sides agreed on last; absent while a removal is only announced, when that and open writes stay as they are. */
  readonly base?: Fields | null;
  /** With a base: announced writes whose outcome is still not known. */
  readonly pending?: readonly Pending[];
}

/** Links of which a record was removed. They are kept, so that a restored record finds its counterpart. */
export async function markGone(db: Pick<Db, 'query'>, portalId: number, links: readonly GoneLink[]): Promise<void> {
  if (links.length === 0) return;
  await db.query(
    `update link set state = 'gone', gone = r.gone, base = case when r.settled then r.base else link.base end,
       pending = case when r.settled then r.pending else link.pending end, updated_at = now()
     from jsonb_to_recordset(($2::text)::jsonb)
       as r(pair text, "rightId" text, gone jsonb, base jsonb, pending jsonb, settled boolean)
     where portal_id = $1::bigint and link.pair = r.pair and link.right_id = r."rightId" and role = 'primary'
       and state <> 'reserved'`,
    [portalId, JSON.stringify(links.map((link) => ({ ...link, settled: link.base !== undefined })))],
  );
}
