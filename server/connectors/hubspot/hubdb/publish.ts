import type { Change, Outcome } from '../../../engine/connector.ts';
import type { Call } from '../call.ts';
import { failed } from '../refusal.ts';
import { tablePath, type Tables } from './tables.ts';
import { writeRows } from './write-rows.ts';

interface Write {
  readonly write: (object: string, changes: readonly Change[]) => Promise<ReadonlyMap<Change, Outcome>>;
  /** Publishes what an earlier write could not. */
  readonly finish: (object: string) => Promise<void>;
}

/** A table is published once, when all that is written of it at a time is in the draft, and not where nothing was written. */
export function createWrite(call: Call, tables: Tables): Write {
  const unpublished = new Set<string>();
  const finish = async (object: string): Promise<void> => {
    if (!unpublished.has(object)) return;
    await call({ method: 'POST', path: tablePath(object, '/draft/publish'), repeatable: true });
    unpublished.delete(object);
  };
  return {
    finish,
    async write(object, changes) {
      const table = await tables.find(object);
      if (table === null) return new Map(changes.map((change) => [change, failed(`HubSpot has no table ${object}`)]));
      const outcomes = await writeRows(call, object, table, changes);
      if ([...outcomes.values()].some(({ status }) => status !== 'failed')) unpublished.add(object);
      await finish(object);
      return outcomes;
    },
  };
}
