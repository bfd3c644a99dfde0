import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Mapping } from '../engine/mapping.ts';
import type { Portal } from './portal.ts';

/** How far a run has come with one of its parts, so that one that was cut goes on there. */
const Reached = z.object({
  /** Of the last finished page; null before it. */
  cursor: z.string().nullable(),
  /** The part is done. */
  done: z.boolean(),
  /** The keys of all left records are known, so matching needs no listing any more. */
  keysKnown: z.boolean(),
  /** Late updates were left to the later pass. */
  hasLate: z.boolean(),
});
export type Reached = z.infer<typeof Reached>;

export const NOWHERE: Reached = { cursor: null, done: false, keysKnown: false, hasLate: false };

export interface Checkpoint {
  /** Where this very run stands; NOWHERE when it has to begin at the beginning. */
  load(part: string): Promise<Reached>;
  save(part: string, reached: Reached): Promise<void>;
}

const Kept = Reached.extend({ runId: z.string(), mapping: z.string() });

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
export function createCheckpoint(
  { store, mapping: file }: Portal,
  { id: runId, kind }: { readonly id: string; readonly kind: string },
): Checkpoint {
  const mapping = digestOf(file);
  return {
    async load(part) {
      const text = await store.getCursor(`${kind}:${part}`);
      const kept = text === null ? null : Kept.safeParse(JSON.parse(text));
      // What another version of the program kept in another form is as good as nothing.
      if (!kept?.success || kept.data.runId !== runId || kept.data.mapping !== mapping) return NOWHERE;
      const { cursor, done, keysKnown, hasLate } = kept.data;
      return { cursor, done, keysKnown, hasLate };
    },
    save: (part, reached) => store.saveCursor(`${kind}:${part}`, JSON.stringify({ runId, mapping, ...reached })),
  };
}
