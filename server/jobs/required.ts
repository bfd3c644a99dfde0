import type { Pair } from '../engine/mapping.ts';
import type { Side, SyncRecord } from '../engine/record.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { Refused } from './refused.ts';

/** The pair of that name. Throws Refused with the names there are. */
export function requirePair(portal: Portal, name: string): Pair {
  const pair = portal.mapping.pairs.find((one) => one.name === name);
  if (pair) return pair;
  const names = portal.mapping.pairs.map((one) => one.name).join(', ');
  throw new Refused(`The mapping has no pair "${name}". It has: ${names}.`);
}

export async function requireRecord(portal: Portal, pair: Pair, side: Side, id: string): Promise<SyncRecord> {
  const request = { object: pair[side], ids: [id], fields: fieldsOf(portal, pair, side) };
  const [record] = await portal[side].get(request);
  if (record) return record;
  throw new Refused(`There is no ${pair[side]} ${id} on the ${side} side, or it cannot be read. Check the id.`);
}
