import type { Db } from './db.ts';

export interface Round {
  readonly name: string;
  /** From the end of one to the beginning of the next. */
  readonly everyMs: number;
  /** Who asks: a UUID that no other process has. */
  readonly holder: string;
}

/**
 * Whoever did the last round is let go first: what it keeps in mind between rounds is of use then. Another process takes
 * over this long after the next one was due.
 */
const GRACE_MS = 1000;
/** While another process is at it: it may be killed. */
const ASK_AGAIN_MS = 5000;

/**
 * Does the work if it is due and no process of this store is at it. A round that was cut, by the end of its process or by
 * the signal, is due again at once; one that failed counts. Resolves to the milliseconds after which to ask again.
 */
export async function doRound(
  db: Db,
  round: Round,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  let againMs = await untilDue(db, round);
  if (againMs > 0) return againMs;
  againMs = Math.min(round.everyMs, ASK_AGAIN_MS);
  await db.unlessHeld(`round ${round.name}`, async () => {
    // It may have been done between the look and the lock.
    const stillMs = await untilDue(db, round);
    againMs = stillMs || round.everyMs;
    if (stillMs > 0) return;
    try {
      await work(signal);
    } finally {
      if (!signal.aborted) await ended(db, round);
    }
  });
  return againMs;
}

/** By the clock of the database, which is the same for all. */
async function untilDue(db: Pick<Db, 'query'>, { name, everyMs, holder }: Round): Promise<number> {
  const [last] = await db.query<{ agoMs: number; isOurs: boolean }>(
    `select (extract(epoch from clock_timestamp() - ended_at) * 1000)::float8 as "agoMs", holder = $2::uuid as "isOurs"
     from round where name = $1`,
    [name, holder],
  );
  if (!last) return 0;
  return Math.max(0, Math.ceil(everyMs + (last.isOurs ? 0 : GRACE_MS) - last.agoMs));
}

async function ended(db: Pick<Db, 'query'>, { name, holder }: Round): Promise<void> {
  await db.query(
    `insert into round (name, holder, ended_at) values ($1, $2::uuid, clock_timestamp())
     on conflict (name) do update set holder = excluded.holder, ended_at = excluded.ended_at`,
    [name, holder],
  );
}
