import { z } from 'zod';

/** After which row to go on. `at` null: among the rows without a time of change, which are read first and once. */
export interface Position {
  readonly at: string | null;
  readonly key: string | null;
}

/**
 * Where a feed stands. A transaction gets its timestamp before it commits, so rows may turn up behind the position; what
 * is older than `settled` is safe from that, what is younger is read again next time, except the rows in `seen`.
 */
const Cursor = z.strictObject({
  v: z.literal(1),
  at: z.string().nullable(),
  key: z.string().nullable(),
  settled: z.string(),
  /** Key and time of change of the rows that were handed out with a time not before `settled`. */
  seen: z.array(z.tuple([z.string(), z.string()])),
});
export type Cursor = z.infer<typeof Cursor>;

/** More are not kept: they are handed out again, which repeats a look and nothing else. */
const MAX_SEEN = 1000;

export function parseCursor(text: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`Not a cursor of the sql connector: ${text.slice(0, 80)}`, { cause: error });
  }
}

export function mint(position: Position, settled: string, seen: ReadonlyMap<string, string>): string {
  const kept = [...seen].filter(([, at]) => at >= settled).slice(-MAX_SEEN);
  return JSON.stringify({ v: 1, at: position.at, key: position.key, settled, seen: kept } satisfies Cursor);
}

/** Where to start reading: after the position when everything before it is settled, otherwise at the settled time. */
export function startOf(cursor: Cursor | null): Position {
  if (cursor === null) return { at: null, key: null };
  if (cursor.at === null || cursor.at < cursor.settled) return { at: cursor.at, key: cursor.key };
  return { at: cursor.settled, key: null };
}
