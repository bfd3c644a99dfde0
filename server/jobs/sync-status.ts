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
  /** The latest plan or sync. */
  readonly lastRun: RunView | null;
}
export interface StatusView {
  readonly store: Db['kind'];
  readonly portals: readonly PortalStatus[];
}

export async function syncStatus(db: Db, portals: readonly number[]): Promise<StatusView> {
  const linked = await countLinked(db);
  const backlogs = await noticeBacklogs(db);
  const inbox = await inboxCounts(db);
  const connections = await connectionStates(db);
  const of = <T extends { portalId: number }>(rows: readonly T[], portalId: number): T[] =>
    rows.filter((row) => row.portalId === portalId);
  const views: PortalStatus[] = [];
  for (const portalId of portals) {
    const [backlog] = of(backlogs, portalId);
    const held = { unsure: 0, conflict: 0, 'set-aside': 0 };
    for (const { kind, count } of of(inbox, portalId)) held[kind] = count;
    views.push({
      portalId,
      linked: of(linked, portalId)[0]?.linked ?? 0,
      notices: { waiting: backlog?.waiting ?? 0, oldestAt: backlog?.oldestAt ?? null },
      inbox: held,
      connections: of(connections, portalId),
      lastRun: await lastRun(db, portalId),
    });
  }
  return { store: db.kind, portals: views };
}
