import type { Column } from './catalog.ts';
import { mint, parseCursor, startOf, type Position } from './cursor.ts';
import { quoted, quotedRelation, type Database, type Row } from './database.ts';
import { instant, selectedInstant } from './value.ts';

export interface Feed {
  readonly relation: string;
  readonly key: Column;
  readonly changedAt: Column;
  /** SQL of what is wanted of each row, over the alias `t`. */
  readonly select: readonly string[];
  readonly timeZone: string;
  readonly overlapSeconds: number;
}

export interface FeedPage {
  /** Key, then what was selected. */
  readonly rows: readonly { readonly key: string; readonly cells: Row }[];
  readonly cursor: string;
}

export const PAGE_SIZE = 500;
const BEGINNING = '-infinity';

/** Rows changed since the cursor in the order of (changedAt, key), a page at a time. */
export async function* changes(db: Database, feed: Feed, cursorText: string | null): AsyncGenerator<FeedPage> {
  const before = cursorText === null ? null : parseCursor(cursorText);
  const clock = await readClock(db, feed);
  const seen = new Map(before?.seen);
  let position = startOf(before);
  let scanned = 0;
  for (;;) {
    const found = await page(db, feed, position);
    scanned += found.length;
    const last = found.at(-1);
    if (last) position = { at: last[0] ?? null, key: last[1] ?? '' };
    const fresh = found.filter(([at, key]) => at === null || seen.get(key ?? '') !== at);
    for (const [at, key] of fresh) remember(seen, key ?? '', at ?? null, clock);
    const rows = fresh.map(([, key, ...cells]) => ({ key: key ?? '', cells }));
    const more = found.length === PAGE_SIZE;
    if (!more && position.at === null) {
      // The rows without a time are done; those with one follow.
      position = { at: BEGINNING, key: null };
      if (rows.length > 0) yield { rows, cursor: mint(position, clock.settled, seen) };
      continue;
    }
    const worthKeeping = rows.length > 0 || (!more && scanned > 0);
    if (worthKeeping) yield { rows, cursor: mint(position, clock.settled, seen) };
    if (!more) return;
  }
}

/** Times by the database's own clock, which is the one that stamps the rows. */
interface Clock {
  /** Nothing older than this can still turn up. */
  readonly settled: string;
  /** A row stamped between these two may change again within the same tick of the clock. */
  readonly unripeFrom: string;
  readonly unripeTo: string;
}

/** So long a pass may take; what is stamped later than that is not of this moment but dated ahead on purpose. */
const LONGEST_PASS_SECONDS = 60;

async function readClock(db: Database, feed: Feed): Promise<Clock> {
  const past = (parameter: string): string =>
    `to_char((clock_timestamp() - make_interval(secs => ${parameter})) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const seconds = [feed.overlapSeconds, feed.changedAt.tickSeconds, -LONGEST_PASS_SECONDS];
  const rows = await db.query(`select ${past('$1')}, ${past('$2')}, ${past('$3')}`, seconds);
  const [settled, unripeFrom, unripeTo] = rows[0] ?? [];
  return { settled: settled ?? '', unripeFrom: unripeFrom ?? '', unripeTo: unripeTo ?? '' };
}

/**
 * Re-inserted, so that the map stays in the order of handing out and the oldest entries are the ones to drop. An unripe
 * row is not remembered but read once more.
 */
function remember(seen: Map<string, string>, key: string, at: string | null, clock: Clock): void {
  seen.delete(key);
  if (at === null || at < clock.settled) return;
  if (at < clock.unripeFrom || at > clock.unripeTo) seen.set(key, at);
}

function page(db: Database, feed: Feed, position: Position): Promise<Row[]> {
  const key = `t.${quoted(feed.key.name)}`;
  const at = `t.${quoted(feed.changedAt.name)}`;
  const values: string[] = [];
  const bind = (value: string): string => `$${values.push(value)}`;
  const asKey = (value: string): string => `${bind(value)}::text::${feed.key.sqlType}`;
  const asTime = (value: string): string => instant(bind(value), feed.changedAt, feed.timeZone);
  let where: string;
  if (position.at === null)
    where = position.key === null ? `${at} is null` : `${at} is null and ${key} > ${asKey(position.key)}`;
  else if (position.key === null) where = `${at} >= ${asTime(position.at)}`;
  else where = `(${at}, ${key}) > (${asTime(position.at)}, ${asKey(position.key)})`;
  // "Changed at infinity" is no time one could resume after.
  if (position.at !== null) where += ` and ${at} < 'infinity'`;
  const columns = [selectedInstant(feed.changedAt, feed.timeZone), `${key}::text`, ...feed.select].join(', ');
  return db.query(
    `select ${columns} from ${quotedRelation(feed.relation)} t where ${where} order by ${at}, ${key} limit ${PAGE_SIZE}`,
    values,
  );
}
