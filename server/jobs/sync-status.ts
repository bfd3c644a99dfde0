import { budgetViews } from '../store/budget-view.ts';
import type { BudgetView } from '../store/budget-view.ts';
import { connectionStates } from '../store/connection-state.ts';
import type { ConnectionState } from '../store/connection-state.ts';
import type { Db } from '../store/db.ts';
import { inboxCounts } from '../store/inbox.ts';
import { countLinked } from '../store/links.ts';
import { noticeBacklogs } from '../store/notices.ts';
import { lastRun } from '../store/runs.ts';
import type { RunView } from '../store/runs.ts';

export interface PortalStatus {
  readonly portalId: number;
  readonly linked: number;
  /** Hints that wait for their look, and when the oldest of them came. */
  readonly notices: { readonly waiting: number; readonly oldestAt: string | null };
  /** Waiting for a person, by kind, without what is ignored. */
  readonly inbox: { readonly unsure: number; readonly conflict: number; readonly 'set-aside': number };
  readonly connections: readonly ConnectionState[];
  /** The requests of HubSpot's limits, as far as it was asked for any. */
  readonly budget: readonly BudgetView[];
  /** The latest plan or sync; `secondsLeft`: until it is done, where that can be told. */
  readonly lastRun: (RunView & { readonly secondsLeft: number | null }) | null;
}
export interface StatusView {
  readonly store: Db['kind'];
  readonly portals: readonly PortalStatus[];
}

export async function syncStatus(db: Db, portals: readonly number[], now: number): Promise<StatusView> {
  const linked = await countLinked(db);
  const backlogs = await noticeBacklogs(db);
  const inbox = await inboxCounts(db);
  const connections = await connectionStates(db);
  const budgets = await budgetViews(db);
  const of = <T extends { portalId: number }>(rows: readonly T[], portalId: number): T[] =>
    rows.filter((row) => row.portalId === portalId);
  const views: PortalStatus[] = [];
  for (const portalId of portals) {
    const [backlog] = of(backlogs, portalId);
    const held = { unsure: 0, conflict: 0, 'set-aside': 0 };
    for (const { kind, count } of of(inbox, portalId)) held[kind] = count;
    const run = await lastRun(db, portalId);
    views.push({
      portalId,
      linked: of(linked, portalId)[0]?.linked ?? 0,
      notices: { waiting: backlog?.waiting ?? 0, oldestAt: backlog?.oldestAt ?? null },
      inbox: held,
      connections: of(connections, portalId),
      budget: of(budgets, portalId),
      lastRun: run && { ...run, secondsLeft: secondsLeft(run, now) },
    });
  }
  return { store: db.kind, portals: views };
}

/** If it goes on as it did so far. Null before the first record, and when nobody knows how many there are. */
export function secondsLeft(run: Pick<RunView, 'state' | 'done' | 'total' | 'startedAt'>, now: number): number | null {
  const { state, done, total, startedAt } = run;
  if (state !== 'running' || total === null || done === 0) return null;
  const seconds = (now - Date.parse(startedAt)) / 1000;
  return Math.ceil((seconds * Math.max(0, total - done)) / done);
}
