import { keysOf, match } from '../engine/match.ts';
import type { Pair } from '../engine/mapping.ts';
import type { SyncRecord } from '../engine/record.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { rememberKeys } from './remember-keys.ts';
import type { OpenLook } from './read-looks.ts';

/**
 * Finds the left counterparts of unlinked right records. The remembered keys only say where to look: every candidate is
 * read, and counts only if it is still there and still carries the key.
 */
export async function matchLooks(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const wanted = looks.flatMap((look) =>
    rightKeys(pair, look).flatMap((value, keyNo) => (value === null ? [] : [{ keyNo, value }])),
  );
  const candidates = await portal.store.findCandidates(pair.name, wanted);
  if (candidates.length === 0) return;
  const records = await readCandidates(portal, pair, [...new Set(candidates.map(({ leftId }) => leftId))]);
  const leftIds = new Map<string, string[]>();
  for (const { keyNo, value, leftId } of candidates) {
    const record = records.get(leftId);
    if (!record || keysOf(pair, 'left', record)[keyNo] !== value) continue;
    const key = `${keyNo} ${value}`;
    leftIds.set(key, [...(leftIds.get(key) ?? []), leftId]);
  }
  for (const look of looks) {
    look.match = match(rightKeys(pair, look).map((value, keyNo) => leftIds.get(`${keyNo} ${value}`) ?? []));
    if (look.match.kind !== 'one') continue;
    look.left = records.get(look.match.leftId) ?? null;
    look.leftId = look.match.leftId;
  }
}

const rightKeys = (pair: Pair, look: OpenLook): (string | null)[] =>
  look.right ? keysOf(pair, 'right', look.right) : [];

async function readCandidates(portal: Portal, pair: Pair, ids: string[]): Promise<Map<string, SyncRecord>> {
  const records = await portal.left.get({ object: pair.left, ids, fields: fieldsOf(portal, pair, 'left') });
  await rememberKeys(portal, pair, records);
  const found = new Map(records.map((record) => [record.id, record]));
  const gone = ids.filter((id) => !found.has(id)).map((leftId) => ({ leftId, keys: [] }));
  await portal.store.saveMatchKeys(pair.name, gone);
  return found;
}
