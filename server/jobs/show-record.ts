import { isConstant, keptIn, mappedValue } from '../engine/fields.ts';
import { associationKey } from '../engine/associations.ts';
import { goesRight } from '../engine/mapping.ts';
import type { Association, ConstantField, MappedField, Pair } from '../engine/mapping.ts';
import type { LookPlan } from '../engine/plan.ts';
import type { Side, SyncRecord, Value } from '../engine/record.ts';
import { transformOfField } from '../engine/transforms/of-field.ts';
import { fieldValue } from '../engine/value.ts';
import { mappingNeeds } from '../engine/needs.ts';
import { matchesFilter } from '../engine/filter.ts';
import { planLooks } from './plan-looks.ts';
import type { Portal } from './portal.ts';
import { absentFrom } from './provision.ts';
import { readLooks } from './read-looks.ts';
import type { OpenLook } from './read-looks.ts';
import { Refused } from './refused.ts';

/** One field of a record as the next look would see it. */
export interface ShownField {
  readonly left: string;
  readonly right: string;
  readonly leftValue: Value;
  readonly rightValue: Value;
  /** What both sides agreed on last; undefined: never. In the left side's spelling. */
  readonly base?: Value;
  /** What would be written, to which side, and why; none: nothing. */
  readonly writes: readonly {
    readonly side: Side;
    readonly field: string;
    readonly after: Value;
    readonly reason: string;
  }[];
  readonly conflict: boolean;
}
export interface ShownRecord {
  readonly pair: string;
  readonly leftId: string | null;
  readonly rightId: string | null;
  /** `linked`, `reserved`, or null: not linked. */
  readonly link: string | null;
  /** `create`, `link`, `associate`, ...: what would be done beside writing fields. */
  readonly operations: readonly string[];
  readonly filtered: boolean;
  readonly held: readonly { readonly reason: string; readonly fix: string }[];
  readonly fields: readonly ShownField[];
}

/**
 * A record of either side through the mapping: what a look would find and do, read from both systems now. Nothing is
 * written. Rejects with Refused when neither side has it.
 */
export async function showRecord(opened: Portal, pairName: string, id: string): Promise<ShownRecord> {
  const pair = opened.mapping.pairs.find(({ name }) => name === pairName);
  if (!pair) throw new Refused(`There is no pair ${pairName}; there are ${pairNames(opened)}.`);
  const missing = (await opened.left.missing?.(mappingNeeds(opened.mapping))) ?? [];
  const portal = { ...opened, absent: absentFrom(missing) };
  const look = (await lookOf(portal, pair, 'right', id)) ?? (await lookOf(portal, pair, 'left', id));
  if (look === null) {
    throw new Refused(`Neither ${pair.right} nor ${pair.left} has a record ${id}; give the id of either side.`);
  }
  const [planned] = await planLooks(portal, [look]);
  return shown(look, planned?.plan ?? null);
}

const pairNames = (portal: Portal): string => portal.mapping.pairs.map(({ name }) => `\`${name}\``).join(', ');

async function lookOf(portal: Portal, pair: Pair, side: Side, id: string): Promise<OpenLook | null> {
  if (side === 'left' && portal.absent.has(pair.left)) return null;
  const [look] = await readLooks(portal, pair, [{ side, id, record: null, notice: null }]);
  return look && (look.left ?? look.right) !== null ? look : null;
}

function shown(look: OpenLook, plan: LookPlan | null): ShownRecord {
  const { pair, left, right, link } = look;
  const operations = (plan?.operations ?? []).map((operation) => operation.kind);
  return {
    pair: pair.name,
    leftId: left?.id ?? look.leftId,
    rightId: right?.id ?? look.rightId,
    link: link?.state ?? null,
    operations: [...new Set(operations)].filter((kind) => kind !== 'update'),
    filtered: isFiltered(pair, left, right),
    held: (plan?.held ?? []).map(({ reason, fix }) => ({ reason, fix })),
    fields: [
      referenceShown(pair, left, right, plan),
      ...pair.fields.map((field) => fieldShown(field, look, plan)),
      ...pair.associations.filter(goesRight).map((association) => associationShown(association, look, plan)),
    ],
  };
}

function isFiltered(pair: Pair, left: SyncRecord | null, right: SyncRecord | null): boolean {
  if (!pair.filter || !right) return false;
  const filtered = matchesFilter(pair.filter, { left, right });
  return filtered.ok && !filtered.matches;
}

type Writes = ShownField['writes'];

const writesOf = (plan: LookPlan | null, side: Side, names: readonly string[]): Writes =>
  (plan?.operations ?? []).flatMap((operation) =>
    'changes' in operation && operation.side === side
      ? operation.changes
          .filter(({ field }) => names.includes(field))
          .map(({ field, after, reason }) => ({ side, field, after, reason }))
      : [],
  );

function referenceShown(
  pair: Pair,
  left: SyncRecord | null,
  right: SyncRecord | null,
  plan: LookPlan | null,
): ShownField {
  return {
    left: pair.reference,
    right: '$id',
    leftValue: left ? fieldValue(left, pair.reference) : null,
    rightValue: right?.id ?? null,
    writes: writesOf(plan, 'left', [pair.reference]),
    conflict: false,
  };
}

function fieldShown(
  field: MappedField | ConstantField,
  { left, right, link }: OpenLook,
  plan: LookPlan | null,
): ShownField {
  if (isConstant(field)) {
    return {
      left: field.left,
      right: `= ${field.value}`,
      leftValue: left ? fieldValue(left, field.left) : null,
      rightValue: field.value,
      writes: writesOf(plan, 'left', [field.left]),
      conflict: false,
    };
  }
  const base = link?.base?.[field.left];
  return {
    left: field.left,
    right: field.right,
    leftValue: valueOf(field, 'left', left),
    rightValue: valueOf(field, 'right', right),
    ...(base === undefined ? {} : { base }),
    writes: [...writesOf(plan, 'left', keptIn(field, 'left')), ...writesOf(plan, 'right', keptIn(field, 'right'))],
    conflict: plan?.conflicts.some((conflict) => conflict.left === field.left && conflict.winner === null) ?? false,
  };
}

/** On the left, the ids of whom it is associated with. */
function associationShown({ to, right: name }: Association, look: OpenLook, plan: LookPlan | null): ShownField {
  const key = associationKey(to);
  const ids = look.ends.get(to)?.ids ?? [];
  const base = look.link?.base?.[key];
  const made = (plan?.operations ?? []).flatMap((operation) =>
    operation.kind === 'associate' && operation.to.pair === to
      ? [{ side: 'left' as const, field: key, after: operation.to.rightId, reason: 'association' }]
      : [],
  );
  return {
    left: key,
    right: name,
    leftValue: ids.length === 0 ? null : ids.join(', '),
    rightValue: look.right ? fieldValue(look.right, name) : null,
    ...(base === undefined ? {} : { base }),
    writes: [...made, ...writesOf(plan, 'right', [name])],
    conflict: plan?.conflicts.some((conflict) => conflict.left === key && conflict.winner === null) ?? false,
  };
}

/** What a field is made of has no value of its own; its sources are shown in its place. */
function valueOf(field: MappedField, side: Side, record: SyncRecord | null): Value {
  if (record === null) return null;
  const transform = transformOfField(field);
  if (!transform?.computed || !field[side].startsWith('=')) return mappedValue(field, side, record);
  const sources = transform.reads(side).map((name) => fieldValue(record, name));
  return sources.some((value) => value !== null) ? sources.map((value) => value ?? '').join(' | ') : null;
}
