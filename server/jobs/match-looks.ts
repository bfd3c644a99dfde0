import { keysOf, match } from '../engine/match.ts';
import type { Pair } from '../engine/mapping.ts';
import type { Side, SyncRecord } from '../engine/record.ts';
import { connectorOf, fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { rememberKeys } from './remember-keys.ts';
import type { OpenLook } from './read-looks.ts';

/** Finds the left counterparts of unlinked right records. */
export async function matchLooks(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const keysOfLook = ({ right }: OpenLook): Keys => (right ? keysOf(pair, 'right', right) : []);
  const found = await findByKeys(portal, pair, 'left', looks.map(keysOfLook));
  const alone = await leftAlone(portal, pair, [...found.records.values()]);
  for (const look of looks) {
    const free = found.idsOf(keysOfLook(look)).map((ids) => ids.filter((id) => !alone.has(id)));
    look.match = match(free.map((ids) => notSeparated(look, ids)));
    if (look.match.kind !== 'one') continue;
    look.left = found.records.get(look.match.leftId) ?? null;
    look.leftId = look.match.leftId;
  }
}

/** Left records that are to have no counterpart at all. */
async function leftAlone(portal: Portal, pair: Pair, records: readonly SyncRecord[]): Promise<ReadonlySet<string>> {
  const leftIds = [...new Set(records.map(({ id }) => id))];
  if (leftIds.length === 0) return new Set();
  const { separated } = await portal.store.bindings(pair.name, { leftIds, rightIds: [] });
  return new Set(separated.flatMap(({ leftId, rightId }) => (rightId === null ? (leftId ?? []) : [])));
}

/** What a person kept apart is not proposed again. */
export const notSeparated = ({ separatedFrom }: OpenLook, ids: readonly string[]): readonly string[] =>
  ids.filter((id) => !separatedFrom.includes(id));

export type Keys = readonly (string | null)[];

export interface Found {
  readonly records: ReadonlyMap<string, SyncRecord>;
  /** For each of the keys, in their order, who carries it. */
  idsOf(keys: Keys): string[][];
}

/**
 * Records of a side that carry some of the keys. The remembered keys only say where to look: every candidate is read, and
 * counts only if it is still there and still carries the key.
 */
export async function findByKeys(portal: Portal, pair: Pair, side: Side, wanted: readonly Keys[]): Promise<Found> {
  const values = wanted.flatMap((keys) => keys.flatMap((value, keyNo) => (value === null ? [] : [{ keyNo, value }])));
  const candidates = values.length === 0 ? [] : await portal.store.findCandidates(pair.name, side, values);
  const records = await readCandidates(portal, pair, side, [...new Set(candidates.map(({ id }) => id))]);
  const carriers = new Map<string, string[]>();
  for (const { keyNo, value, id } of candidates) {
    const record = records.get(id);
    if (!record || keysOf(pair, side, record)[keyNo] !== value) continue;
    const key = `${keyNo} ${value}`;
    carriers.set(key, [...(carriers.get(key) ?? []), record.id]);
  }
  return { records, idsOf: (keys) => keys.map((value, keyNo) => carriers.get(`${keyNo} ${value}`) ?? []) };
}

async function readCandidates(portal: Portal, pair: Pair, side: Side, ids: string[]): Promise<Map<string, SyncRecord>> {
  if (ids.length === 0) return new Map();
  const records = await connectorOf(portal, side).get({
    object: pair[side],
    ids,
    fields: fieldsOf(portal, pair, side),
  });
  await rememberKeys(portal, pair, side, records);
  const found = new Map(records.flatMap((one) => [one.id, ...(one.formerIds ?? [])].map((id) => [id, one] as const)));
  const current = new Set(records.map((record) => record.id));
  const gone = ids.filter((id) => !current.has(id)).map((id) => ({ id, keys: [] }));
  await portal.store.saveMatchKeys(pair.name, side, gone);
  return found;
}
