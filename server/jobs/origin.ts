import { isAssociationKey, isLabelKey } from '../engine/associations.ts';
import { fieldKeptIn, isConstant, keptIn } from '../engine/fields.ts';
import type { Pair } from '../engine/mapping.ts';
import { referenceKey } from '../engine/pending.ts';
import { WHOLE_RECORD, otherSide } from '../engine/record.ts';
import type { Link, Side, SyncRecord, Value } from '../engine/record.ts';
import { standingOf } from '../engine/standing.ts';
import { fieldValue, sameValue, shown } from '../engine/value.ts';
import type { StoredLedgerEntry } from '../store/ledger.ts';

/** Where the value of one field came from. */
export interface Origin {
  /** The side's own name, or `@pair` for an association. */
  readonly field: string;
  /** As it is now; null as well when it could not be read. */
  readonly value: Value;
  /** For a person. */
  readonly words: string;
  /** The change that the value came with; null when Ledgerline has not written it. */
  readonly entry: StoredLedgerEntry | null;
}

export interface OriginLook {
  readonly pair: Pair;
  readonly side: Side;
  /** The record that is asked about; null when it could not be read. */
  readonly record: SyncRecord | null;
  /** The id of the record on the other side. */
  readonly counterpart: string | null;
  readonly link: Link | null;
  /** Why the two are linked, and since when: `by key 0 on 2026-11-23`. */
  readonly linked: string;
}

/** `entry`: the latest of the field that the ledger has. */
export function originOf(look: OriginLook, field: string, entry: StoredLedgerEntry | null): Origin {
  const { record } = look;
  const isAssociation = isAssociationKey(field) || field === WHOLE_RECORD;
  const value = isAssociation ? (entry?.after ?? null) : record ? fieldValue(record, field) : null;
  const isWritten = entry !== null && (isAssociation || !record || sameValue(value, entry.after));
  const words = isWritten
    ? writtenWords(look, entry)
    : entry
      ? `It was changed since, by somebody else or the system itself: Ledgerline wrote ${shown(entry.after)} at ${entry.at}, run ${entry.runId}.`
      : neverWrittenWords(look, field);
  return { field, value, words, entry: isWritten ? entry : null };
}

function writtenWords(
  look: OriginLook,
  { at, runId, reason, before, after, actor, notice, field }: StoredLedgerEntry,
): string {
  const source = sourceWords(look, field);
  const why = WHY[reason] ?? `the rule \`${reason}\` decided between both sides`;
  const hint = notice == null ? 'a run over all records came across it' : `the notice was ${notice}`;
  const what =
    field === WHOLE_RECORD
      ? `The record itself went from ${shown(before)} to ${shown(after)}`
      : isLabelKey(field)
        ? `The label of its association with ${field.slice(1, -1)} went from ${shown(before)} to ${shown(after)}`
        : isAssociationKey(field)
          ? after === null
            ? `The association with ${field.slice(1)} ${shown(before)} was ended`
            : `It was associated with ${field.slice(1)} ${shown(after)}`
          : `It was changed from ${shown(before)} to ${shown(after)}`;
  return `${what} at ${at}: ${why}${source}. Run ${runId}, on behalf of ${actor}; ${hint}.`;
}

const WHY: Readonly<Record<string, string>> = {
  create: 'the record was created with it',
  'one-way': 'the field follows the other side',
  constant: 'the mapping has this value for every record',
  default: 'the other side was blank, and the mapping has a default',
  reference: 'it says which record it is linked with',
  'fills-blank': 'one side was blank, and the other had a value',
  'only-left-changed': 'only the left side had changed',
  'only-right-changed': 'only the right side had changed',
  association: 'the record on the other side refers to it',
  label: 'the mapping has this label for the association',
  undo: 'a person had the change of a run undone; it stays until the other side changes',
  edit: 'a person wrote it through the command line',
};

/** `, from customer ALFKI, \`phone\``: where the other side keeps the same thing. */
function sourceWords({ pair, side, counterpart }: OriginLook, name: string): string {
  const there = otherSide(side);
  const reference = referenceKey(pair, side, name);
  if (reference !== undefined && counterpart !== null) {
    return `; its other side is the association of ${pair[there]} ${counterpart} with ${reference.slice(1)}`;
  }
  const field = fieldKeptIn(pair, side, name);
  if (!field || isConstant(field) || counterpart === null) return '';
  return `; its other side is ${keptIn(field, there)
    .map((one) => `\`${one}\``)
    .join(', ')} of ${pair[there]} ${counterpart}`;
}

function neverWrittenWords({ pair, side, link, counterpart, linked }: OriginLook, name: string): string {
  const field = fieldKeptIn(pair, side, name);
  const reference = referenceKey(pair, side, name);
  if (!field && name !== pair.reference && reference === undefined)
    return 'The mapping does not have the field, so Ledgerline never writes it.';
  if (link?.state !== 'linked' || counterpart === null) {
    return 'The record is linked with none, so the value is its own system\u2019s. Ledgerline has never changed it.';
  }
  const there = otherSide(side);
  const other = `${pair[there]} ${counterpart}`;
  if (field && !isConstant(field) && field.direction === `to-${there}`) {
    return `It came from here: the value is read in this record and carried over to ${other}. Ledgerline has never changed it.`;
  }
  if (field && standingOf(link.base, field.left))
    return `It differs from ${other}, because a person had a change there undone.`;
  const key = field?.left ?? reference ?? '';
  if (link.base && Object.hasOwn(link.base, key)) {
    return `It came from here, or was the same already when the two were linked ${linked}; ${other} has it as well. Ledgerline has never changed it.`;
  }
  return `Ledgerline has never changed it, and it has not agreed with ${other} on it yet.`;
}
