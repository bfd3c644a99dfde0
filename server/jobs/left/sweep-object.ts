import { z } from 'zod';
import type { Connector } from '../../engine/connector.ts';
import { fieldsToRead } from '../../engine/fields.ts';
import type { Mapping } from '../../engine/mapping.ts';
import type { Notice, SyncRecord } from '../../engine/record.ts';
import type { PortalStore } from '../../store/portal-store.ts';
import { changedNews } from './echoes.ts';
import type { EchoDeps } from './echoes.ts';

/** The index of a system's search may lag by more than the first look's overlap; what came in later is found by a second. */
const AGAIN_EVERY_MS = 15 * 60_000;
const AGAIN_AFTER_MS = 30 * 60_000;
/** What was told of stays known for as long as either pass may come across it. */
const REMEMBER_MS = 2 * 3_600_000;
/** Some 10 MB; what is forgotten sooner is looked at once more. */
const MOST_REMEMBERED = 50_000;

/** Records that were told of, by object and id, with their moment of change: overlapping passes tell of a change once. */
export type Told = Map<string, string>;

export interface SweepDeps {
  readonly left: Connector;
  readonly store: EchoDeps['store'] & Pick<PortalStore, 'acceptNotices' | 'getCursor' | 'saveCursor'>;
  readonly mapping: Mapping;
  /** ISO: from here on changes are to be found; null: there is nothing to keep in step yet. */
  readonly begunAt: () => Promise<string | null>;
  readonly told: Told;
  readonly now: () => number;
}

const feedOf = (object: string): string => `left:${object}`;
const againOf = (object: string): string => `left:${object}:again`;

/**
 * Asks the left system what changed, by its modification dates: since the last time, and from time to time once more for
 * the last while. Neither tells of deletions nor of associations. Resolves to how many notices there were.
 */
export async function sweepObject(deps: SweepDeps, object: string, signal: AbortSignal): Promise<number> {
  const { left, store, now } = deps;
  if (!left.since) return 0;
  const kept = await store.getCursor(feedOf(object));
  const begunAt = kept === null ? await deps.begunAt() : null;
  const cursor = kept ?? (begunAt === null ? null : left.since(begunAt));
  if (cursor === null) return 0;
  const first = await pass(deps, object, cursor, signal, (next) => store.saveCursor(feedOf(object), next));
  return first + (await again(deps, object, signal, now()));
}

const Moment = z.iso.datetime();

async function again(deps: SweepDeps, object: string, signal: AbortSignal, now: number): Promise<number> {
  const { left, store } = deps;
  const from = Moment.safeParse(await store.getCursor(againOf(object))).data;
  const moment = new Date(now - AGAIN_AFTER_MS).toISOString();
  // The first pass has only now begun; what it lacks is looked for from then on.
  if (from === undefined) return store.saveCursor(againOf(object), moment).then(() => 0);
  if (now - Date.parse(from) < AGAIN_AFTER_MS + AGAIN_EVERY_MS || !left.since) return 0;
  const count = await pass(deps, object, left.since(from), signal, () => Promise.resolve());
  if (!signal.aborted) await store.saveCursor(againOf(object), moment);
  return count;
}

async function pass(
  deps: SweepDeps,
  object: string,
  cursor: string,
  signal: AbortSignal,
  save: (cursor: string) => Promise<void>,
): Promise<number> {
  const { left, store, mapping, told, now } = deps;
  const pairs = mapping.pairs.filter((pair) => pair.left === object);
  const fields = [...new Set(pairs.flatMap((pair) => fieldsToRead(pair, 'left')))];
  let count = 0;
  for await (const page of left.read({ object, fields, cursor })) {
    const fresh = page.records.filter(
      ({ id, modifiedAt }) => modifiedAt === null || told.get(`${object} ${id}`) !== modifiedAt,
    );
    const news = await newsAmong(deps, fresh);
    await store.acceptNotices(news);
    for (const { id, modifiedAt } of fresh) if (modifiedAt !== null) told.set(`${object} ${id}`, modifiedAt);
    await save(page.cursor);
    count += news.length;
    if (signal.aborted) break;
  }
  forgetOld(told, now());
  return count;
}

/** Without those of which nothing but our own writes has changed; whether a record was merged, its values do not say. */
async function newsAmong(deps: SweepDeps, records: readonly SyncRecord[]): Promise<Notice[]> {
  const isMerged = ({ formerIds = [] }: SyncRecord): boolean => formerIds.length > 0;
  const merged = records.filter(isMerged).map(({ object, id }): Notice => ({ side: 'left', object, id }));
  return [
    ...merged,
    ...(await changedNews(
      deps,
      records.filter((record) => !isMerged(record)),
    )),
  ];
}

function forgetOld(told: Told, now: number): void {
  const before = new Date(now - REMEMBER_MS).toISOString();
  for (const [record, modifiedAt] of told) if (modifiedAt < before) told.delete(record);
  if (told.size > MOST_REMEMBERED) told.clear();
}
