import type { Db } from './db.ts';

export interface ActiveJob {
  readonly queue: string;
  readonly id: string;
  readonly data: { readonly portalId: number; readonly runId?: string };
}

/** Jobs that some process fetched that long ago, and is at work on if it lives. */
export async function jobsActiveFor(db: Pick<Db, 'query'>, seconds: number): Promise<ActiveJob[]> {
  const rows = await db.query<{ queue: string; id: string; data: string }>(
    `select name as queue, id::text, data::text from pgboss.job
     where state = 'active' and started_on < now() - make_interval(secs => $1::float8)`,
    [seconds],
  );
  return rows.map(({ queue, id, data }) => ({ queue, id, data: JSON.parse(data) as ActiveJob['data'] }));
}

/** Runs that go on and have no job: whoever began one was killed before it was sent, or the job was given up. */
export async function runsWithoutJob(
  db: Pick<Db, 'query'>,
  afterSeconds: number,
): Promise<{ portalId: number; runId: string }[]> {
  const rows = await db.query<{ portal_id: number; id: string }>(
    `select portal_id, id::text from run where state = 'running' and kind not in ('live', 'edit')
       and started_at < now() - make_interval(secs => $1::float8)
       and not exists (select 1 from pgboss.job where name = 'run' and data ->> 'runId' = run.id::text
         and state in ('created', 'retry', 'active'))`,
    [afterSeconds],
  );
  return rows.map(({ portal_id: portalId, id: runId }) => ({ portalId, runId }));
}
