import type { Db } from './db.ts';

/** How the store stands, over all portals: the same from whatever process it is asked. */
export interface Figures {
  /** Records that deserve a look, due or put off, without those of portals before their first sync. */
  readonly waiting: number;
  /** How long the one that is due for longest has been due, in seconds. */
  readonly overdueSeconds: number;
  readonly inbox: readonly Counted[];
  readonly installs: readonly Counted[];
  readonly running: readonly Counted[];
  /** Where the journal was read to, as jobs/left/journal-round.ts keeps it; null where there is none. */
  readonly journal: string | null;
  /** Seconds since 1970, 0 when there was none: the latest sweep by modification dates. */
  readonly sweptAt: number;
}
export interface Counted {
  readonly name: string;
  readonly count: number;
}

const OF_WAITING = `select count(*)::int waiting,
    coalesce(extract(epoch from now() - min(due_at) filter (where due_at <= now())), 0)::float8 overdue
  from notice where exists (select 1 from run
    where run.portal_id = notice.portal_id and run.kind = 'sync' and run.state = 'done')`;
const OF_FEEDS = `select max(value) filter (where portal_id = 0 and feed = 'journal') journal,
    coalesce(extract(epoch from max(updated_at) filter (where feed like 'left:%')), 0)::float8 swept
  from cursor where (portal_id = 0 and feed = 'journal') or feed like 'left:%'`;

export async function figures(db: Pick<Db, 'query'>): Promise<Figures> {
  const counted = (sql: string): Promise<Counted[]> => db.query<Counted & Record<string, unknown>>(sql);
  const [[notices], inbox, installs, running, [feeds]] = await Promise.all([
    db.query<{ waiting: number; overdue: number }>(OF_WAITING),
    counted('select kind name, count(*)::int count from inbox where ignored is null group by kind'),
    counted('select state name, count(*)::int count from install group by state'),
    counted("select kind name, count(*)::int count from run where state = 'running' group by kind"),
    db.query<{ journal: string | null; swept: number }>(OF_FEEDS),
  ]);
  return {
    waiting: notices?.waiting ?? 0,
    overdueSeconds: notices?.overdue ?? 0,
    inbox,
    installs,
    running,
    journal: feeds?.journal ?? null,
    sweptAt: feeds?.swept ?? 0,
  };
}
