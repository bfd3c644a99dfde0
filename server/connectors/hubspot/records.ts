import { z } from 'zod';
import { canonicalDatetime } from '../../engine/canonical.ts';
import type { Changed } from '../../engine/inbound.ts';
import type { FieldType, RecordRef, SyncRecord } from '../../engine/record.ts';
import type { Call } from './call.ts';
import type { Catalog } from './catalog.ts';
import { ApiRecord, objectPath } from './api-record.ts';
import { chunks } from './chunks.ts';
import { canBeMerged, formerIdsOf, mergedProperties } from './merged.ts';
import { survivorsOf } from './survivors.ts';
import { fromHubSpot } from './values.ts';

const Records = z.object({ results: z.array(ApiRecord) });

export function toSyncRecord(
  object: string,
  record: ApiRecord,
  fields: readonly string[],
  typeOf: (name: string) => FieldType,
): SyncRecord {
  const formerIds = formerIdsOf(record);
  return {
    object,
    id: record.id,
    fields: Object.fromEntries(fields.map((name) => [name, fromHubSpot(typeOf(name), record.properties[name])])),
    modifiedAt: record.updatedAt === undefined ? null : canonicalDatetime(record.updatedAt),
    ...(formerIds.length > 0 && { formerIds }),
  };
}

export interface GetRequest {
  readonly object: string;
  readonly ids: readonly string[];
  readonly fields: readonly string[];
  readonly by?: string;
}

/**
 * Batch read. The ids that HubSpot lacks are errors of a 207; they are simply not among the results, unless the record was
 * merged into another one.
 */
export async function getRecords(call: Call, catalog: Catalog, request: GetRequest): Promise<SyncRecord[]> {
  const { object, fields, by } = request;
  // One blank id would have HubSpot refuse the whole batch.
  const ids = [...new Set(request.ids)].filter((id) => id.trim() !== '');
  if (ids.length === 0) return [];
  const typeOf = await catalog.readable(object, fields);
  const merged = mergedProperties(await catalog.fields(object));
  const properties = [...fields, ...merged];
  const pages = chunks(ids, (id) => id).map(async (inputs) => {
    const answer = await call({
      method: 'POST',
      path: objectPath(object, '/batch/read'),
      body: {
        inputs: inputs.map((id) => ({ id })),
        properties,
        ...(by === undefined ? {} : { idProperty: by }),
      },
      repeatable: true,
    });
    return Records.parse(answer.body).results;
  });
  const found = (await Promise.all(pages)).flat();
  await catalog.confirm(object, fields, found);
  const known = new Set(found.flatMap((record) => [record.id, ...formerIdsOf(record)]));
  const follows = by === undefined && merged.length > 0 && canBeMerged(object);
  const missing = follows ? ids.filter((id) => !known.has(id)) : [];
  const survivors = await survivorsOf(call, object, missing, properties);
  // One that was asked for by its own id and by a former one is one record, with all its former ids.
  const all = new Map([...found, ...survivors].map((record) => [record.id, record]));
  return [...all.values()].map((record) => toSyncRecord(object, record, fields, typeOf));
}

/** What events tell of properties, read as the records themselves are. */
export async function canonicalChanges(
  catalog: Catalog,
  changed: readonly { readonly record: RecordRef; readonly raw: Readonly<Record<string, string | null>> }[],
): Promise<Changed[]> {
  const found: Changed[] = [];
  for (const [object, some] of Map.groupBy(changed, ({ record }) => record.object)) {
    const names = [...new Set(some.flatMap(({ raw }) => Object.keys(raw)))];
    const typeOf = await catalog.types(object, names);
    for (const { record, raw } of some) {
      const values = Object.entries(raw).map(([name, value]) => [name, fromHubSpot(typeOf(name), value)] as const);
      found.push({ ...record, fields: Object.fromEntries(values) });
    }
  }
  return found;
}
