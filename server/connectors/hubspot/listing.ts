import { z } from 'zod';
import type { ReadRequest, RecordPage } from '../../engine/connector.ts';
import type { Call } from './call.ts';
import type { Catalog } from './catalog.ts';
import { BATCH } from './chunks.ts';
import { writeCursor, type Cursor } from './cursor.ts';
import { ApiRecord, objectPath } from './api-record.ts';
import { mergedProperties } from './merged.ts';
import { getRecords, toSyncRecord } from './records.ts';

const Page = z.object({
  results: z.array(ApiRecord),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

/** HubSpot answers 414 somewhere above 8,000 characters; from here on only the ids are listed and the rest is batch read. */
const LONGEST_URL = 6_000;

/** Every record of the object, by the list endpoint: it is exact, whereas the search index lags. */
export async function* listAll(
  call: Call,
  catalog: Catalog,
  request: ReadRequest,
  from: Cursor,
): AsyncGenerator<RecordPage> {
  const { object, fields } = request;
  const path = objectPath(object, `?limit=${BATCH}&properties=`);
  const typeOf = await catalog.readable(object, fields);
  const merged = mergedProperties(await catalog.fields(object));
  const names = [...fields, ...merged].map(encodeURIComponent).join(',');
  const short = path.length + names.length <= LONGEST_URL;
  for (let after = from.after; ;) {
    const answer = await call({
      method: 'GET',
      path: `${path}${short ? names : 'hs_object_id'}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`,
      repeatable: true,
    });
    const { results, paging } = Page.parse(answer.body);
    if (short) await catalog.confirm(object, fields, results);
    const records = short
      ? results.map((record) => toSyncRecord(object, record, fields, typeOf))
      : await getRecords(call, catalog, { object, fields, ids: results.map((record) => record.id) });
    after = paging?.next?.after;
    yield { records, cursor: writeCursor({ since: from.since, ...(after === undefined ? {} : { after }) }) };
    if (after === undefined) return;
  }
}
