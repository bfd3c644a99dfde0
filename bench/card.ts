import type { Document } from '../server/engine/document.ts';
import { cardRouter } from '../server/http/cards.ts';
import { createMetrics } from '../server/http/metrics.ts';
import { Secret } from '../server/secret.ts';
import { accountFigures } from '../server/store/account-figures.ts';
import { upsertAccounts } from '../server/store/accounts.ts';
import { openDb, type Db } from '../server/store/db.ts';
import { upsertDocuments } from '../server/store/documents.ts';
import { saveLinks } from '../server/store/links.ts';
import { migrate } from '../server/store/migrate.ts';
import type { Bench, Figure } from './figure.ts';
import { percentile, timed } from './percentile.ts';
import { serve } from './serve.ts';
import { signedHeaders } from './signed.ts';

const PORTAL = 1;
const PER_ACCOUNT = 100;
const CALLS = 500;
const SIZES = [10_000, 200_000] as const;

function documentsOf(account: number): Document[] {
  return Array.from({ length: PER_ACCOUNT }, (_, no) => ({
    kind: 'invoice',
    id: `${account}-${no}`,
    accountId: `c${account}`,
    number: `INV-${account}-${no}`,
    state: no % 4 === 0 ? 'open' : 'paid',
    issuedOn: `20${20 + (no % 6)}-${String(1 + (no % 12)).padStart(2, '0')}-15`,
    dueOn: `20${20 + (no % 6)}-${String(1 + (no % 12)).padStart(2, '0')}-28`,
    total: { minor: String(1000 + no), currency: 'USD' },
    balance: { minor: no % 4 === 0 ? String(1000 + no) : '0', currency: 'USD' },
    lines: [],
    applications: [],
  }));
}

async function fill(db: Db, documents: number): Promise<number> {
  const accounts = documents / PER_ACCOUNT;
  for (let account = 0; account < accounts; account += 10) {
    const ids = Array.from({ length: 10 }, (_, no) => account + no);
    await upsertDocuments(db, PORTAL, 'erp', ids.flatMap(documentsOf));
    await upsertAccounts(
      db,
      PORTAL,
      'erp',
      ids.map((id) => ({ id: `c${id}`, number: `c${id}`, name: `Customer ${id}`, creditLimit: null })),
    );
    const links = ids.map((id) => ({
      pair: 'customer',
      leftId: String(id),
      rightId: `c${id}`,
      base: {},
      matchedBy: null,
    }));
    await saveLinks(db, PORTAL, links);
  }
  await db.script('analyze document; analyze account; analyze link');
  return accounts;
}

const doorOf = (db: Db) =>
  serve(
    cardRouter({
      db,
      connection: 'erp',
      connectionTitle: 'ERP',
      accountPair: 'customer',
      left: () => Promise.reject(new Error('a company needs no call of HubSpot')),
      objectName: () => 'companies',
      today: () => '2026-01-01',
      publicBaseUrl: 'https://bench.example',
      secrets: [new Secret('bench')],
      functionSecret: null,
      isActive: () => Promise.resolve(true),
      metrics: createMetrics(),
      log: { error: (details) => console.error(details) },
      now: () => Date.now(),
    }),
  );

async function measure(size: number): Promise<{ card: number; sql: number }> {
  const db = await openDb('memory:');
  await migrate(db);
  const accounts = await fill(db, size);
  const server = await doorOf(db);
  const card = await timed(CALLS, async (no) => {
    const path = `/cards/v1/account?objectTypeId=0-2&objectId=${(no * 7919) % accounts}&portalId=${PORTAL}`;
    const response = await fetch(server.url + path, {
      headers: signedHeaders('bench', 'GET', `https://bench.example${path}`),
    });
    const answer = (await response.json()) as { accounts?: unknown[] };
    if (answer.accounts?.length !== 1)
      throw new Error(`the card answered ${response.status} ${JSON.stringify(answer)}`);
  });
  const scope = (no: number) => ({ accountIds: [`c${(no * 7919) % accounts}`], today: '2026-01-01' });
  const sql = await timed(CALLS, (no) => accountFigures(db, { portalId: PORTAL, connection: 'erp', ...scope(no) }));
  server.close();
  await db.close();
  return { card: percentile(card, 0.95), sql: percentile(sql, 0.95) };
}

async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  let first: number | null = null;
  for (const size of SIZES) {
    const { card, sql } = await measure(size);
    const figure = `p95 of a card read, ${size} documents, beside its SQL alone`;
    figures.push({ bench: 'card', figure, value: card, unit: 'ms', reference: sql });
    if (first !== null) {
      const flat = `p95 at ${size} documents, beside that at ${SIZES[0]}`;
      figures.push({ bench: 'card', figure: flat, value: card, unit: 'ms', reference: first });
    }
    first ??= card;
  }
  return figures;
}

export const cardBench: Bench = { name: 'card', about: 'the account card over HTTP, beside the same SQL alone', run };
