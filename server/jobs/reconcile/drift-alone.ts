import { createsOn } from '../../engine/mapping.ts';
import { mappedFields } from '../../engine/fields.ts';
import type { Drift } from '../../engine/reconcile/report.ts';
import { fieldsToCompare } from '../../engine/reconcile/subject.ts';
import type { SyncRecord } from '../../engine/record.ts';
import { fieldValue, sameValue } from '../../engine/value.ts';
import type { Compared } from './compare.ts';
import type { Explainer } from './explain.ts';
import { nothing } from './drift-couple.ts';
import { goneLooks, saidOfGone } from './drift-gone.ts';
import type { Reconciling } from './reconciling.ts';

const NO_VALUES = { field: null, left: null, right: null } as const;

/** A right record whose left one is missing: never made, gone, or there and not linked. */
export async function driftOfRightAlone(
  reconciling: Reconciling,
  alone: readonly { readonly right: SyncRecord; readonly leftId: string | null }[],
  explain: Explainer,
): Promise<{ readonly right: SyncRecord; readonly some: Drift[] }[]> {
  const { portal, subject } = reconciling;
  const { pair } = subject;
  const gone = await goneLooks(
    reconciling,
    'right',
    alone.map(({ right }) => right),
  );
  const unlinked = alone.flatMap(({ right, leftId }) => (leftId === null ? [right.id] : []));
  const carrying =
    unlinked.length === 0
      ? []
      : await portal.left.get({
          object: pair.left,
          ids: unlinked,
          fields: [pair.reference],
          by: pair.reference,
        });
  const carrier = new Map(carrying.map((left) => [String(fieldValue(left, pair.reference)), left.id]));
  return alone.map(({ right, leftId }) => {
    const explanation = explain.ofRecords(leftId, right.id);
    const found = { pair: pair.name, leftId, rightId: right.id, ...NO_VALUES, explanation };
    const ofGone = gone.get(right.id);
    const said = ofGone ? saidOfGone(reconciling, 'right', ofGone, explanation) : null;
    if (said)
      return { right, some: [{ ...found, leftId: ofGone?.link.leftId ?? null, kind: 'missing-left', ...said }] };
    // A counterpart that is gone waits for a person as well, and making it again is what a person may want.
    if (leftId !== null) {
      const action = `Create ${pair.left} for ${pair.right} ${right.id} again: ${leftId} is gone.`;
      return { right, some: [{ ...found, kind: 'missing-left', repair: 'recreate', action }] };
    }
    const carries = carrier.get(right.id);
    if (carries !== undefined) {
      const action = `Link ${pair.left} ${carries}, which carries the id of ${pair.right} ${right.id}.`;
      const repair =
        explanation === null ? { repair: 'look' as const, action } : nothing(`Nothing here: it ${explanation}`);
      return { right, some: [{ ...found, leftId: carries, kind: 'not-linked', ...repair }] };
    }
    if (!createsOn(pair, 'left')) return { right, some: [] };
    const action = `Create ${pair.left} for ${pair.right} ${right.id}, or link the one that matches.`;
    const repair =
      explanation === null ? { repair: 'create' as const, action } : nothing(`Nothing here: it ${explanation}`);
    return { right, some: [{ ...found, kind: 'missing-left', ...repair }] };
  });
}

/** A left record that no right one stands behind: its own is gone, it is a second one, or nobody knows. */
export async function driftOfLeftAlone(reconciling: Reconciling, one: Compared, explain: Explainer): Promise<Drift[]> {
  const { portal, kept, subject } = reconciling;
  const { pair } = subject;
  const { left, rightId } = one.couple;
  const explanation = explain.ofRecords(left.id, rightId);
  const found = { pair: pair.name, leftId: left.id, rightId, ...NO_VALUES, explanation };
  const ofGone = (await goneLooks(reconciling, 'left', [left])).get(left.id);
  const said = ofGone ? saidOfGone(reconciling, 'left', ofGone, explanation) : null;
  if (said) return [{ ...found, rightId: ofGone?.link.rightId ?? null, kind: 'missing-right', ...said }];
  if (rightId !== null) {
    const action = `Nothing: ${pair.right} ${rightId} is gone. Restore it, or archive ${pair.left} ${left.id}.`;
    return [{ ...found, kind: 'missing-right', ...nothing(action) }];
  }
  const carried = fieldValue(left, pair.reference);
  if (carried !== null) {
    const [link] = await kept.linkedIds(pair.name, { left: [], right: [String(carried)] });
    const [right] = link ? [] : await portal.right.get({ object: pair.right, ids: [String(carried)], fields: [] });
    // Told of with the right record, which is looked at in its own turn.
    if (right) return [];
    if (link) return [doubled(reconciling, { ...found, rightId: String(carried) }, left.id, link.leftId)];
  }
  const twin = await twinOf(reconciling, one);
  if (twin !== null) return [doubled(reconciling, found, left.id, twin)];
  const action = `Nothing: no ${pair.right} stands behind ${pair.left} ${left.id}. Link it, or archive it.`;
  return [{ ...found, kind: 'extra-left', ...nothing(action) }];
}

function doubled(
  { subject, archives }: Reconciling,
  found: Omit<Drift, 'kind' | 'repair' | 'action'>,
  leftId: string,
  first: string,
): Drift {
  const { pair } = subject;
  const why = `it is a second one of ${pair.left} ${first}`;
  if (found.explanation !== null)
    return { ...found, kind: 'double-left', ...nothing(`Nothing here: it ${found.explanation}`) };
  if (archives) {
    return { ...found, kind: 'double-left', repair: 'archive', action: `Archive ${pair.left} ${leftId}: ${why}.` };
  }
  return { ...found, kind: 'double-left', ...nothing(`Delete ${pair.left} ${leftId} by hand: ${why}.`) };
}

/**
 * A linked record that this one is a copy of: same customer, currency and amounts, and every mapped value it holds is the
 * other one's. One that differs in anything is no copy but something that a person has to look at.
 */
async function twinOf({ portal, kept, subject }: Reconciling, { couple, row }: Compared): Promise<string | null> {
  const { pair } = subject;
  if (!row.amounts.some((amount) => amount !== null && amount !== '0')) return null;
  const ids = await kept.leftTwins(pair.name, row);
  if (ids.length === 0) return null;
  const others = await portal.left.get({ object: pair.left, ids, fields: fieldsToCompare(subject, 'left') });
  const names = mappedFields(pair).map((field) => field.left);
  const isCopy = (other: SyncRecord): boolean =>
    names.every((name) => {
      const value = fieldValue(couple.left, name);
      return value === null || sameValue(value, fieldValue(other, name));
    });
  return others.find(isCopy)?.id ?? null;
}
