import type { HttpAnswer } from '../../server/connectors/hubspot/transport.ts';
import type { Budget } from '../../server/connectors/hubspot/budget/budget.ts';
import { PRIORITIES, type Priority } from '../../server/engine/priority.ts';
import type { Terms } from '../../server/store/budget.ts';
import type { Db } from '../../server/store/db.ts';
import { portalBudget } from '../../server/wiring/budgets.ts';

export const PORTAL = 7;
/** A small window that is over soon. */
export const LIMIT = 20;
export const WINDOW_SECONDS = 0.5;

const terms: Terms = { assumed: LIMIT, atMost: null, windowSeconds: WINDOW_SECONDS, leftToOthers: 0 };

export const budgetOf = (db: Db, portalId = PORTAL): ((priority: Priority) => Budget) =>
  portalBudget({
    db,
    portalId,
    terms: { general: terms, search: terms, associations: terms },
    askDayEnd: () => {},
    waited: () => {},
  });

export const answer = (status: number, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: new Headers(headers),
  body: null,
});

/** Takes so many requests in all, with two callers of each priority. */
export async function spend(db: Db, count: number): Promise<void> {
  const budget = budgetOf(db);
  let taken = 0;
  const caller = async (priority: Priority): Promise<void> => {
    while ((taken += 1) <= count) {
      const told = await budget(priority).acquire('general');
      await told(answer(200));
    }
  };
  await Promise.all([...PRIORITIES, ...PRIORITIES].map(caller));
}
