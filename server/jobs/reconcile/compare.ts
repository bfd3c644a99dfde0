import { matchesFilter } from '../../engine/filter.ts';
import { differencesOf } from '../../engine/reconcile/differences.ts';
import type { Difference } from '../../engine/reconcile/differences.ts';
import { figuresOf } from '../../engine/reconcile/figures.ts';
import type { Subject } from '../../engine/reconcile/subject.ts';
import type { Fields, SyncRecord } from '../../engine/record.ts';
import type { ComparedRecord } from '../../store/reconcile-records.ts';
import { customerOfRight, readAssociations } from './associations.ts';
import type { Unassociated } from './associations.ts';
import type { Reconciling } from './reconciling.ts';

/** A left record, and the right one it is linked with as far as that is there. */
export interface Couple {
  readonly left: SyncRecord;
  readonly right: SyncRecord | null;
  readonly rightId: string | null;
  /** What the two last agreed on; asked only whether they ever did. */
  readonly base: Fields | null;
}

export interface Compared {
  readonly couple: Couple;
  readonly differences: readonly Difference[];
  readonly unassociated: readonly Unassociated[];
  readonly row: ComparedRecord;
}

/** Compares linked records by the mapping, values and associations, in as few calls as batches allow. */
export async function compare(
  reconciling: Pick<Reconciling, 'portal' | 'kept' | 'subject'>,
  couples: readonly Couple[],
): Promise<Compared[]> {
  const { subject } = reconciling;
  const lefts = couples.map(({ left }) => left);
  const rights = couples.flatMap(({ right }) => right ?? []);
  const associations = await readAssociations(reconciling, lefts, rights);
  return couples.map((couple) => {
    const { left, right } = couple;
    const inFilter = right === null ? null : filterOf(subject, left, right);
    const compares = right !== null && inFilter === true;
    const differences = compares ? said(couple, differencesOf(subject, left, right)) : [];
    const unassociated = compares ? associations.unassociated(left, right, couple.base) : [];
    const row = {
      id: left.id,
      partnerId: couple.rightId,
      customer: associations.customerOf(left, right),
      ...figuresOf(subject, 'left', left, right),
      state: stateOf(subject, couple, inFilter, differences.length + unassociated.length > 0),
    };
    return { couple, differences, unassociated, row };
  });
}

function stateOf(
  { onlyLeftDrifts }: Subject,
  { rightId }: Couple,
  inFilter: boolean | null,
  differs: boolean,
): ComparedRecord['state'] {
  if (rightId === null && !onlyLeftDrifts) return 'alone';
  if (inFilter === false) return 'out';
  return differs ? 'suspect' : 'equal';
}

/** A blank source of a one-way field clears nothing as long as the two sides never agreed on the field (docs/sync.md). */
const said = ({ base }: Couple, differences: readonly Difference[]): Difference[] =>
  differences.filter(({ blankSource, field }) => blankSource !== true || (base !== null && Object.hasOwn(base, field)));

/** What no filter can decide is compared: the record is set aside, and the inbox says so. */
function filterOf({ pair }: Subject, left: SyncRecord | null, right: SyncRecord): boolean {
  if (!pair.filter) return true;
  const filtered = matchesFilter(pair.filter, { left, right });
  return !filtered.ok || filtered.matches;
}

/** A right record as it is kept; whether it has a counterpart shows only when the left side was read. */
export function rightRow(subject: Subject, right: SyncRecord, left: SyncRecord | null = null): ComparedRecord {
  return {
    id: right.id,
    fields: right.fields,
    customer: customerOfRight(subject, right),
    ...figuresOf(subject, 'right', right, left),
    state: filterOf(subject, left, right) ? 'equal' : 'out',
  };
}
