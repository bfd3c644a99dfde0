import type { UndoTarget } from '../../server/store/undo.ts';
import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { MemoryState } from './memory-store.ts';

export function runPart(
  state: MemoryState,
  now: () => number,
): Pick<
  StoreInTx,
  'startRun' | 'saveProgress' | 'saveTotal' | 'saveProvision' | 'endRun' | 'getRun' | 'hasFinishedSync'
> {
  const { runs } = state;
  const at = (): string => new Date(now()).toISOString();
  return {
    async startRun(kind, options = {}) {
      const running = [...runs.values()].find((run) => run.kind === kind && run.state === 'running' && kind !== 'live');
      if (running) return { id: running.id, isNew: false };
      const id = `00000000-0000-4000-8000-${String(runs.size + 1).padStart(12, '0')}`;
      const last = [...runs.values()].findLast(
        (run) => run.state === 'done' && (run.kind === kind || run.kind === 'sync'),
      );
      const { total = last?.done ?? null, target } = options as { total?: number; target?: UndoTarget };
      const none = { counts: {}, provision: [], done: 0, total, error: null, endedAt: null };
      runs.set(id, { id, kind, state: 'running', startedAt: at(), ...none, ...(target && { target }) });
      return { id, isNew: true };
    },
    async saveProgress(id, { counts, done }) {
      const run = runs.get(id);
      if (run) runs.set(id, { ...run, counts, done });
    },
    async saveTotal(id, total) {
      const run = runs.get(id);
      if (run) runs.set(id, { ...run, total });
    },
    async saveProvision(id, things) {
      const run = runs.get(id);
      if (!run) return;
      const told = new Set(run.provision.map((thing) => JSON.stringify(thing)));
      const more = things.filter((thing) => !told.has(JSON.stringify(thing)));
      runs.set(id, { ...run, provision: [...run.provision, ...more] });
    },
    async endRun(id, error) {
      const run = runs.get(id);
      if (run?.kind === 'sync' && error === null) state.synced = true;
      if (run) runs.set(id, { ...run, state: error === null ? 'done' : 'failed', error, endedAt: at() });
    },
    getRun: async (id) => runs.get(id) ?? null,
    hasFinishedSync: async () => state.synced,
  };
}
