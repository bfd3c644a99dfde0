import type { Column } from './catalog.ts';
import { quoted, quotedRelation, type Database } from './database.ts';
import type { SqlObject } from './objects.ts';

/** Merges of merges of merges; a longer chain is a circle. */
const LONGEST_CHAIN = 20;

/** The keys under which these rows live on, for those that were merged into another one. */
export async function survivorKeys(
  db: Database,
  object: SqlObject,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { mergedInto } = object;
  const survivors = new Map<string, string>();
  if (mergedInto === null) return survivors;
  let at = new Map(keys.map((key) => [key, key]));
  for (let hop = 0; hop < LONGEST_CHAIN && at.size > 0; hop += 1) {
    const next = new Map(await pairs(db, object, object.key, [...new Set(at.values())]));
    at = new Map([...at].flatMap(([key, now]) => (next.has(now) ? [[key, next.get(now) ?? now] as const] : [])));
    for (const [key, now] of at) survivors.set(key, now);
  }
  return survivors;
}

/** The keys of the rows that were merged into these, by the row they are part of now. */
export async function formerKeys(
  db: Database,
  object: SqlObject,
  keys: readonly string[],
): Promise<Map<string, string[]>> {
  const { mergedInto } = object;
  const former = new Map<string, string[]>();
  if (mergedInto === null) return former;
  let rootOf = new Map(keys.map((key) => [key, key]));
  for (let hop = 0; hop < LONGEST_CHAIN && rootOf.size > 0; hop += 1) {
    const found = await pairs(db, object, mergedInto, [...rootOf.keys()]);
    const next = new Map<string, string>();
    for (const [key, into] of found) {
      const root = rootOf.get(into) ?? into;
      if (key === root) continue;
      former.set(root, [...(former.get(root) ?? []), key]);
      next.set(key, root);
    }
    rootOf = next;
  }
  return former;
}

/** Key and `mergedInto` of the merged rows that have one of the values in the column. */
async function pairs(
  db: Database,
  object: SqlObject,
  by: Column,
  values: readonly string[],
): Promise<(readonly [string, string])[]> {
  const into = object.mergedInto;
  if (into === null || values.length === 0) return [];
  const rows = await db.query(
    `select t.${quoted(object.key.name)}::text, t.${quoted(into.name)}::text from ${quotedRelation(object.relation.name)} t ` +
      `where t.${quoted(by.name)} = any($1::text[]::${by.sqlType}[]) and t.${quoted(into.name)} is not null`,
    [values],
  );
  return rows.map(([key, value]) => [key ?? '', value ?? ''] as const);
}
