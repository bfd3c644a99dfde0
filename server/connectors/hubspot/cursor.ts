import { z } from 'zod';

/**
 * Where reading an object stands. `since`: everything that changed after this time is still to be read. `after` is set
 * while the first, whole listing goes on: the last record listed; `since` is then the time at which the listing began.
 */
const Cursor = z.strictObject({ since: z.iso.datetime(), after: z.string().optional() });
export type Cursor = z.infer<typeof Cursor>;

export const writeCursor = (cursor: Cursor): string => JSON.stringify(cursor);

export function readCursor(text: string | null, now: Date): Cursor & { listing: boolean } {
  if (text === null) return { since: now.toISOString(), listing: true };
  const cursor = Cursor.parse(JSON.parse(text));
  return { ...cursor, listing: cursor.after !== undefined };
}
