import { matchesFilter } from './filter.ts';
import { goneFromOneSide } from './held.ts';
import { hold, nothing } from './look.ts';
import type { LinkMove, Look, LookPlan } from './look.ts';
import type { Pair, RemovalPolicy } from './mapping.ts';
import type { Operation, Removal } from './operation.ts';
import { otherSide } from './record.ts';
import type { Gone, Link, Side, SyncRecord } from './record.ts';
import { fieldValue } from './value.ts';

const BOTH: readonly Side[] = ['left', 'right'];

const moving = (move: LinkMove, operations: Operation[] = []): LookPlan => ({ ...nothing, operations, move });

const toGone = (link: Link, gone: Gone): LookPlan =>
  link.state === 'gone' && sameSides(link.gone?.sides ?? [], gone.sides) && link.gone?.because === gone.because
    ? nothing
    : moving({ kind: 'gone', first: null, gone });

const sameSides = (a: readonly Side[], b: readonly Side[]): boolean =>
  a.length === b.length && a.every((side) => b.includes(side));

/** Neither record is there. Where a removal is carried over, it is remembered for when one is restored. */
export function planBothGone({ pair, link }: Look): LookPlan {
  if (
    !link ||
    link.state === 'reserved' ||
    (link.state === 'linked' && pair.deleted.left === 'ask' && pair.deleted.right === 'ask')
  )
    return nothing;
  return toGone(link, { because: link.gone?.because ?? 'deleted', sides: BOTH });
}

/** One of the linked records is there, the other one is not. `matches`: what the filter says of the one. */
export function planOneGone(look: Look, link: Link, remaining: SyncRecord, side: Side, matches: boolean): LookPlan {
  const { pair } = look;
  const gone = otherSide(side);
  // What is not known to be a person's removal is not carried over.
  const { because = 'deleted', sides = link.state === 'gone' ? [] : [gone] } = link.gone ?? {};
  const stillThere = !sides.includes(side) && sides.includes(gone);
  // The pair is not about a record that does not match: it is left alone.
  if (!matches) return because === 'unmatched' ? toGone(link, { because, sides: [gone] }) : nothing;
  if (because === 'deleted' && stillThere) return planCounterpart(pair, link, remaining, side);
  return planReturn(pair, link, remaining, side, because);
}

/** The record of the other side was removed by somebody: what becomes of this one. */
function planCounterpart(pair: Pair, link: Link, record: SyncRecord, side: Side): LookPlan {
  const gone = otherSide(side);
  const policy = pair.deleted[gone];
  const first: Gone = { because: 'deleted', sides: [gone] };
  if (policy === 'ask') return hold(goneFromOneSide(pair, link, record, side));
  if (policy === 'ignore') return toGone(link, first);
  if (policy === 'unlink') return moving({ kind: 'end', first: null, again: false }, cleared(pair, link, record, side));
  const operation = removal(pair, policy, side, record.id, `deleted-${gone}`);
  if (policy === 'delete') return moving({ kind: 'end', first, again: false }, [operation]);
  return moving({ kind: 'gone', first, gone: { because: 'deleted', sides: BOTH } }, [operation]);
}

/** This record came back, or matches again, while its counterpart is gone. */
function planReturn(pair: Pair, link: Link, record: SyncRecord, side: Side, because: Gone['because']): LookPlan {
  const other = otherSide(side);
  const policy: RemovalPolicy = because === 'unmatched' ? 'archive' : pair.deleted[side];
  // What was deleted for good is made anew, as for a record that never had a counterpart.
  if (policy === 'delete') return moving({ kind: 'end', first: null, again: true });
  if (policy === 'ignore') return toGone(link, { because, sides: [other] });
  const otherId = other === 'left' ? link.leftId : link.rightId;
  if (policy !== 'archive' || otherId === null) return hold(goneFromOneSide(pair, link, record, side));
  return { ...nothing, operations: [removal(pair, 'restore', other, otherId, `restored-${side}`)] };
}

/** The filter does not let the records through any more; both are there. */
export function planUnmatched({ pair, link }: Look, left: SyncRecord, right: SyncRecord): LookPlan {
  if (!link || pair.unmatched === 'leave') return nothing;
  // A person brought it back although nothing has changed about the filter: that holds.
  if (link.state === 'gone' && link.gone?.because === 'unmatched' && link.gone.sides.length > 0) return nothing;
  if (pair.unmatched === 'unlink') {
    const operations = [...cleared(pair, link, left, 'left'), ...cleared(pair, link, right, 'right')];
    return moving({ kind: 'end', first: null, again: false }, operations);
  }
  const side = unmatchedCounterpart(pair, left, right);
  const record = side === 'left' ? left : right;
  const because = 'unmatched';
  return moving({ kind: 'gone', first: { because, sides: [] }, gone: { because, sides: [side] } }, [
    removal(pair, 'archive', side, record.id, because),
  ]);
}

/** The counterpart of the record that stopped matching; where only both together do not match, the one on the left. */
function unmatchedCounterpart(pair: Pair, left: SyncRecord, right: SyncRecord): Side {
  const fails = (record: Pick<Look, 'left' | 'right'>): boolean => {
    const found = pair.filter && matchesFilter(pair.filter, record);
    return found?.ok === true && !found.matches;
  };
  if (fails({ left: null, right })) return 'left';
  return fails({ left, right: null }) ? 'right' : 'left';
}

/** The record gives up the id of its counterpart, so that it is not taken for it again. */
function cleared(pair: Pair, link: Link, record: SyncRecord, side: Side): Operation[] {
  const field = side === 'left' ? pair.reference : pair.rightReference;
  if (field === undefined || link.rightId === null) return [];
  const before = fieldValue(record, field);
  if (before === null) return [];
  const change = { field, before, after: null, reason: 'unlinked', late: false };
  const target = { id: record.id };
  return [
    {
      kind: 'update',
      side,
      pair: pair.name,
      object: pair[side],
      target,
      rightId: link.rightId,
      changes: [change],
      late: false,
    },
  ];
}

const removal = (pair: Pair, kind: Removal['kind'], side: Side, id: string, reason: string): Removal => ({
  kind,
  side,
  pair: pair.name,
  object: pair[side],
  id,
  reason,
});
