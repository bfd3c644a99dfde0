import type { Hub } from '../hub.ts';

const TABLE = 'webhookSequences';

/** The next number of a sequence that survives a restart, so that a key is never used twice. */
export function nextNumber(hub: Hub, sequence: string): number {
  const next = (hub.tables.rows<{ last: number }>(TABLE).get(sequence)?.last ?? 0) + 1;
  hub.tables.put(TABLE, sequence, { last: next });
  return next;
}
