import type { Quota } from '../connectors/hubspot/budget/headers.ts';
import type { Granted } from '../store/budget.ts';
import type { Told } from '../store/budget-told.ts';

/** What HubSpot says that is not known yet; null: nothing. Few answers say anything new, and only those are written down. */
export function newsIn({ window, day }: Quota, granted: Granted): Told | null {
  const news: Told = {
    most: window !== null && window.most !== granted.toldMost ? window.most : null,
    used: window !== null && isMore(window, granted) ? window.most - window.left : 0,
    day: day !== null && isOtherDay(day, granted) ? day : null,
  };
  return news.most === null && news.used === 0 && news.day === null ? null : news;
}

/** Requests may overtake one another, so a small difference says nothing. */
const isMore = (window: { most: number; left: number }, { most, left }: Granted): boolean =>
  window.most - window.left > most - left + 2;

/** Every answer says how many are left of the day; it is written down when it is another limit, or off by a thousandth. */
function isOtherDay(day: { limit: number; left: number }, { dailyLimit, dailyLeft }: Granted): boolean {
  if (day.limit !== dailyLimit || dailyLeft === null) return true;
  return Math.abs(day.left - dailyLeft) > Math.max(20, day.limit / 1000);
}
