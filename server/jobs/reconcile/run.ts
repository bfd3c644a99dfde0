import { z } from 'zod';
import type { ReconcileStore } from '../../store/reconcile-store.ts';
import type { RunWorks } from '../work.ts';
import { reconcilePortal } from './reconcile-portal.ts';
import { repairPortal } from './repair-portal.ts';

export interface ReconcileWork {
  readonly kept: (portalId: number) => ReconcileStore;
  /** What is on its way between the systems arrives in this time. */
  readonly settleMs: number;
  /** How long a repair keeps its worker at a time. A reconcile keeps it to the end: what it has read grows old. */
  readonly sliceMs?: number;
}

const ReconcileOptions = z.object({ pairs: z.array(z.string()).default([]) });
const RepairOptions = z.object({ of: z.string() });

/** What the runs of the two kinds do, as their options say. */
export function reconcileRuns({
  kept: keptOf,
  settleMs,
  sliceMs,
}: ReconcileWork): Pick<Required<RunWorks>, 'reconcile' | 'repair'> {
  return {
    async reconcile(portal, id, signal) {
      const kept = keptOf(portal.id);
      const options = ReconcileOptions.parse(await kept.runOptions(id));
      await reconcilePortal(portal, kept, { id, settleMs, ...options }, signal);
    },
    async repair(portal, id, signal) {
      const kept = keptOf(portal.id);
      await repairPortal(portal, kept, { id, ...RepairOptions.parse(await kept.runOptions(id)) }, signal, sliceMs);
    },
  };
}
