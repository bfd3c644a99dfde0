import { keptIn, mappedFields } from '../../engine/fields.ts';
import type { AssociationOperation } from '../../engine/operation.ts';
import type { LookPlan } from '../../engine/plan.ts';
import type { Difference } from '../../engine/reconcile/differences.ts';
import type { Drift } from '../../engine/reconcile/report.ts';
import type { Subject } from '../../engine/reconcile/subject.ts';
import type { Value } from '../../engine/record.ts';
import { standingOf } from '../../engine/standing.ts';
import { sameValue, shown } from '../../engine/value.ts';
import { planLooks } from '../plan-looks.ts';
import { readLooks } from '../read-looks.ts';
import type { Unassociated } from './associations.ts';
import type { Compared } from './compare.ts';
import type { Explainer } from './explain.ts';
import type { Reconciling } from './reconciling.ts';

const asText = (value: Value): string | null => (value === null ? null : String(value));

/** What a look at each of these couples would do, by right id. */
export async function plansOf(
  { portal, subject }: Pick<Reconciling, 'portal' | 'subject'>,
  compared: readonly Compared[],
): Promise<ReadonlyMap<string, LookPlan>> {
  const differing = compared.filter(({ differences, unassociated }) => differences.length + unassociated.length > 0);
  const wanted = differing.flatMap(({ couple: { left, right, rightId } }) => [
    { side: 'left' as const, id: left.id, record: left, notice: null },
    { side: 'right' as const, id: rightId ?? '', record: right, notice: null },
  ]);
  if (wanted.length === 0) return new Map();
  const planned = await planLooks(portal, await readLooks(portal, subject.pair, wanted));
  return new Map(planned.map(({ look, plan }) => [look.rightId ?? '', plan]));
}

/** What a linked couple does not have in common, with what a look would do about it. */
export function driftOfCouple(
  { subject }: Pick<Reconciling, 'subject'>,
  { couple, differences, unassociated }: Compared,
  plan: LookPlan | undefined,
  explain: Explainer,
): Drift[] {
  const { left, rightId, base } = couple;
  const { pair } = subject;
  const explanation = explain.ofRecords(left.id, rightId);
  const found = { pair: pair.name, leftId: left.id, rightId };
  return [
    ...differences.map((difference): Drift => {
      const { kind, field } = difference;
      const values = { left: asText(difference.left), right: asText(difference.right) };
      const repair = fieldRepair(subject, difference, plan, explanation);
      const stands = repair.repair === 'none' && standingOf(base, field) !== null;
      const why = explanation ?? (stands ? UNDONE : null);
      return { ...found, kind, field, ...values, explanation: why, ...repair };
    }),
    ...unassociated.map((one): Drift => {
      const standing = standingOf(base, one.field);
      const stands = standing !== null && sameValue(standing.right, one.rightId);
      const target = one.wanted === null && one.rightId !== null ? explain.ofTarget(one.to, one.rightId) : null;
      const why = explanation ?? (stands ? UNDONE : target);
      const unlabelled = one.unlabelled === undefined ? '' : ` without the label "${one.unlabelled}"`;
      const ids = one.leftIds.length > 0 ? `${one.leftIds.join(', ')}${unlabelled}` : null;
      const values = { left: ids, right: one.wanted ?? one.rightId };
      return {
        ...found,
        kind: 'association',
        field: one.field,
        ...values,
        explanation: why,
        ...(one.isDirected ? directedRepair(subject, one, plan, why) : endRepair(subject, left.id, one, why)),
      };
    }),
  ];
}

/** Such a difference is remembered with the link (engine/standing.ts). */
const UNDONE = 'was undone by a person, and stays so until the value it came from changes';

type Repaired = Pick<Drift, 'repair' | 'action' | 'wrong'>;
export const nothing = (action: string): Repaired => ({ repair: 'none', action });

function fieldRepair(
  subject: Subject,
  { kind, field, error }: Difference,
  plan: LookPlan | undefined,
  why: string | null,
): Repaired {
  if (why !== null) return nothing(`Nothing here: it ${why}`);
  if (error !== undefined) return nothing(`Correct the value: ${error}.`);
  if (kind === 'amount') {
    return nothing(`\`${field}\` is computed by its system: it follows when what it is made of is repaired.`);
  }
  const change = plan?.operations.flatMap((operation) => {
    if (operation.kind !== 'update') return [];
    const written = operation.changes.find((one) => namesOf(subject, field, operation.side).includes(one.field));
    return written ? [{ ...written, side: operation.side }] : [];
  })[0];
  if (change) {
    const { side, before, after } = change;
    return {
      repair: 'look',
      action: `Write \`${change.field}\` of ${subject.pair[side]}: ${shown(before)} -> ${shown(after)}.`,
    };
  }
  const [held] = plan?.held ?? [];
  if (held) return { repair: 'look', action: `Put it to the inbox: ${held.reason}` };
  return nothing('Nothing: the mapping leaves the two as they are.');
}

function namesOf({ pair }: Subject, field: string, side: 'left' | 'right'): readonly string[] {
  const mapped = mappedFields(pair).find((one) => one.left === field);
  return mapped ? keptIn(mapped, side) : [field];
}

/** A look writes the side that the mapping's direction and rule say. */
function directedRepair(
  { pair }: Subject,
  { to }: Unassociated,
  plan: LookPlan | undefined,
  why: string | null,
): Repaired {
  if (why !== null) return nothing(`Nothing here: ${why}`);
  const { right: field } = pair.associations.find((one) => one.to === to) ?? { right: '' };
  const [action] = (plan?.operations ?? []).flatMap((operation) => {
    if ('from' in operation) return operation.to.pair === to ? [endWords(pair, operation)] : [];
    if (operation.kind !== 'update' || operation.side !== 'right') return [];
    const change = operation.changes.find((one) => one.field === field);
    return change ? [`Write \`${field}\` of ${pair.right}: ${shown(change.before)} -> ${shown(change.after)}.`] : [];
  });
  if (action !== undefined) return { repair: 'look', action };
  const [held] = plan?.held ?? [];
  if (held) return { repair: 'look', action: `Put it to the inbox: ${held.reason}` };
  return nothing('Nothing: the mapping leaves the two as they are.');
}

const endWords = ({ left }: Subject['pair'], { kind, to }: AssociationOperation): string =>
  kind === 'associate'
    ? `Associate the record of ${left} with ${to.pair} ${to.rightId}.`
    : `End the association of the record of ${left} with ${to.pair} ${to.rightId}.`;

function endRepair({ pair }: Subject, leftId: string, end: Unassociated, why: string | null): Repaired {
  const { to, rightId, wanted, wrong, unlabelled } = end;
  if (why !== null) return nothing(`Nothing here: ${why}`);
  if (unlabelled !== undefined) {
    const action = `Label the association of ${pair.left} ${leftId} with ${to} ${rightId} "${unlabelled}".`;
    return { repair: 'associate', action, wrong };
  }
  const instead = wrong.length > 0 ? ` in place of ${to} ${wrong.join(', ')}` : '';
  const action = `Associate ${pair.left} ${leftId} with ${to} ${rightId}${instead}${wanted === null ? ', once that one is linked' : ''}.`;
  return { repair: 'associate', action, wrong };
}
