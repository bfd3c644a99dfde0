import { z } from 'zod';

/** HubSpot lets so many requests of one app through in each rolling 10 seconds of one account (marketplace app). */
export const LIMIT = 110;
const WINDOW_MS = 10_000;

const Requests = z.array(
  z.object({ at: z.iso.datetime(), path: z.string(), status: z.number(), appId: z.number().nullable() }),
);

/** The emulator keeps this many. */
const KEPT = 1000;

/** What has no part in the limit: tokens, the journal, and the files that it is kept in. */
const UNLIMITED = /^\/(oauth|webhooks-journal)/;

export interface Sent {
  readonly atMs: number;
  readonly status: number;
}

/**
 * The requests that count against the limit, oldest first. Associations are among them, as in the budget of the server: they have a
 * limit of their own, and that they do not count here as well is documented nowhere.
 */
export async function limitedRequests(emulatorUrl: string): Promise<Sent[]> {
  const all = Requests.parse(await (await fetch(`${emulatorUrl}/_emulator/requests`)).json());
  if (all.length >= KEPT) throw new Error('The emulator has forgotten the first requests; the figures would be wrong.');
  return all
    .filter(({ path, appId }) => appId !== null && !UNLIMITED.test(path))
    .map(({ at, status }) => ({ atMs: Date.parse(at), status }));
}

/** Whole windows between the two moments, one a second, by the requests in them. */
export function windows(requests: readonly Sent[], fromMs: number, toMs: number): number[] {
  const counts: number[] = [];
  for (let start = fromMs; start + WINDOW_MS <= toMs; start += 1000) {
    counts.push(requests.filter(({ atMs }) => atMs >= start && atMs < start + WINDOW_MS).length);
  }
  return counts;
}
