import type { Connector, ReadRequest, RecordPage } from '../../../engine/connector.ts';
import type { SyncRecord } from '../../../engine/record.ts';
import { RetryLater } from '../../../engine/error.ts';
import type { RuleName } from '../rules.ts';
import type { TestSystem } from '../test-system.ts';
import { documentFlaws } from './document-flaws.ts';
import { PAGE } from './feed.ts';
import { KEY } from './system.ts';
import { flawed, inPages, type Flaw } from './flaw.ts';
import { writeFlaws } from './write-flaws.ts';

const inTrouble =
  (name: keyof TestSystem['trouble'], connector: (real: Connector) => Connector): Flaw =>
  (system) => {
    const begin = system.trouble[name] as () => Promise<Connector | { connector: Connector }>;
    const begun = async () => {
      const found = await begin();
      return 'connector' in found ? { ...found, connector: connector(found.connector) } : connector(found);
    };
    return { ...system, trouble: { ...system.trouble, [name]: begun } };
  };

const failing =
  (error: () => Error) =>
  (real: Connector): Connector => ({
    ...real,
    read: () => ({
      [Symbol.asyncIterator]: () => ({
        async next() {
          throw error();
        },
      }),
    }),
  });

const reads = (change: (pages: AsyncIterable<RecordPage>, request: ReadRequest) => AsyncIterable<RecordPage>): Flaw =>
  flawed((real) => ({ read: (request) => change(real.read(request), request) }));

/** Where the cursor says the reading stands. */
const standsAt = (cursor: string | null): number => (cursor === null ? 0 : (JSON.parse(cursor) as { at: number }).at);

/** For each rule a connector that breaks it, and that in one way as real ones have done. */
export const flaws: Readonly<Record<RuleName, Flaw>> = {
  'describes objects and fields of the live system': flawed((real) => ({
    describe: async () => [...(await real.describe()), ...(await real.describe())],
  })),
  'says of the sample what may be written and created': flawed((real) => ({
    describe: async () => (await real.describe()).map((object) => ({ ...object, can: ['update'] })),
  })),
  // Floats print like this.
  'reads every field it describes, in canonical values': inPages((page) => ({
    ...page,
    records: page.records.map((one) => ({ ...one, fields: { ...one.fields, price: '12.50' } })),
  })),
  'pages through all records, each once, also those of one moment': reads(async function* skipsFirst(pages) {
    let isFirst = true;
    for await (const page of pages) {
      yield isFirst ? page : { ...page, records: page.records.slice(1) };
      isFirst = false;
    }
  }),
  "goes on from every page's cursor and skips nothing": reads(async function* hasty(pages, { cursor }) {
    const all: RecordPage[] = [];
    for await (const page of pages) all.push(page);
    for (const page of all) yield { ...page, cursor: all.at(-1)?.cursor ?? cursor ?? '' };
  }),
  // From the beginning every time, as where a system ignores a filter that it does not know.
  'comes to rest: without changes a cursor brings nothing in the end': flawed((real) => ({
    read: (request) => real.read({ ...request, cursor: null }),
  })),
  'finds what was made and changed since the cursor, in its newest state': flawed((real) => ({
    read: withValuesAsFirstSeen(real),
  })),
  'never skips a record of the moment that the cursor stands at': reads(async function* after(pages, { cursor }) {
    for await (const page of pages) {
      yield { ...page, records: page.records.filter((one) => Date.parse(one.modifiedAt ?? '') > standsAt(cursor)) };
    }
  }),
  'reads what changes while it pages': flawed((real) => ({ read: byOffset(real) })),
  'gets records by id, leaves out those that are not there': flawed((real) => ({
    async get(request) {
      if (request.ids.includes('')) throw new Error('400 Bad Request');
      return real.get(request);
    },
  })),
  'names an object or field that does not exist': flawed((real) => ({
    async *read(request) {
      const fields = request.fields.filter((field) => field !== 'no_such_field');
      yield* real.read({ ...request, fields });
    },
  })),
  'a record that a person removed is absent from read and get': flawed((real) => ({ read: withArchived(real) })),
  'tells from the cursor what a person removed': inPages((page) => ({ ...page, gone: [] })),
  'a busy system is tried again after the time it asks for': inTrouble(
    'busy',
    failing(() => new RetryLater('busy', 1000)),
  ),
  'a system that does not answer is tried again': inTrouble(
    'unreachable',
    failing(() => new Error('fetch failed')),
  ),
  'wrong credentials are a ConfigError that says where to correct them': inTrouble(
    'wrongCredentials',
    failing(() => new RetryLater('401', 1000)),
  ),
  'a missing right is a ConfigError that names it': inTrouble('missingRight', (real) => ({
    ...real,
    async *read() {},
  })),
  'secrets are never printed, by errors, logs or the connector itself': inTrouble(
    'wrongCredentials',
    failing(() => new Error('refused', { cause: { request: { headers: { authorization: `Bearer ${KEY}` } } } })),
  ),
  ...writeFlaws,
  ...documentFlaws,
};

function withValuesAsFirstSeen(real: Connector): Connector['read'] {
  const seen = new Map<string, SyncRecord>();
  return async function* read(request) {
    for await (const page of real.read(request)) {
      for (const record of page.records) if (!seen.has(record.id)) seen.set(record.id, record);
      yield { ...page, records: page.records.map((record) => seen.get(record.id) ?? record) };
    }
  };
}

/** Counts how many were read in place of keeping where it stands, so that one that moves pushes another over the border. */
function byOffset(real: Connector): Connector['read'] {
  return async function* read(request) {
    for (let offset = 0; ; offset += PAGE) {
      const all: SyncRecord[] = [];
      let cursor = request.cursor ?? '';
      for await (const page of real.read(request)) {
        all.push(...page.records);
        cursor = page.cursor;
      }
      const records = all.slice(offset, offset + PAGE);
      if (records.length === 0) return;
      yield { records, cursor };
    }
  };
}

function withArchived(real: Connector): Connector['read'] {
  return async function* read(request) {
    for await (const page of real.read(request)) {
      const away = (page.gone ?? []).map((id) => ({ object: request.object, id, fields: {}, modifiedAt: null }));
      yield { ...page, records: [...page.records, ...away] };
    }
  };
}
