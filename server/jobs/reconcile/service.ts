import type { Mapping } from '../../engine/mapping.ts';
import type { Db } from '../../store/db.ts';
import type { PortalStore } from '../../store/portal-store.ts';
import type {
  CurrencySum,
  CustomerSum,
  PairReport,
  ReconcileSummary,
  RepairCount,
  StoredDrift,
} from '../../store/reconcile-report.ts';
import { reconcileSummaries } from '../../store/reconcile-report.ts';
import { reconcileStore } from '../../store/reconcile-store.ts';
import type { RunView } from '../../store/runs.ts';
import { Refused } from '../refused.ts';

export type { ReconcileSummary };

/** What a reconcile found. Sums and drift are the first ones; the rest is asked for page by page. */
export interface ReconcileReport {
  readonly run: RunView;
  readonly pairs: readonly PairReport[];
  /** All customers together. */
  readonly totals: readonly CurrencySum[];
  /** Customers whose sums are not equal. */
  readonly differing: readonly CustomerSum[];
  readonly drift: readonly StoredDrift[];
  /** What a repair would do, in records. */
  readonly repair: readonly RepairCount[];
}

export interface PageAsked {
  readonly afterId: number;
  readonly limit: number;
}

export interface ReconcileService {
  /** The id of the run, which works in the background; of the one that is going on, if there is one. Rejects with Refused. */
  reconcile(portalId: number, pairs: readonly string[]): Promise<string>;
  /** Repairs what the latest reconcile found. Rejects with Refused. */
  repair(portalId: number, of: string): Promise<string>;
  /** Of that run, or of the latest that is done; null when there is none. */
  reconcileReport(portalId: number, runId: string | null): Promise<ReconcileReport | null>;
  /** The runs whose reports are kept, the latest first. */
  reconcileReports(portalId: number): Promise<ReconcileSummary[]>;
  reconcileDrift(
    portalId: number,
    runId: string,
    page: PageAsked & { readonly repairable?: boolean },
  ): Promise<StoredDrift[]>;
  reconcileSums(
    portalId: number,
    runId: string,
    page: PageAsked & { readonly differing: boolean },
  ): Promise<CustomerSum[]>;
}

const FIRST = 100;

export interface ReconcileDeps {
  readonly db: Db;
  readonly mapping: Mapping;
  readonly store: (portalId: number) => PortalStore;
  readonly sendRun: (portalId: number, runId: string) => Promise<void>;
}

export function createReconcileService({ db, mapping, store, sendRun }: ReconcileDeps): ReconcileService {
  const begin = async (portalId: number, kind: 'reconcile' | 'repair', options: object): Promise<string> => {
    const run = await store(portalId).startRun(kind, options);
    if (run.isNew) await sendRun(portalId, run.id);
    return run.id;
  };
  const latest = async (portalId: number): Promise<string | null> => {
    const summaries = await reconcileSummaries(db, portalId);
    return summaries.find(({ state }) => state === 'done')?.runId ?? null;
  };
  return {
    async reconcile(portalId, pairs) {
      const names = mapping.pairs.map(({ name }) => name);
      const unknown = pairs.find((pair) => !names.includes(pair));
      if (unknown !== undefined) {
        throw new Refused(`The mapping has no pair "${unknown}". It has: ${names.join(', ')}.`);
      }
      return begin(portalId, 'reconcile', { pairs });
    },
    async repair(portalId, of) {
      if ((await latest(portalId)) !== of) {
        throw new Refused('Only what the latest reconcile found can be repaired. Run "ledgerline reconcile --repair".');
      }
      return begin(portalId, 'repair', { of });
    },
    async reconcileReport(portalId, runId) {
      const id = runId ?? (await latest(portalId));
      const run = id === null ? null : await store(portalId).getRun(id);
      if (id === null || run?.kind !== 'reconcile') return null;
      const kept = reconcileStore(db.fenced(portalId), portalId);
      const first = { afterId: 0, limit: FIRST };
      return {
        run,
        pairs: await kept.pairReports(id),
        totals: await kept.currencySums(id),
        differing: await kept.customerSums(id, { ...first, differing: true }),
        drift: await kept.driftPage(id, first),
        repair: await kept.repairCounts(id),
      };
    },
    reconcileReports: (portalId) => reconcileSummaries(db, portalId),
    reconcileDrift: (portalId, runId, page) => reconcileStore(db.fenced(portalId), portalId).driftPage(runId, page),
    reconcileSums: (portalId, runId, page) => reconcileStore(db.fenced(portalId), portalId).customerSums(runId, page),
  };
}
