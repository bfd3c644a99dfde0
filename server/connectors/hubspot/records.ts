import { z } from 'zod';
import { canonicalDatetime } from '../../engine/canonical.ts';
import type { FieldType, SyncRecord } from '../../engine/record.ts';
import type { Call } from './call.ts';
import type { Catalog } from './catalog.ts';
import { chunks } from './chunks.ts';
import { fromHubSpot } from './values.ts';
import { HUBSPOT_VERSION } from './version.ts';

export const ApiRecord = z.object({
  id: z.coerce.string(),
  properties: z.record(z.string(), z.string().nullable()),
  updatedAt: z.string().optional(),
});
export type ApiRecord = z.infer<typeof ApiRecord>;
const Records = z.object({ results: z.array(ApiRecord) });

export const objectPath = (object: string, rest = ''): string =>
  `/crm/objects/${HUBSPOT_VERSION}/${encodeURIComponent(object)}${rest}`;

export function toSyncRecord(
  object: string,
  record: ApiRecord,
  fields: readonly string[],
  typeOf: (name: string) => FieldType,
): SyncRecord {
  return {
    object,
    id: record.id,
    fields: Object.fromEntries(fields.map((name) => [name, fromHubSpot(typeOf(name), record.properties[name])])),
    modifiedAt: record.updatedAt === undefined ? null : canonicalDatetime(record.updatedAt),
  };
}

export interface GetRequest {
  readonly object: string;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
  readonly by?: string;
}

/** Batch read. The ids that HubSpot lacks are errors of a 207; they are simply not among the results. */
export async function getRecords(call: Call, catalog: Catalog, request: GetRequest): Promise<SyncRecord[]> {
  const { object, fields, by } = request;
  const ids = [...new Set(request.ids)];
  if (ids.length === 0) return [];
  const typeOf = await catalog.types(object, fields);
  const pages = chunks(ids, (id) => id).map(async (inputs) => {
    const answer = await call({
      method: 'POST',
      path: objectPath(object, '/batch/read'),
      body: {
        inputs: inputs.map((id) => ({ id })),
        properties: fields,
        ...(by === undefined ? {} : { idProperty: by }),
      },
      repeatable: true,
    });
    return Records.parse(answer.body).results;
  });
  return (await Promise.all(pages)).flat().map((record) => toSyncRecord(object, record, fields, typeOf));
}
