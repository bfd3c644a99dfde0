import type { Associated, Change, Connector, RecordPage } from '../../engine/connector.ts';
import type { SyncRecord } from '../../engine/record.ts';
import type { CustomObjects } from './custom-objects.ts';

/** The connector as it is called with the names that a mapping has; inside, objects go by what HubSpot's paths have. */
export function withNamedObjects(inner: Connector, objects: CustomObjects): Connector {
  const idOf = (name: string): Promise<string> => objects.idOf(name);
  const called = (object: string) => (record: SyncRecord) => ({ ...record, object });
  return {
    ...inner,
    read: (request) => namedPages(inner, objects, request),
    async get(request) {
      const records = await inner.get({ ...request, object: await idOf(request.object) });
      return records.map(called(request.object));
    },
    async write(changes) {
      return inner.write(await Promise.all(changes.map((change) => withIds(change, idOf))));
    },
    async associated(from, object) {
      const { id } = from;
      return (await inner.associated?.({ object: await idOf(from.object), id }, await idOf(object))) ?? [];
    },
    async associatedMany(request) {
      const [object, to] = [await idOf(request.object), await idOf(request.to)];
      return (await inner.associatedMany?.({ ...request, object, to })) ?? new Map<string, Associated[]>();
    },
    named: (notices) =>
      Promise.all(notices.map(async (notice) => ({ ...notice, object: await objects.nameOf(notice.object) }))),
  };
}

async function* namedPages(
  inner: Connector,
  objects: CustomObjects,
  request: Parameters<Connector['read']>[0],
): AsyncIterable<RecordPage> {
  const { object } = request;
  for await (const page of inner.read({ ...request, object: await objects.idOf(object) })) {
    yield { ...page, records: page.records.map((record) => ({ ...record, object })) };
  }
}

async function withIds(change: Change, idOf: (name: string) => Promise<string>): Promise<Change> {
  if (!('from' in change)) return { ...change, object: await idOf(change.object) };
  const { from, to } = change;
  return {
    ...change,
    from: { ...from, object: await idOf(from.object) },
    to: { ...to, object: await idOf(to.object) },
  };
}
