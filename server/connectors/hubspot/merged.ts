import type { FieldsByName } from './catalog.ts';
import type { ApiRecord } from './api-record.ts';

/** Where HubSpot keeps the ids that a record had before it was merged; contacts have kept them longer than the others. */
export const MERGED = ['hs_merged_object_ids', 'hs_calculated_merged_vids'] as const;

/** Those of an object; none when its records cannot be merged. */
export const mergedProperties = (fields: FieldsByName): string[] => MERGED.filter((name) => fields.has(name));

const MERGEABLE = ['contacts', 'companies', 'deals', 'tickets', 'orders'];

export const canBeMerged = (object: string): boolean => MERGEABLE.includes(object) || object.startsWith('2-');

/** `1;2`, and `1:1700000000000;2:1700000000001`, as ids. */
export function formerIdsOf({ id, properties }: ApiRecord): string[] {
  const listed = MERGED.flatMap((name) => (properties[name] ?? '').split(';'));
  const ids = listed.map((one) => one.split(':')[0]?.trim() ?? '').filter((one) => /^\d+$/.test(one) && one !== id);
  return [...new Set(ids)];
}
