import type { Pair } from './mapping.ts';
import type { Operation } from './operation.ts';
import type { Fields, SyncRecord, Value } from './record.ts';
import { fieldValue, sameValue } from './value.ts';

/** The base remembers an association as `@pair` -> right id of the other record. No field name of a system starts so. */
export const associationKey = (pair: string): string => `@${pair}`;

/** Associations the right record asks for and the base does not hold yet. */
export function associationsOf(pair: Pair, base: Fields | null, right: SyncRecord) {
  const operations: Operation[] = [];
  const agreed: Record<string, Value> = {};
  for (const { to, right: field } of pair.associations) {
    const key = associationKey(to);
    const rightId = fieldValue(right, field);
    if (rightId === null) continue;
    agreed[key] = rightId;
    if (sameValue(base?.[key] ?? null, rightId)) continue;
    operations.push({
      kind: 'associate',
      side: 'left',
      pair: pair.name,
      from: { pair: pair.name, rightId: right.id },
      to: { pair: to, rightId: String(rightId) },
    });
  }
  return { operations, base: agreed as Fields };
}
