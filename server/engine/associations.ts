import type { Pair } from './mapping.ts';
import type { Operation } from './operation.ts';
import type { Fields, Pending, SyncRecord, Value } from './record.ts';
import { fieldValue, sameValue } from './value.ts';

/** The base remembers an association as `@pair` -> right id of the other record. No field name of a system starts so. */
export const associationKey = (pair: string): string => `@${pair}`;

export const isAssociationKey = (key: string): boolean => key.startsWith('@');

/**
 * What brings the left associations in step with what the right record refers to now, and what the base then holds.
 * `pending`: associations that an earlier try announced. Any of them may have been made, so those that are not wanted any
 * more are ended, and the wanted one is made once more; neither does harm when it is done already.
 */
export function associationsOf(pair: Pair, base: Fields | null, right: SyncRecord, pending: readonly Pending[] = []) {
  const operations: Operation[] = [];
  const agreed: Record<string, Value> = {};
  for (const { to, right: field } of pair.associations) {
    const key = associationKey(to);
    const announced = pending.filter((one) => one.field === key).flatMap(({ before, after }) => [before, after]);
    const before = base?.[key] ?? null;
    const after = fieldValue(right, field);
    if (after !== null) agreed[key] = after;
    if (sameValue(before, after) && announced.length === 0) continue;
    const operation = (kind: 'associate' | 'dissociate', rightId: Value): Operation => ({
      kind,
      side: 'left',
      pair: pair.name,
      from: { pair: pair.name, rightId: right.id },
      to: { pair: to, rightId: String(rightId) },
    });
    const unwanted = [before, ...announced].filter((one) => one !== null && !sameValue(one, after));
    operations.push(...[...new Set(unwanted)].map((rightId) => operation('dissociate', rightId)));
    if (after !== null) operations.push(operation('associate', after));
  }
  return { operations, base: agreed as Fields };
}
