import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Fields, FieldType } from '../server/engine/record.ts';
import { books } from '../server/engine/testing/books.ts';
import { portalOpener } from '../server/jobs/open-portal.ts';
import { reconcilePortal } from '../server/jobs/reconcile/reconcile-portal.ts';
import { openDb, type Db } from '../server/store/db.ts';
import { migrate } from '../server/store/migrate.ts';
import { portalStore } from '../server/store/portal-store.ts';
import { reconcileStore } from '../server/store/reconcile-store.ts';
import type { Bench, Figure } from './figure.ts';
import { generatedSystem } from './generated-system.ts';

const SMALL = 20_000;
const LARGE = 200_000;
const INVOICES_PER_CUSTOMER = 100;
/** Every so many invoices the left amount is a cent off. */
const PLANTED_EVERY = 10_000;
const PORTAL = 1;

const TYPES = {
  erp_id: 'string',
  name: 'string',
  phone: 'string',
  balance: 'decimal',
  currency: 'string',
  number: 'string',
  total: 'decimal',
  note: 'string',
  status: 'string',
  customer_id: 'string',
} as const satisfies Record<string, FieldType>;
const customerOf = (invoice: number): number => Math.floor(invoice / INVOICES_PER_CUSTOMER);
const cents = (invoice: number): bigint => BigInt(invoice) * 7919n + 12_345n;
const decimal = (amount: bigint): string =>
  `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`.replace(/\.?0+$/, '');

function systems(invoices: number) {
  const customers = Math.ceil(invoices / INVOICES_PER_CUSTOMER);
  const invoice = (index: number, planted: bigint): Fields => ({
    number: `R-${index}`,
    total: decimal(cents(index) + planted),
    currency: index % 3 === 0 ? 'USD' : 'EUR',
    note: null,
    status: 'open',
  });
  const customer = (index: number): Fields => ({
    name: `Customer ${index}`,
    phone: String(index),
    balance: decimal(cents(index)),
    currency: 'EUR',
  });
  const ids = (prefix: string) => ({
    id: (index: number) => `${prefix}${index}`,
    index: (id: string) => (id.startsWith(prefix) ? Number(id.slice(prefix.length)) : -1),
    types: TYPES,
  });
  const left = generatedSystem({
    name: 'crm',
    pageSize: 100,
    objects: {
      companies: { ...ids('c'), count: customers, fields: (n) => ({ erp_id: `C${n}`, ...customer(n) }) },
      invoices: {
        ...ids('i'),
        count: invoices,
        fields: (n) => ({ erp_id: `I${n}`, ...invoice(n, n % PLANTED_EVERY === 1 ? 1n : 0n) }),
        associated: (n) => [`c${customerOf(n)}`],
      },
    },
  });
  const right = generatedSystem({
    name: 'erp',
    pageSize: 500,
    objects: {
      customer: { ...ids('C'), count: customers, fields: customer },
      invoice: {
        ...ids('I'),
        count: invoices,
        fields: (n) => ({ customer_id: `C${customerOf(n)}`, ...invoice(n, 0n) }),
      },
    },
  });
  return { left, right, customers };
}

async function seedLinks(db: Db, pair: string, [left, right]: readonly [string, string], count: number): Promise<void> {
  await db.query(
    `insert into link (portal_id, pair, left_id, right_id, state, base)
     select $1::bigint, $2, $3 || n, $4 || n, 'linked', '{}' from generate_series(0, $5::int - 1) n`,
    [PORTAL, pair, left, right, count],
  );
}

interface Measured {
  readonly seconds: number;
  readonly records: number;
  readonly drifted: number;
  /** Most that was alive on the heap, measured after a collection at every tenth of the way. */
  readonly heapMb: number;
  readonly rssMb: number;
}

async function measure(invoices: number): Promise<Measured> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const folder = await mkdtemp(join(tmpdir(), 'ledgerline-reconcile-'));
  const db = await openDb(join(folder, 'store'));
  try {
    await migrate(db);
    const { left, right, customers } = systems(invoices);
    await seedLinks(db, 'customer', ['c', 'C'], customers);
    await seedLinks(db, 'invoice', ['i', 'I'], invoices);
    await db.script('analyze link');
    const store = portalStore(db, PORTAL);
    await store.endRun((await store.startRun('sync')).id, null);
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const open = portalOpener({
      store: () => store,
      mapping: books,
      left: async () => left,
      right,
      rightName: 'erp',
      log,
    });
    const { id } = await store.startRun('reconcile');
    const memory = { heap: 0, rss: 0 };
    const kept = reconcileStore(db, PORTAL);
    let written = 0;
    const sampled = {
      ...kept,
      async saveCompared(...args: Parameters<typeof kept.saveCompared>) {
        await kept.saveCompared(...args);
        const before = written;
        written += args[2].length;
        if (Math.floor((before * 5) / invoices) === Math.floor((written * 5) / invoices)) return;
        collect();
        const { heapUsed, rss } = process.memoryUsage();
        memory.heap = Math.max(memory.heap, heapUsed);
        memory.rss = Math.max(memory.rss, rss);
      },
    };
    const startedAt = performance.now();
    await reconcilePortal(
      await open(PORTAL, 'backfill'),
      sampled,
      { id, pairs: [], settleMs: 0 },
      new AbortController().signal,
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const reports = await kept.pairReports(id);
    const of = (count: 'left' | 'right' | 'drifted') => reports.reduce((sum, { counts }) => sum + counts[count], 0);
    const records = of('left') + of('right');
    const drifted = of('drifted');
    return { seconds, records, drifted, heapMb: memory.heap / 1e6, rssMb: memory.rss / 1e6 };
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(): Promise<Figure[]> {
  const small = await measure(SMALL);
  const large = await measure(LARGE);
  const figure = (name: string, value: number, unit: string, reference: number | null): Figure => ({
    bench: 'reconcile',
    figure: name,
    value,
    unit,
    reference,
  });
  return [
    figure('records compared, of both sides', large.records, 'records', null),
    figure('records found to drift, beside those that were planted', large.drifted, 'records', LARGE / PLANTED_EVERY),
    figure(`time, beside that of a tenth times ten`, large.seconds, 's', small.seconds * 10),
    figure('records per second', large.records / large.seconds, 'records/s', small.records / small.seconds),
    figure('live heap at its most, beside that of a tenth', large.heapMb, 'MB', small.heapMb),
    figure('memory of the process with the embedded store, beside that of a tenth', large.rssMb, 'MB', small.rssMb),
  ];
}

export const reconcileBench: Bench = {
  name: 'reconcile',
  about: `both sides of ${LARGE.toLocaleString('en')} invoices compared and summed up, memory beside that of a tenth`,
  run,
};
