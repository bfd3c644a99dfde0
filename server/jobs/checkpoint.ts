import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Mapping, Pair } from '../engine/mapping.ts';
import type { Portal } from './portal.ts';

/** How far a run has come with a pair, so that one that was cut goes on there. */
export interface Checkpoint {
  /** The cursor of the last finished page of this very run; null when it has to begin at the beginning. */
  start(pair: Pair): Promise<string | null>;
  save(pair: Pair, cursor: string): Promise<void>;
}

const Kept = z.object({ runId: z.string(), mapping: z.string(), cursor: z.string() });

const feedOf = (pair: Pair): string => `sync:${pair.name}`;

/** A memory of a pure function, no state. */
const digests = new WeakMap<Mapping, string>();

function digestOf(mapping: Mapping): string {
  const known = digests.get(mapping);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(JSON.stringify(mapping)).digest('hex');
  digests.set(mapping, digest);
  return digest;
}

/** Pages that were done by another mapping are to be done again, so the mapping is part of what is kept. */
export function createCheckpoint({ store, mapping: file }: Portal, runId: string): Checkpoint {
  const mapping = digestOf(file);
  return {
    async start(pair) {
      const text = await store.getCursor(feedOf(pair));
      if (text === null) return null;
      const kept = Kept.parse(JSON.parse(text));
      return kept.runId === runId && kept.mapping === mapping ? kept.cursor : null;
    },
    save: (pair, cursor) => store.saveCursor(feedOf(pair), JSON.stringify({ runId, mapping, cursor })),
  };
}
