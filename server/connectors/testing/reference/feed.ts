/** Where reading stands: behind the row (at, id). What carries the time `began` or a later one may still get company. */
interface Position {
  readonly at: number;
  readonly id: string;
  readonly began: number;
}
interface Row {
  readonly id: string;
  readonly changedAt: number;
}

export const PAGE = 5;

/** Pages of what changed since the cursor; `all` is asked for every page, as a system would be. */
export function* pagesSince<R extends Row>(
  all: () => Iterable<R>,
  cursor: string | null,
  now: number,
): Generator<{ rows: R[]; cursor: string }> {
  let position: Position = cursor === null ? { at: 0, id: '', began: now } : (JSON.parse(cursor) as Position);
  position = { ...position, began: position.id === '' ? now : position.began };
  for (;;) {
    const { at, id, began } = position;
    const behind = [...all()].filter((row) => row.changedAt > at || (row.changedAt === at && row.id > id));
    const rows = behind.toSorted((a, b) => a.changedAt - b.changedAt || (a.id < b.id ? -1 : 1)).slice(0, PAGE);
    const last = rows.at(-1);
    if (!last) return;
    const more = behind.length > rows.length;
    position = { at: last.changedAt, id: last.id, began };
    // The moment at hand is not over: it is read once more from its beginning.
    if (!more && last.changedAt >= began) position = { at: began, id: '', began };
    yield { rows, cursor: JSON.stringify(position) };
    if (!more) return;
  }
}
