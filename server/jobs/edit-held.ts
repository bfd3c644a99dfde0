import { canonicalValue } from '../engine/canonical.ts';
import type { FieldDescription } from '../engine/connector.ts';
import type { Pair } from '../engine/mapping.ts';
import type { Side, SyncRecord, Value } from '../engine/record.ts';
import { didYouMean } from '../engine/suggest.ts';
import { fieldValue, sameValue } from '../engine/value.ts';
import type { InboxEntry } from '../store/inbox-entries.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import { connectorOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { Refused } from './refused.ts';

export interface HeldEdit {
  readonly entryId: number;
  /** Whose record is written to. */
  readonly side: Side;
  /** By that side's own field names, as a person writes them; blank clears. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Writes a person's values to a record that waits, and has it looked at: what follows is what would if the person had
 * edited it in its own system. Throws Refused.
 */
export async function editHeld(portal: Portal, entry: InboxEntry, { side, values }: HeldEdit): Promise<void> {
  const pair = portal.mapping.pairs.find((one) => one.name === entry.pair);
  if (!pair) throw new Refused(`The mapping has no pair "${entry.pair}" any more, so its records are not written to.`);
  const wanted = await canonical(portal, pair, side, values);
  await portal.exclusive(async () => {
    const record = await recordOf(portal, pair, side, entry, Object.keys(wanted));
    const changed = Object.entries(wanted).filter(([field, after]) => !sameValue(fieldValue(record, field), after));
    if (changed.length > 0) await write(portal, pair, side, record, Object.fromEntries(changed));
    const entries = changed.map(([field, after]) => entryOf(pair, side, record, field, after));
    await portal.store.tx(async (store) => {
      const { id: runId } = await store.startRun('edit');
      await store.appendLedger(entries.map((one) => ({ ...one, runId })));
      await store.endRun(runId, null);
      await store.acceptNotices([{ side, object: pair[side], id: record.id }]);
    });
  });
}

async function canonical(portal: Portal, pair: Pair, side: Side, values: HeldEdit['values']) {
  const objects = await connectorOf(portal, side).describe();
  const fields = objects.find(({ name }) => name === pair[side])?.fields ?? [];
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => [name, valueOf(pair[side], fields, name, text)] as const),
  );
}

function valueOf(object: string, fields: readonly FieldDescription[], name: string, text: string): Value {
  const field = fields.find((one) => one.name === name);
  const known = fields.map((one) => one.name);
  if (!field) throw new Refused(`${object} has no field \`${name}\`${didYouMean(name, known)}.`);
  if (field.readOnly) throw new Refused(`\`${name}\` of ${object} cannot be written to.`);
  try {
    return canonicalValue(field.type, text);
  } catch (error) {
    if (error instanceof RangeError)
      throw new Refused(`\`${name}\` of ${object} is of type ${field.type}: ${error.message}.`);
    throw error;
  }
}

/** The entry's own record, or the one on the other side that it is linked with. */
async function recordOf(
  portal: Portal,
  pair: Pair,
  side: Side,
  entry: InboxEntry,
  fields: string[],
): Promise<SyncRecord> {
  const id = entry.side === side ? entry.recordId : await counterpart(portal, pair, entry);
  if (id === null) {
    throw new Refused(
      `${pair[entry.side]} ${entry.recordId} has no counterpart among the ${pair[side]} yet; edit it itself.`,
    );
  }
  const [record] = await connectorOf(portal, side).get({ object: pair[side], ids: [id], fields });
  if (record) return record;
  throw new Refused(`${pair[side]} ${id} is gone, or cannot be read. Restore it, then try again.`);
}

async function counterpart(portal: Portal, pair: Pair, { side, recordId }: InboxEntry): Promise<string | null> {
  const [link] =
    side === 'right'
      ? await portal.store.linksByRight(pair.name, [recordId])
      : await portal.store.linksByLeft(pair.name, [recordId]);
  return (side === 'right' ? link?.leftId : link?.rightId) ?? null;
}

async function write(
  portal: Portal,
  pair: Pair,
  side: Side,
  { id }: SyncRecord,
  fields: Record<string, Value>,
): Promise<void> {
  const [outcome] = await connectorOf(portal, side).write([{ kind: 'update', object: pair[side], id, fields }]);
  if (outcome?.status === 'done') return;
  const why = outcome?.reason ?? 'it gave no answer';
  throw new Refused(`${pair[side]} ${id} could not be written to: ${why}`);
}

const entryOf = (
  pair: Pair,
  side: Side,
  record: SyncRecord,
  field: string,
  after: Value,
): Omit<LedgerEntry, 'runId'> => ({
  pair: pair.name,
  side,
  object: pair[side],
  recordId: record.id,
  field,
  before: fieldValue(record, field),
  after,
  reason: 'edit',
  actor: 'operator',
});
