import { z } from 'zod';
import type { ReadRequest, RecordPage } from '../../engine/connector.ts';
import type { SyncRecord } from '../../engine/record.ts';
import type { Call } from './call.ts';
import type { Catalog } from './catalog.ts';
import { writeCursor } from './cursor.ts';
import { modifiedProperty } from './object-types.ts';
import { ApiRecord, objectPath } from './api-record.ts';
import { mergedProperties } from './merged.ts';
import { toSyncRecord } from './records.ts';

const Page = z.object({
  results: z.array(ApiRecord),
  paging: z.object({ next: z.object({ after: z.coerce.string() }).optional() }).optional(),
});

/** The search index follows the records by seconds, at times by minutes; what it lacked is found in the next sweep. */
const OVERLAP_MS = 10 * 60_000;
const PAGE = 200;
/** HubSpot refuses to page a search beyond 10,000 results; before that the window is moved up to the last one seen. */
const LAST_OFFSET = 9_800;

/** Records changed since the cursor, oldest change first, by their modification date. */
export async function* sweepChanged(
  call: Call,
  catalog: Catalog,
  request: ReadRequest,
  since: string,
  now: Date,
): AsyncGenerator<RecordPage> {
  const { object, fields } = request;
  const typeOf = await catalog.readable(object, fields);
  const properties = [...fields, ...mergedProperties(await catalog.fields(object))];
  const done = writeCursor({ since: now.toISOString() });
  let from = Date.parse(since) - OVERLAP_MS;
  let after: string | undefined;
  for (;;) {
    const { results, paging } = await search(call, { object, properties }, from, after);
    await catalog.confirm(object, fields, results);
    const records = results.map((record) => toSyncRecord(object, record, fields, typeOf));
    after = paging?.next?.after;
    yield { records, cursor: after === undefined ? done : writeCursor({ since }) };
    if (after === undefined) return;
    if (Number(after) > LAST_OFFSET) {
      from = movedUp(from, records);
      after = undefined;
    }
  }
}

async function search(
  call: Call,
  { object, properties }: { readonly object: string; readonly properties: readonly string[] },
  from: number,
  after: string | undefined,
) {
  const propertyName = modifiedProperty(object);
  const answer = await call({
    method: 'POST',
    path: objectPath(object, '/search'),
    body: {
      filterGroups: [{ filters: [{ propertyName, operator: 'GTE', value: String(from) }] }],
      sorts: [{ propertyName, direction: 'ASCENDING' }],
      properties,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    },
    repeatable: true,
  });
  return Page.parse(answer.body);
}

/** At least a millisecond, or an import that stamped 10,000 records alike would never be left behind. */
function movedUp(from: number, records: readonly SyncRecord[]): number {
  const last = records.at(-1)?.modifiedAt;
  return Math.max(from + 1, last === undefined || last === null ? from : Date.parse(last));
}
