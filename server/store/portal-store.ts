import { connectionDown, connectionUp, getConnectionState } from './connection-state.ts';
import { getCursor, saveCursor } from './cursors.ts';
import type { Db } from './db.ts';
import { upsertAccounts } from './accounts.ts';
import { upsertDocuments } from './documents.ts';
import { clearHeld, heldAmong, holdRecords, inboxRecords, takeDueHeld } from './inbox.ts';
import { ignoreHeld, inboxOf } from './inbox-entries.ts';
import { markGone } from './gone-links.ts';
import { appendLedger, ledgerOf, removedWithin } from './ledger.ts';
import {
  announceWrites,
  endLinks,
  linkedCount,
  linksByLeft,
  linksByRight,
  releaseLinks,
  reserveLinks,
  reserveRight,
  saveLinkByHand,
  saveLinks,
} from './links.ts';
import { linkRoles, removeLinks, saveLinkRoles } from './link-roles.ts';
import { findCandidates, saveMatchKeys } from './match-keys.ts';
import { moveLinks } from './move-links.ts';
import { acceptNotices, dueNotices, finishNotices, postponeNotices, postponePortal } from './notices.ts';
import { bindings, separate, unite } from './separated.ts';
import { forgetSeen, markSeen, unseenLinks } from './seen.ts';
import { endRun, getRun, hasFinishedSync, saveProgress, saveProvision, startRun, saveTotal } from './runs.ts';
import {
  addLeftAlone,
  countWrittenRecords,
  lastWriter,
  leftAloneOf,
  writtenOf,
  writtenPairs,
  writtenRecords,
} from './undo.ts';
import { refreshStatistics } from './statistics.ts';

const FUNCTIONS = {
  addLeftAlone,
  countWrittenRecords,
  lastWriter,
  leftAloneOf,
  writtenOf,
  writtenPairs,
  writtenRecords,
  acceptNotices,
  announceWrites,
  appendLedger,
  bindings,
  clearHeld,
  connectionDown,
  connectionUp,
  dueNotices,
  endRun,
  findCandidates,
  forgetSeen,
  finishNotices,
  getConnectionState,
  getCursor,
  getRun,
  hasFinishedSync,
  heldAmong,
  holdRecords,
  ignoreHeld,
  inboxOf,
  inboxRecords,
  endLinks,
  ledgerOf,
  linkRoles,
  linkedCount,
  markGone,
  removedWithin,
  linksByLeft,
  linksByRight,
  markSeen,
  moveLinks,
  postponeNotices,
  postponePortal,
  refreshStatistics,
  releaseLinks,
  removeLinks,
  reserveLinks,
  reserveRight,
  saveCursor,
  saveLinkByHand,
  saveLinkRoles,
  saveLinks,
  saveMatchKeys,
  saveProgress,
  saveTotal,
  saveProvision,
  separate,
  startRun,
  takeDueHeld,
  unite,
  unseenLinks,
  upsertAccounts,
  upsertDocuments,
};
type Functions = typeof FUNCTIONS;

type Bound<F> = F extends (db: never, portalId: number, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/**
 * The store as the work on one portal sees it: the functions of this folder, without the portal's id. The loop is handed
 * one of these, so that the simulator can hand in a store whose answers take no time.
 */
export interface PortalStore extends StoreInTx {
  /** All or nothing. Inside, use the given store only. */
  tx<T>(work: (store: StoreInTx) => Promise<T>): Promise<T>;
  /** One batch of a portal at a time, over all processes of this store. The lock of a process that ends is free again. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

export type StoreInTx = { readonly [Name in keyof Functions]: Bound<Functions[Name]> };

export function portalStore(db: Db, portalId: number): PortalStore {
  const fenced = db.fenced(portalId);
  return {
    ...bind(fenced, portalId),
    exclusive: (work) => db.exclusive(portalId, work),
    tx: (work) => fenced.tx((query) => work(bind({ query }, portalId))),
  };
}

function bind(db: Pick<Db, 'query'>, portalId: number): StoreInTx {
  const bound = Object.entries(FUNCTIONS).map(([name, run]) => {
    const call = run as (db: Pick<Db, 'query'>, portalId: number, ...rest: unknown[]) => unknown;
    return [name, (...rest: unknown[]) => call(db, portalId, ...rest)] as const;
  });
  return Object.fromEntries(bound) as unknown as StoreInTx;
}
