import type { ReconcileSummary } from '../../store/reconcile-report.ts';

/** Minutes after midnight, UTC. */
export type TimeOfDay = number;

interface NightlyDeps {
  readonly at: TimeOfDay;
  readonly now: () => number;
  readonly portals: () => Promise<number[]>;
  /** When the first full sync of the portal was done; null before that. */
  readonly syncedAt: (portalId: number) => Promise<string | null>;
  readonly reports: (portalId: number) => Promise<ReconcileSummary[]>;
  readonly begin: (portalId: number) => Promise<unknown>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The last moment at which it was that time of day. */
export function lastMoment(at: TimeOfDay, now: number): number {
  const today = Math.floor(now / DAY_MS) * DAY_MS + at * MINUTE_MS;
  return today <= now ? today : today - DAY_MS;
}

/**
 * Begins the reconcile of every portal that had none since the hour struck. A server that was down at that hour makes up for
 * it; a portal that was synced for the first time since then waits for the next night.
 */
export async function reconcileDue({ at, now, portals, syncedAt, reports, begin }: NightlyDeps): Promise<void> {
  const moment = new Date(lastMoment(at, now())).toISOString();
  for (const portalId of await portals()) {
    const synced = await syncedAt(portalId);
    if (synced === null || synced > moment) continue;
    const [last] = await reports(portalId);
    if (last === undefined || last.startedAt < moment) await begin(portalId);
  }
}
