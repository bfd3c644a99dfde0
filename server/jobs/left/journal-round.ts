import { z } from 'zod';
import type { Inbound } from '../../engine/inbound.ts';
import type { Journal, JournalPage } from '../../engine/journal.ts';
import type { Log } from '../portal.ts';

/** Where the journal was read to, as it is kept between rounds and starts. */
export const Place = z.strictObject({
  /** Of the last page that was read; null to begin with the earliest. */
  offset: z.string().nullable(),
  /** ISO; of that page. */
  publishedAt: z.string().nullable(),
  /** ISO; nothing that happened before is missing. */
  knownUntil: z.string(),
});
export type Place = z.infer<typeof Place>;

const HOUR_MS = 3_600_000;
/** HubSpot keeps the journal for three days. */
const KEPT_MS = 72 * HOUR_MS;
/** So much earlier a gap is taken for a hole, and so much later a page is certain to be gone. */
const MARGIN_MS = HOUR_MS;

export interface JournalRoundDeps {
  readonly journal: Journal;
  readonly load: () => Promise<Place | null>;
  readonly save: (place: Place) => Promise<void>;
  /** Takes what is told of one account; resolves when it is durable. */
  readonly receive: (portalId: number, inbound: Inbound) => Promise<void>;
  readonly isActive: (portalId: number) => Promise<boolean>;
  /** Begins a comparison of everything, for accounts of which something may have been missed. */
  readonly compare: (portalId: number) => Promise<void>;
  /** The accounts whose changes come by the journal. */
  readonly portals: () => Promise<readonly number[]>;
  readonly log: Log;
  readonly now: () => number;
}

/** Reads what is new, page by page. A page counts as read once all of it is durable, so one may come twice, never not at all. */
export async function journalRound(deps: JournalRoundDeps, signal: AbortSignal): Promise<void> {
  let place = await startingPlace(deps);
  // Of a place that the journal does not know, once a round: an answer that makes no sense must not be asked for for ever.
  let mayBeUnknown = true;
  while (!signal.aborted) {
    const page = await nextPage(deps, place);
    if (page === 'unknown') {
      if (!mayBeUnknown) return;
      mayBeUnknown = false;
      place = { ...place, offset: null, publishedAt: null };
      continue;
    }
    if (page === null) return deps.save({ ...place, knownUntil: iso(deps.now()) });
    for (const [portalId, inbound] of page.byPortal) await receive(deps, portalId, inbound);
    const knownUntil = page.publishedAt > place.knownUntil ? page.publishedAt : place.knownUntil;
    place = { offset: page.offset, publishedAt: page.publishedAt, knownUntil };
    await deps.save(place);
  }
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** After a gap longer than the journal reaches back, everything is compared instead, and the journal is read as it is. */
async function startingPlace(deps: JournalRoundDeps): Promise<Place> {
  const now = deps.now();
  const place = await deps.load();
  if (place === null) return { offset: null, publishedAt: null, knownUntil: iso(now) };
  if (now - Date.parse(place.knownUntil) <= KEPT_MS - MARGIN_MS) return place;
  deps.log.warn(
    { knownUntil: place.knownUntil },
    'the journal does not reach back to where it was read; comparing all',
  );
  // Durable before the place is: a process that ends in between finds the hole again.
  for (const portalId of await deps.portals()) await deps.compare(portalId);
  const begun = { offset: null, publishedAt: null, knownUntil: iso(now) };
  await deps.save(begun);
  return begun;
}

/**
 * A quiet journal holds nothing after three days, not even the last page that was read. Without a gap nothing is missed then:
 * all that there is now came after it.
 */
async function nextPage(
  { journal, now }: JournalRoundDeps,
  { offset, publishedAt }: Place,
): Promise<JournalPage | null | 'unknown'> {
  const isGone = publishedAt !== null && now() - Date.parse(publishedAt) > KEPT_MS + MARGIN_MS;
  return offset === null || isGone ? journal.earliest() : journal.next(offset);
}

/** One account in trouble does not keep the journal from the others; it is compared as a whole when it is well again. */
async function receive(deps: JournalRoundDeps, portalId: number, inbound: Inbound): Promise<void> {
  if (!(await deps.isActive(portalId))) return;
  try {
    await deps.receive(portalId, inbound);
  } catch (error) {
    deps.log.warn(
      { portalId, err: error },
      'what the journal tells of this account could not be taken; comparing all of it',
    );
    await deps.compare(portalId);
  }
}
