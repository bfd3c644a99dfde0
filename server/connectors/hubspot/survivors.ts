import { z } from 'zod';
import { ApiRecord, objectPath } from './api-record.ts';
import type { Call } from './call.ts';
import { chunks } from './chunks.ts';
import { formerIdsOf, MERGED } from './merged.ts';
import { Refusal } from './refusal.ts';

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
  const fits = properties.join(',').length <= LONGEST_LIST;
  for (const id of ids) {
    const record = await single(call, object, id, fits ? properties : MERGED);
    if (record && record.id !== id) found.set(record.id, withFormer(found.get(record.id) ?? record, id));
  }
  return fits ? [...found.values()] : withValues(call, object, [...found.values()], properties);
}

/** A list of names that is longer makes an address that HubSpot answers with 414; a batch read takes it in its body. */
const LONGEST_LIST = 5_000;

const Records = z.object({ results: z.array(ApiRecord) });

async function withValues(
  call: Call,
  object: string,
  records: readonly ApiRecord[],
  properties: readonly string[],
): Promise<ApiRecord[]> {
  const all: ApiRecord[] = [];
  for (const some of chunks(records, ({ id }) => id)) {
    const body = { inputs: some.map(({ id }) => ({ id })), properties };
    const answer = await call({ method: 'POST', path: objectPath(object, '/batch/read'), body, repeatable: true });
    const { results } = Records.parse(answer.body);
    const values = new Map(results.map((record) => [record.id, record.properties]));
    all.push(...some.map((record) => ({ ...record, properties: { ...values.get(record.id), ...formerOf(record) } })));
  }
  return all;
}

const formerOf = ({ properties: { hs_merged_object_ids: former } }: ApiRecord): Record<string, string> =>
  former ? { hs_merged_object_ids: former } : {};

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
