import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector, FieldDescription, RecordPage } from '../server/engine/connector.ts';
import type { Mapping } from '../server/engine/mapping.ts';
import type { SyncRecord } from '../server/engine/record.ts';
import { books } from '../server/engine/testing/books.ts';
import { portalOpener } from '../server/jobs/open-portal.ts';
import { createWork } from '../server/jobs/work.ts';
import { openDb, type Db } from '../server/store/db.ts';
import { migrate } from '../server/store/migrate.ts';
import { portalStore } from '../server/store/portal-store.ts';
import type { Bench, Figure } from './figure.ts';

const PORTAL = 1;
const FEW = 20_000;
const RECORDS = 100_000;
/** As the ERP connector reads them. */
const PAGE = 500;
/** What HubSpot takes in one call. */
const BATCH = 100;

/** Customers alone. */
const mapping: Mapping = { ...books, pairs: books.pairs.filter(({ name }) => name === 'customer') };

const field = (name: string, unique = false): FieldDescription => ({ name, type: 'string', readOnly: false, unique });
const FIELDS = ['name', 'phone', 'balance', 'currency'].map((name) => field(name));

/** Both systems make up what they are asked for, so that the memory measured is the engine's and the store's. */
const valuesOf = (no: number, fields: readonly string[]): SyncRecord['fields'] =>
  Object.fromEntries(fields.map((name) => [name, name === 'erp_id' ? `C${no}` : `${name} of customer ${no}`]));

interface Counted {
  readonly left: Connector;
  readonly right: Connector;
  /** Calls that a system like HubSpot would have been sent, and changes written to either side. */
  readonly seen: { calls: number; writes: number };
}

function systems(count: number): Counted {
  const seen = { calls: 0, writes: 0 };
  const calls = (records: number): void => void (seen.calls += Math.ceil(records / BATCH));
  const left: Connector = {
    name: 'crm',
    describe: async () => [{ name: 'companies', fields: [...FIELDS, field('erp_id', true)] }],
    async *read() {},
    async get({ object, ids, fields }) {
      calls(ids.length);
      return ids.map((id) => ({ object, id, fields: valuesOf(Number(id), fields), modifiedAt: null }));
    },
    async write(changes) {
      calls(changes.length);
      seen.writes += changes.length;
      return changes.map((change) => ({
        status: 'done' as const,
        id: change.kind === 'create' ? change.reference.slice(1) : 'id' in change ? change.id : '',
      }));
    },
    close: async () => {},
  };
  const right: Connector = {
    ...left,
    name: 'erp',
    describe: async () => [{ name: 'customer', fields: FIELDS }],
    async *read({ object, fields, cursor }): AsyncGenerator<RecordPage> {
      for (let from = Number(cursor ?? 0); from < count; from += PAGE) {
        const numbers = Array.from({ length: Math.min(PAGE, count - from) }, (_, no) => from + no);
        const records = numbers.map((no) => ({ object, id: `C${no}`, fields: valuesOf(no, fields), modifiedAt: null }));
        yield { records, cursor: String(from + PAGE) };
      }
    },
    get: async () => [],
    async write(changes) {
      seen.writes += changes.length;
      return changes.map(() => ({
        status: 'failed' as const,
        reason: 'nothing is to be written here',
        retryAfterMs: null,
      }));
    },
  };
  return { left, right, seen };
}

interface Passed {
  readonly seconds: number;
  readonly megabytes: number;
  readonly calls: number;
  readonly writes: number;
}

/** One whole sync, with the most memory that the process held at the end of a page. */
async function sync(db: Db, count: number): Promise<Passed> {
  const { left, right, seen } = systems(count);
  const store = portalStore(db, PORTAL);
  let most = 0;
  const problems: string[] = [];
  const log = { info() {}, warn() {}, error: (_details: object, message: string) => void problems.push(message) };
  const openPortal = portalOpener({
    store: () => store,
    mapping,
    left: async () => left,
    right,
    rightName: 'erp',
    log,
    afterWrite: () => void (most = Math.max(most, process.memoryUsage().rss)),
  });
  const waiting: string[] = [];
  const work = createWork({
    openPortal,
    store: () => store,
    log,
    wake: async () => {},
    resume: async (_portalId, runId) => void waiting.push(runId),
    signal: new AbortController().signal,
  });
  const startedAt = performance.now();
  const { id } = await store.startRun('sync');
  for (let next: string | undefined = id; next !== undefined; next = waiting.shift()) await work.run(PORTAL, next);
  const ended = await store.getRun(id);
  if (ended?.state !== 'done' || ended.done !== count)
    throw new Error(`The sync came to nothing: ${problems.join(' ')}`);
  return { seconds: (performance.now() - startedAt) / 1000, megabytes: most / 2 ** 20, ...seen };
}

async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ledgerline-resync-'));
  const db = await openDb(join(folder, 'store'));
  try {
    await migrate(db);
    // The embedded store takes some hundred MB by itself, which a server with a PostgreSQL beside it does not.
    const empty = process.memoryUsage().rss / 2 ** 20;
    const few = await sync(db, FEW);
    const first = await sync(db, RECORDS);
    const again = await sync(db, RECORDS);
    const figure = (name: string, value: number, unit: string, reference: number | null = null): Figure => ({
      bench: 'resync',
      figure: name,
      value,
      unit,
      reference,
    });
    const made = RECORDS - FEW;
    return [
      figure(`writes of an unchanged re-sync of ${RECORDS} records`, again.writes, 'writes'),
      figure('calls of it, beside a batch for every hundred records', again.calls, 'calls', RECORDS / BATCH),
      figure('records looked at in it', RECORDS / again.seconds, 'records/s'),
      figure(`records looked at while ${made} of them were made`, RECORDS / first.seconds, 'records/s'),
      figure('calls per record while they were made, beside the bar', first.calls / RECORDS, 'calls', 0.05),
      figure(
        `most memory while ${made} were made, beside that while ${FEW} were`,
        first.megabytes,
        'MB',
        few.megabytes,
      ),
      figure(
        'most memory of the re-sync above that of the empty embedded store, beside the bar',
        again.megabytes - empty,
        'MB',
        400,
      ),
    ];
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export const resync: Bench = {
  name: 'resync',
  about: 'an unchanged re-sync of 100,000 records on the embedded store, and memory while records are made',
  run,
};
