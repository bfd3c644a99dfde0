import type { Bucket } from '../connectors/hubspot/budget/budget.ts';
import type { Terms } from '../store/budget.ts';
import type { Edition } from '../store/installs.ts';

export interface BudgetSettings {
  /** Requests in 10 seconds at most; null: as many as HubSpot says. */
  readonly limitPer10Seconds: number | null;
  /** Share of the limits of the whole account that is left to its other apps, between 0 and 1. */
  readonly leftToOthers: number;
}

export type BudgetTerms = Readonly<Record<Bucket, Terms>>;

/** In seconds. HubSpot's windows are a little longer here than they are: requests do not arrive as evenly as they are sent. */
const WINDOWS: Readonly<Record<Bucket, number>> = { general: 10.15, associations: 10.15, search: 1.1 };

/** Until HubSpot's headers say it. A private app has 190 on the larger tiers, which the first answer tells. */
const ASSUMED: Readonly<Record<Edition, number>> = { marketplace: 110, private: 100 };
/** Free and Starter; with the larger tiers 150. */
const ASSOCIATIONS = 100;
/** All apps of an account share its searches, and no header tells of them. */
const SEARCHES = 5;

export function termsOf(edition: Edition, { limitPer10Seconds, leftToOthers }: BudgetSettings): BudgetTerms {
  const general = {
    assumed: ASSUMED[edition],
    atMost: limitPer10Seconds,
    windowSeconds: WINDOWS.general,
    leftToOthers,
  };
  const associations = { ...general, assumed: ASSOCIATIONS, windowSeconds: WINDOWS.associations };
  const searches = Math.max(1, Math.floor(SEARCHES * (1 - leftToOthers)));
  const search = { assumed: searches, atMost: searches, windowSeconds: WINDOWS.search, leftToOthers };
  return { general, associations, search };
}
