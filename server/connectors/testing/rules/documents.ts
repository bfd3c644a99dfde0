import { expect } from '@jest/globals';
import type { DocumentPage } from '../../../engine/connector.ts';
import type { Account, Document } from '../../../engine/document.ts';
import { documentProblems } from '../canonical-document.ts';
import { toTheEnd } from '../pass.ts';
import { firstAbsent, given } from '../rule.ts';
import type { Rule } from '../rule.ts';
import type { TestSystem } from '../test-system.ts';

const lacks = ({ connector, documents }: TestSystem) =>
  firstAbsent({ 'connector.documents': 'documents' in connector, documents });

interface DocumentPass {
  readonly pages: readonly DocumentPage[];
  readonly documents: readonly Document[];
  readonly accounts: readonly Account[];
  readonly cursor: string | null;
}

async function readDocuments({ connector }: TestSystem, from: string | null): Promise<DocumentPass> {
  const pages = await toTheEnd(given(connector.documents?.(from)));
  return {
    pages,
    documents: pages.flatMap((page) => page.documents),
    accounts: pages.flatMap((page) => page.accounts),
    cursor: pages.at(-1)?.cursor ?? from,
  };
}

const key = ({ kind, id }: Pick<Document, 'kind' | 'id'>): string => `${kind} ${id}`;

/** The newest state of each. */
const newest = (documents: readonly Document[]): Document[] => [
  ...new Map(documents.map((one) => [key(one), one])).values(),
];

export const documents = [
  {
    name: 'documents are in canonical form',
    fix: 'Bring them to engine/document.ts: whole minor units as text, ISO currency, days of the entity, states that fit the balance.',
    lacks,
    async check(system) {
      const { documents: found, accounts } = await readDocuments(system, null);
      expect(found.length).toBeGreaterThan(0);
      const accountIds = new Set(accounts.map(({ id }) => id));
      const problems = newest(found).flatMap((one) => [
        ...documentProblems(one),
        ...(accountIds.size > 0 && !accountIds.has(one.accountId) ? [`${key(one)} is of an unknown customer`] : []),
      ]);
      expect(problems).toEqual([]);
    },
  },
  {
    name: 'payments name the invoices that they pay, by the ids that the invoices have',
    fix: 'Tell every application with its own amount, in the currency of the payment, and no more than was paid.',
    lacks,
    async check(system) {
      const found = newest((await readDocuments(system, null)).documents);
      const invoices = new Set(found.filter(({ kind }) => kind === 'invoice').map(({ id }) => id));
      const applied = found.filter(({ kind }) => kind === 'payment').flatMap(({ applications }) => applications);
      expect(applied.length).toBeGreaterThan(0);
      expect(applied.map(({ invoiceId }) => invoiceId).filter((id) => !invoices.has(id))).toEqual([]);
    },
  },
  {
    name: "balances equal the system's own report to the cent, per customer and currency",
    fix: 'Compare one customer line by line: drafts, credit notes, rounding and the currency of the payment are the usual causes.',
    lacks,
    async check(system) {
      const sums = new Map<string, bigint>();
      for (const { accountId, balance } of newest((await readDocuments(system, null)).documents)) {
        if (balance === null) continue;
        const name = `${accountId} ${balance.currency}`;
        sums.set(name, (sums.get(name) ?? 0n) + BigInt(balance.minor));
      }
      const own = await given(system.documents).balances();
      const owed = (entries: Iterable<readonly [string, bigint]>) =>
        new Map([...entries].filter(([, sum]) => sum !== 0n));
      expect(owed(sums)).toEqual(owed([...own].map(([name, minor]) => [name, BigInt(minor)] as const)));
    },
  },
  {
    name: 'documents go on from every cursor, tell of a change, and come to rest',
    fix: 'Mint one cursor for all feeds that stands behind what was handed out; a change of a line or a payment changes its document.',
    lacks,
    async check(system) {
      const first = await readDocuments(system, null);
      for (const at of new Set([0, Math.floor((first.pages.length - 1) / 2)])) {
        const rest = first.pages.slice(at + 1).flatMap((page) => page.documents.map(key));
        const resumed = new Set((await readDocuments(system, first.pages[at]?.cursor ?? null)).documents.map(key));
        expect(rest.filter((one) => !resumed.has(one))).toEqual([]);
      }
      const changed = await given(system.documents).change();
      const second = await readDocuments(system, first.cursor);
      expect(second.documents.map(key)).toContain(key(changed));
      await system.settle?.();
      const third = await readDocuments(system, second.cursor);
      await system.settle?.();
      expect((await readDocuments(system, third.cursor)).documents).toEqual([]);
    },
  },
] as const satisfies readonly Rule[];
