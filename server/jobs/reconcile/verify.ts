import { createsOn } from '../../engine/mapping.ts';
import type { Drift } from '../../engine/reconcile/report.ts';
import { fieldsToCompare } from '../../engine/reconcile/subject.ts';
import type { Side, SyncRecord } from '../../engine/record.ts';
import type { ComparedRecord } from '../../store/reconcile-records.ts';
import { patiently } from '../patient.ts';
import { connectorOf } from '../portal.ts';
import { compare, rightRow } from './compare.ts';
import { driftOfLeftAlone, driftOfRightAlone } from './drift-alone.ts';
import { driftOfCouple, plansOf } from './drift-couple.ts';
import type { Reconciling } from './reconciling.ts';
import { explainer } from './explain.ts';

const BATCH = 100;

/**
 * Looks once more at everything that seemed to differ, both records read at the same moment and with the portal's lock: the
 * two sides were read one after the other, and people go on working. What still differs is written down, and what was
 * read now counts in the sums.
 */
export async function verifySuspects(reconciling: Reconciling, settleMs: number): Promise<void> {
  const { portal, kept, subject, signal } = reconciling;
  const verifyAll = async (last: boolean): Promise<void> => {
    const batch = async (): Promise<boolean> => {
      const suspects = await kept.nextSuspects(subject.pair.name, BATCH);
      if (suspects.length > 0) await verify(reconciling, suspects, last);
      return suspects.length > 0;
    };
    while (!signal.aborted && (await patiently(portal.clock, () => portal.exclusive(batch), signal)));
  };
  await verifyAll(false);
  if (!(await kept.suspectAgain(subject.pair.name))) return;
  // What nothing explains may be a change that was made a moment ago and is on its way.
  await portal.clock.pause(settleMs, signal);
  await verifyAll(true);
}

interface Suspect {
  readonly leftId: string | null;
  readonly rightId: string | null;
}

/** `last`: what nothing explains is written down now, and not looked at again. */
async function verify(
  reconciling: Reconciling,
  marked: readonly { side: Side; id: string }[],
  last: boolean,
): Promise<void> {
  const { kept, subject, runId } = reconciling;
  const { pair } = subject;
  const suspects = await coupled(reconciling, marked);
  const lefts = await read(
    reconciling,
    'left',
    suspects.flatMap(({ leftId }) => leftId ?? []),
  );
  const rights = await read(
    reconciling,
    'right',
    suspects.flatMap(({ rightId }) => rightId ?? []),
  );
  const partners = new Map((await kept.partnersOf(pair.name, [...lefts.keys()])).map((one) => [one.leftId, one]));
  const couples = [...lefts.values()].map((left) => {
    const { rightId = null, base = null } = partners.get(left.id) ?? {};
    return { left, right: rights.get(rightId ?? '') ?? null, rightId, base };
  });
  const compared = await compare(reconciling, couples);
  const explain = await explainer(reconciling, suspects, compared);
  const plans = await plansOf(reconciling, compared);

  const drift: Drift[] = [];
  const found = new Map<string, ComparedRecord['state']>();
  const note = (side: Side, id: string, some: readonly Drift[], otherwise: ComparedRecord['state']): void => {
    const state = stateOf(some, otherwise);
    if (last || state !== 'drift') drift.push(...some);
    found.set(`${side} ${id}`, state);
  };
  for (const one of compared) {
    const { left, right, rightId } = one.couple;
    if (rightId !== null && right !== null) {
      const some = one.row.state === 'out' ? [] : driftOfCouple(reconciling, one, plans.get(rightId), explain);
      note('left', left.id, some, one.row.state === 'out' ? 'out' : 'equal');
      note('right', right.id, [], found.get(`left ${left.id}`) ?? 'equal');
    } else {
      const some = one.row.state === 'alone' ? [] : await driftOfLeftAlone(reconciling, one, explain);
      note('left', left.id, some, one.row.state === 'alone' ? 'alone' : 'equal');
    }
  }
  const alone = suspects.flatMap(({ leftId, rightId }) => {
    const right = rights.get(rightId ?? '');
    const isAlone = right && (leftId === null || !lefts.has(leftId));
    return isAlone && rightRow(subject, right).state !== 'out' ? [{ right, leftId }] : [];
  });
  for (const { right, some } of await driftOfRightAlone(reconciling, alone, explain)) {
    note('right', right.id, some, createsOn(pair, 'left') ? 'equal' : 'alone');
  }

  await kept.removeCompared(pair.name, marked);
  await kept.saveCompared(
    pair.name,
    'left',
    compared.map(({ row }) => ({ ...row, state: found.get(`left ${row.id}`) ?? 'equal' })),
  );
  await kept.saveCompared(pair.name, 'right', rightRows(reconciling, rights, couples, found));
  await kept.saveDrift(runId, drift);
}

const stateOf = (some: readonly Drift[], otherwise: ComparedRecord['state']): ComparedRecord['state'] =>
  some.length === 0 ? otherwise : some.some(({ explanation }) => explanation === null) ? 'drift' : 'explained';

/** Suspects with their counterparts by the links of now; each couple once. */
async function coupled(
  { kept, subject }: Reconciling,
  marked: readonly { side: Side; id: string }[],
): Promise<Suspect[]> {
  const idsOf = (side: Side): string[] => marked.filter((one) => one.side === side).map(({ id }) => id);
  const links = await kept.linkedIds(subject.pair.name, { left: idsOf('left'), right: idsOf('right') });
  const suspects = new Map<string, Suspect>();
  for (const { side, id } of marked) {
    const link = links.find((one) => (side === 'left' ? one.leftId : one.rightId) === id);
    const suspect = link ?? { leftId: side === 'left' ? id : null, rightId: side === 'right' ? id : null };
    suspects.set(JSON.stringify([suspect.leftId, suspect.rightId]), suspect);
  }
  return [...suspects.values()];
}

async function read(
  { portal, subject }: Reconciling,
  side: Side,
  ids: readonly string[],
): Promise<Map<string, SyncRecord>> {
  if (ids.length === 0) return new Map();
  const request = { object: subject.pair[side], ids: [...new Set(ids)], fields: fieldsToCompare(subject, side) };
  return new Map((await connectorOf(portal, side).get(request)).map((record) => [record.id, record]));
}

function rightRows(
  { subject }: Reconciling,
  rights: ReadonlyMap<string, SyncRecord>,
  couples: readonly { readonly left: SyncRecord; readonly right: SyncRecord | null }[],
  found: ReadonlyMap<string, ComparedRecord['state']>,
): ComparedRecord[] {
  const leftOf = new Map(couples.map(({ left, right }) => [right?.id, left]));
  return [...rights.values()].map((right) => {
    const row = rightRow(subject, right, leftOf.get(right.id) ?? null);
    return row.state === 'out' ? row : { ...row, state: found.get(`right ${right.id}`) ?? 'equal' };
  });
}
