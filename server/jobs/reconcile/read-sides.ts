import type { Side, SyncRecord } from '../../engine/record.ts';
import { fieldsToCompare } from '../../engine/reconcile/subject.ts';
import { patientPages } from '../patient.ts';
import { connectorOf } from '../portal.ts';
import { compare, rightRow } from './compare.ts';
import type { Couple } from './compare.ts';
import type { Reconciling } from './reconciling.ts';

/** So many left records are compared at a time: what HubSpot takes in one reading of associations. */
const BATCH = 1000;

/**
 * Reads both sides afresh, by their lists and never by a search, whose index lags. The right side is kept in the store;
 * the left one is compared with it batch by batch, so that no side is ever in memory.
 */
export async function readSides(reconciling: Reconciling): Promise<void> {
  const { kept, subject, onRead } = reconciling;
  const pair = subject.pair.name;
  for await (const rights of pagesOf(reconciling, 'right')) {
    await kept.saveCompared(
      pair,
      'right',
      rights.map((right) => rightRow(subject, right)),
    );
    await onRead(rights.length);
  }
  for await (const lefts of batches(pagesOf(reconciling, 'left'))) {
    const compared = await compare(reconciling, await couplesOf(reconciling, lefts));
    await kept.saveCompared(
      pair,
      'left',
      compared.map(({ row }) => row),
    );
    await onRead(lefts.length);
  }
}

async function* pagesOf({ portal, subject, signal }: Reconciling, side: Side): AsyncIterable<readonly SyncRecord[]> {
  const request = { object: subject.pair[side], fields: fieldsToCompare(subject, side), cursor: null };
  for await (const page of patientPages(portal.clock, connectorOf(portal, side), request, signal)) yield page.records;
}

async function* batches(pages: AsyncIterable<readonly SyncRecord[]>): AsyncIterable<SyncRecord[]> {
  let batch: SyncRecord[] = [];
  for await (const page of pages) {
    batch.push(...page);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Left records with what was read of their counterparts, without those that belong to another pair of the same object. */
async function couplesOf({ portal, kept, subject }: Reconciling, lefts: readonly SyncRecord[]): Promise<Couple[]> {
  const { pair } = subject;
  const ids = lefts.map(({ id }) => id);
  const partners = new Map((await kept.partnersOf(pair.name, ids)).map((one) => [one.leftId, one]));
  const siblings = portal.mapping.pairs.filter((one) => one.left === pair.left && one !== pair).map(({ name }) => name);
  const others = await kept.leftIdsOfPairs(
    siblings,
    ids.filter((id) => !partners.has(id)),
  );
  return lefts.flatMap((left): Couple[] => {
    if (others.has(left.id)) return [];
    const partner = partners.get(left.id);
    const { rightId = null, base = null, fields = null } = partner ?? {};
    const right = rightId !== null && fields ? { object: pair.right, id: rightId, fields, modifiedAt: null } : null;
    return [{ left, right, rightId, base }];
  });
}
