import type { Db } from './db.ts';
import {
  forgetCompared,
  leftIdsOfPairs,
  leftTwins,
  linkedIds,
  markSuspects,
  nextSuspects,
  partnersOf,
  removeCompared,
  saveCompared,
  suspectAgain,
} from './reconcile-records.ts';
import { currencySums, customerSums, driftPage, pairReports, repairCounts } from './reconcile-report.ts';
import { countCompared, forgetOldResults, forgetResults, saveDrift, savePair, sumUp } from './reconcile-results.ts';
import { waitingOf } from './reconcile-waiting.ts';
import { endLinks } from './links.ts';
import { runOptions } from './runs.ts';

const FUNCTIONS = {
  countCompared,
  currencySums,
  customerSums,
  driftPage,
  endLinks,
  forgetCompared,
  forgetOldResults,
  forgetResults,
  leftIdsOfPairs,
  leftTwins,
  linkedIds,
  markSuspects,
  nextSuspects,
  pairReports,
  partnersOf,
  removeCompared,
  repairCounts,
  runOptions,
  saveCompared,
  saveDrift,
  savePair,
  sumUp,
  suspectAgain,
  waitingOf,
};
type Functions = typeof FUNCTIONS;

type Bound<F> = F extends (db: never, portalId: number, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/**
 * What the reconcile of one portal keeps: both sides as they were read, and what it found. Apart from the PortalStore, for
 * comparing is the database's work, and the loop needs none of it.
 */
export type ReconcileStore = { readonly [Name in keyof Functions]: Bound<Functions[Name]> };

export function reconcileStore(db: Pick<Db, 'query'>, portalId: number): ReconcileStore {
  const bound = Object.entries(FUNCTIONS).map(([name, run]) => {
    const call = run as (db: Pick<Db, 'query'>, portalId: number, ...rest: unknown[]) => unknown;
    return [name, (...rest: unknown[]) => call(db, portalId, ...rest)] as const;
  });
  return Object.fromEntries(bound) as unknown as ReconcileStore;
}
