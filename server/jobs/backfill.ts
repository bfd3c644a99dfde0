import type { Mapping } from '../engine/mapping.ts';
import type { Db } from '../store/db.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { runOptions } from '../store/runs.ts';
import { Refused } from './refused.ts';
import { runPortal } from './run-portal.ts';
import { Scope } from './scope.ts';
import type { RunWorks } from './work.ts';

export interface BackfillDeps {
  readonly db: Db;
  readonly mapping: Mapping;
  readonly store: (portalId: number) => PortalStore;
  readonly sendRun: (portalId: number, runId: string) => Promise<void>;
}

export interface BackfillService {
  /**
   * Begins a sync of some pairs, or of what changed on the right since a moment; resolves to its run, which is the one that
   * is going on if it is about the same. Rejects with Refused.
   */
  backfill(portalId: number, scope: Scope): Promise<string>;
}

export function createBackfillService({ db, mapping, store, sendRun }: BackfillDeps): BackfillService {
  return {
    async backfill(portalId, scope) {
      const names = mapping.pairs.map(({ name }) => name);
      const unknown = scope.pairs.find((pair) => !names.includes(pair));
      if (unknown !== undefined) {
        throw new Refused(`The mapping has no pair "${unknown}". It has: ${names.join(', ')}.`);
      }
      const { id, isNew } = await store(portalId).startRun('backfill', scope);
      if (!isNew && !isSame(scope, Scope.parse(await runOptions(db, portalId, id)))) {
        throw new Refused('A backfill of something else is going on. Begin this one when that one has ended.');
      }
      await sendRun(portalId, id);
      return id;
    },
  };
}

const isSame = (a: Scope, b: Scope): boolean =>
  a.since === b.since && JSON.stringify(a.pairs.toSorted()) === JSON.stringify(b.pairs.toSorted());

export const backfillRuns = (db: Db, sliceMs?: number): RunWorks => ({
  async backfill(portal, id, signal) {
    const scope = Scope.parse(await runOptions(db, portal.id, id));
    await runPortal(portal, { id, kind: 'backfill', scope }, signal, sliceMs);
  },
});
