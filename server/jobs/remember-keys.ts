import { toldKeys } from '../engine/echo.ts';
import { keysOf } from '../engine/match.ts';
import { createsOn } from '../engine/mapping.ts';
import type { Mapping, Pair } from '../engine/mapping.ts';
import type { Side, SyncRecord } from '../engine/record.ts';
import type { StoreInTx } from '../store/portal-store.ts';
import type { Fate } from './fate.ts';
import { patientPages } from './patient.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';

/** Records are remembered by their match keys whenever they are read; right ones only where left ones are matched with them. */
export async function rememberKeys(
  portal: Portal,
  pair: Pair,
  side: Side,
  records: readonly SyncRecord[],
): Promise<void> {
  if (pair.match.length === 0 || records.length === 0 || (side === 'right' && !createsOn(pair, 'right'))) return;
  const keys = records.map((record) => ({ id: record.id, keys: keysOf(pair, side, record) }));
  await portal.store.saveMatchKeys(pair.name, side, keys);
}

/**
 * Reads every left record of the pair once, so that matching knows all of them. The keys are in the store, not here.
 * `from`: the cursor at which an earlier try was cut; `onPage` hears of each one.
 */
export async function rememberAllKeys(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
  { from = null, onPage }: { from?: string | null; onPage?: (cursor: string) => Promise<void> } = {},
): Promise<void> {
  // Of an object that is yet to be created there is nothing to read.
  if (pair.match.length === 0 || portal.absent.has(pair.left)) return;
  const request = { object: pair.left, fields: fieldsOf(portal, pair, 'left'), cursor: from };
  for await (const page of patientPages(portal.clock, portal.left, request, signal)) {
    await rememberKeys(portal, pair, 'left', page.records);
    await onPage?.(page.cursor);
  }
}

/** A left record that was just made for one pair may be the counterpart of a right one in another pair of its object. */
export async function rememberCreated(
  store: Pick<StoreInTx, 'saveMatchKeys'>,
  mapping: Mapping,
  fates: readonly Fate[],
): Promise<void> {
  const created = fates.flatMap((fate) => createdOnLeft(fate));
  for (const pair of mapping.pairs.filter(({ match }) => match.length > 0)) {
    // Of a key that was written in part nobody knows the rest: the record may have been there before.
    const others = created.filter(
      (one) => one.pair !== pair && one.record.object === pair.left && toldKeys(pair, one.record.fields) === 'all',
    );
    const keys = others.map(({ record }) => ({ id: record.id, keys: keysOf(pair, 'left', record) }));
    await store.saveMatchKeys(pair.name, 'left', keys);
  }
}

function createdOnLeft({ done, leftId, planned }: Fate): { readonly pair: Pair; readonly record: SyncRecord }[] {
  const { pair } = planned.look;
  const create = done.find((operation) => operation.kind === 'create' && operation.side === 'left');
  if (create?.kind !== 'create' || leftId === null) return [];
  const { referenceField, reference, changes } = create;
  const written = changes.map(({ field, after }) => [field, after] as const);
  const fields = { ...Object.fromEntries(written), [referenceField]: reference };
  return [{ pair, record: { object: pair.left, id: leftId, fields, modifiedAt: null } }];
}
