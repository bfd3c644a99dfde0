import type { Db } from '../store/db.ts';
import { ledgerOf, ledgerOfRun } from '../store/ledger.ts';
import type { StoredLedgerEntry } from '../store/ledger.ts';
import { linkStory } from '../store/link-story.ts';
import type { PortalStore } from '../store/portal-store.ts';
import { runsOf } from '../store/runs.ts';
import type { RunView } from '../store/runs.ts';
import { leftAloneOf } from '../store/undo.ts';
import type { LeftAlone } from '../store/undo.ts';
import { beginUndo } from './begin-undo.ts';
import type { UndoAsked } from './begin-undo.ts';
import { explainRecord } from './explain.ts';
import type { ExplainAsked, Explained } from './explain.ts';
import type { JobQueue } from './job-queue.ts';
import type { OpenPortal } from './open-portal.ts';

interface LedgerDeps {
  readonly db: Db;
  readonly store: (portalId: number) => PortalStore;
  readonly openPortal: OpenPortal;
  readonly queue: Pick<JobQueue, 'sendRun'>;
}

/** What was done, and taking it back. */
export interface LedgerService {
  explain(portalId: number, object: string, id: string, field?: string): Promise<StoredLedgerEntry[]>;
  /** Where the values of a record came from, in each pair that has its object. */
  origins(portalId: number, asked: ExplainAsked): Promise<Explained[]>;
  /** The latest first; `kinds` left out: of every kind. */
  runs(portalId: number, asked: { readonly kinds?: readonly string[]; readonly limit?: number }): Promise<RunView[]>;
  /** What a run wrote, the latest change first; `before`: the id of an entry, for the page after it. */
  ledger(
    portalId: number,
    runId: string,
    page: { readonly before?: number | null; readonly limit?: number },
  ): Promise<StoredLedgerEntry[]>;
  /** The id of the run that undoes, or with `plan` only looks at what that would be. Rejects with Refused. */
  undo(portalId: number, asked: UndoAsked, how: { readonly plan: boolean }): Promise<string>;
  /** What an undo did not touch, or would not, and why. */
  leftAlone(portalId: number, runId: string): Promise<LeftAlone[]>;
}

export function createLedgerService({ db, store, openPortal, queue }: LedgerDeps): LedgerService {
  return {
    explain: (portalId, object, id, field) => ledgerOf(db, portalId, { object, id, field }),
    async origins(portalId, asked) {
      const entries = await ledgerOf(db, portalId, asked);
      const story = (pair: string, rightId: string) => linkStory(db, portalId, pair, rightId);
      return explainRecord(await openPortal(portalId, 'card'), asked, { entries, story });
    },
    runs: (portalId, asked) => runsOf(db, portalId, asked),
    ledger: (portalId, runId, page) => ledgerOfRun(db, portalId, runId, page),
    async undo(portalId, asked, { plan }) {
      const run = await beginUndo(store(portalId), asked, plan);
      // Also when it is not new: a process may have ended before it sent the job. One job too many finds nothing to do.
      await queue.sendRun(portalId, run.id);
      return run.id;
    },
    leftAlone: (portalId, runId) => leftAloneOf(db, portalId, runId),
  };
}
