import { createLine, type Line, type Reply } from '../connectors/hubspot/budget/line.ts';
import { BUCKETS, type Bucket, type Budget } from '../connectors/hubspot/budget/budget.ts';
import { quotaIn } from '../connectors/hubspot/budget/headers.ts';
import type { HttpAnswer } from '../connectors/hubspot/transport.ts';
import { isOfTheDay, pauseOf } from '../connectors/hubspot/verdict.ts';
import type { Priority } from '../engine/priority.ts';
import { pause } from '../jobs/pause.ts';
import { takeCall, type Granted, type Refused } from '../store/budget.ts';
import { endDay, learnBudget, pauseBudget } from '../store/budget-told.ts';
import type { Db } from '../store/db.ts';
import { newsIn } from './budget-news.ts';
import type { BudgetTerms } from './budget-terms.ts';

export interface BudgetDeps {
  readonly db: Db;
  readonly portalId: number;
  readonly terms: BudgetTerms;
  /** HubSpot tells of a limit of the day, and nobody knows when the day ends. */
  readonly askDayEnd: () => void;
  readonly waited: (priority: Priority, seconds: number) => void;
}

/** The requests of one portal, which all processes share (server/store/budget.ts), for callers of each priority. */
export function portalBudget({ db, portalId, terms, askDayEnd, waited }: BudgetDeps): (priority: Priority) => Budget {
  const line = (bucket: Bucket): Line<Granted> =>
    createLine({
      ask: async (priority) => inWords(await takeCall(db, portalId, bucket, priority, terms[bucket])),
      pause,
    });
  const lines: Readonly<Record<Bucket, Line<Granted>>> = {
    general: line('general'),
    search: line('search'),
    associations: line('associations'),
  };
  const join = async (bucket: Bucket, priority: Priority): Promise<Granted> => {
    // Whether requests of associations count as requests as well is not documented, so they do.
    if (bucket === 'associations') await lines.general.join(priority);
    return lines[bucket].join(priority);
  };
  const told = async (bucket: Bucket, granted: Granted, answer: HttpAnswer): Promise<void> => {
    if (answer.status === 477) return pauseBudget(db, portalId, BUCKETS, pauseOf(answer));
    if (answer.status === 429 && isOfTheDay(answer)) return endDay(db, portalId, bucket);
    if (answer.status === 429) await pauseBudget(db, portalId, [bucket], pauseOf(answer));
    const { window, day } = quotaIn(answer.headers);
    if (day !== null && !granted.dailyEndKnown) askDayEnd();
    const news = newsIn({ window, day }, granted);
    if (news !== null) await learnBudget(db, portalId, bucket, news, terms[bucket].windowSeconds);
  };
  return (priority) => ({
    async acquire(bucket) {
      const since = performance.now();
      const granted = await join(bucket, priority);
      waited(priority, (performance.now() - since) / 1000);
      // The answer is worth more than what it says of the limits, and a store that fails is noticed by whoever asks next.
      return (answer) => told(bucket, granted, answer).catch(() => {});
    },
  });
}

const WHY: Readonly<Record<Refused['reason'], string>> = {
  window: "All requests that HubSpot's limit allows are in use.",
  pause: 'HubSpot asked for a pause.',
  day: "What is left of HubSpot's requests of the day is kept for more urgent calls; the limit is counted anew at midnight.",
};

const inWords = (asked: Awaited<ReturnType<typeof takeCall>>): Reply<Granted> =>
  'granted' in asked ? asked : { refused: { waitMs: asked.refused.waitMs, why: WHY[asked.refused.reason] } };
