import type { Call } from './call.ts';
import type { FieldsByName } from './catalog.ts';
import { ApiRecord, objectPath } from './api-record.ts';
import { Refusal } from './refusal.ts';

/** Where HubSpot keeps the ids that a record had before it was merged; contacts have kept them longer than the others. */
const MERGED = ['hs_merged_object_ids', 'hs_calculated_merged_vids'] as const;

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

/**
 * A single read follows the id of a record that was merged away to the survivor. Whether a batch read does is not documented,
 * so what a batch lacks is asked for one by one; most of it is simply deleted.
 */
export async function survivorsOf(
  call: Call,
  object: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<ApiRecord[]> {
  const found = new Map<string, ApiRecord>();
  for (const id of ids) {
    const record = await single(call, object, id, properties);
    if (record && record.id !== id) found.set(record.id, withFormer(found.get(record.id) ?? record, id));
  }
  return [...found.values()];
}

/** The id that led there is a former one, also where HubSpot's list of them is late. */
const withFormer = (record: ApiRecord, id: string): ApiRecord => ({
  ...record,
  properties: { ...record.properties, hs_merged_object_ids: [...formerIdsOf(record), id].join(';') },
});

async function single(
  call: Call,
  object: string,
  id: string,
  properties: readonly string[],
): Promise<ApiRecord | null> {
  const query = `?properties=${properties.map(encodeURIComponent).join(',')}`;
  try {
    const answer = await call({
      method: 'GET',
      path: objectPath(object, `/${encodeURIComponent(id)}${query}`),
      repeatable: true,
    });
    return ApiRecord.parse(answer.body);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}
