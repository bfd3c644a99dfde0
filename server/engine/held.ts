import type { Pair } from './mapping.ts';
import type { Removal } from './operation.ts';
import type { Conflict } from './merge.ts';
import { otherSide } from './record.ts';
import type { Link, RoleLink, Side, SyncRecord, Value } from './record.ts';
import { shown } from './value.ts';

/** A record that waits for a person: what happened, and what to do, in words. */
export interface Held {
  readonly kind: 'unsure' | 'conflict' | 'set-aside';
  readonly pair: string;
  readonly side: Side;
  readonly recordId: string;
  readonly reason: string;
  readonly fix: string;
  readonly detail: unknown;
}

const on = (
  side: Side,
  pair: Pair,
  recordId: string,
  rest: Pick<Held, 'kind' | 'reason' | 'fix' | 'detail'>,
): Held => ({ pair: pair.name, side, recordId, ...rest });

const onRight = (pair: Pair, rightId: string, rest: Pick<Held, 'kind' | 'reason' | 'fix' | 'detail'>): Held =>
  on('right', pair, rightId, rest);

export function unsure(pair: Pair, rightId: string, leftIds: readonly string[], keyNo: number): Held {
  return onRight(pair, rightId, {
    kind: 'unsure',
    reason: `${pair.right} ${rightId} could be ${leftIds.length} of the ${pair.left}: ${leftIds.join(', ')}.`,
    fix: `Say which one it is with "ledgerline link ${pair.name} <id> ${rightId}"; or merge the duplicates, then retry.`,
    detail: { candidates: leftIds, keyNo },
  });
}

export function referenceTaken(pair: Pair, rightId: string, leftId: string, carried: Value): Held {
  return onRight(pair, rightId, {
    kind: 'unsure',
    reason: `${pair.right} ${rightId} matches ${pair.left} ${leftId}, but that one carries ${shown(carried)} in \`${pair.reference}\`.`,
    fix: `If they are the same, empty \`${pair.reference}\` of ${pair.left} ${leftId} and retry; if not, make their match fields differ.`,
    detail: { candidates: [leftId], reference: carried },
  });
}

export function claimed(pairName: string, rightId: string, leftId: string, by: string): Held {
  return {
    pair: pairName,
    side: 'right',
    recordId: rightId,
    kind: 'unsure',
    reason: `${rightId} matches the left record ${leftId}, which ${by} is linked with.`,
    fix: `If ${rightId} and ${by} are one, merge them on the right side; if not, make their match fields differ. Then retry.`,
    detail: { candidates: [leftId], claimedBy: by },
  };
}

/** Two records of one side became one, and each had a counterpart: this one comes second. */
export function additional(pair: Pair, { leftId, rightId, role }: RoleLink, side: Side): Held {
  const [own, other] = side === 'left' ? [leftId, rightId] : [rightId, leftId];
  const records = `${pair.name} ${leftId} ${rightId}`;
  return on(side, pair, own, {
    kind: 'unsure',
    reason:
      `${pair[side]} ${own} belongs to ${pair[otherSide(side)]} ${other} as \`${role}\`, for records were merged that both ` +
      'had a counterpart. Its fields are not written any more.',
    fix:
      `Merge it with the other counterpart of ${other} on the ${side} side; or say in which role it stays, with ` +
      `"ledgerline link ${records} --role branch"; or end it with "ledgerline unlink ${records}".`,
    detail: { leftId, rightId, role },
  });
}

export function unreadableMatch(pair: Pair, rightId: string, leftId: string): Held {
  return onRight(pair, rightId, {
    kind: 'set-aside',
    reason: `${pair.right} ${rightId} matches ${pair.left} ${leftId}, which cannot be read: it was deleted or hidden.`,
    fix: `Restore ${pair.left} ${leftId} and retry; or read all ${pair.left} again, so that it is forgotten.`,
    detail: { candidates: [leftId] },
  });
}

export function goneFromOneSide(pair: Pair, link: Link, remaining: SyncRecord, side: Side): Held {
  const gone = otherSide(side);
  const goneId = gone === 'left' ? link.leftId : link.rightId;
  return {
    kind: 'set-aside',
    pair: pair.name,
    side,
    recordId: remaining.id,
    reason: `${pair[side]} ${remaining.id} is linked with ${pair[gone]} ${goneId}, which is gone from the ${gone} side.`,
    fix: `Restore ${pair[gone]} ${goneId} and retry. Nothing is written to either record until then.`,
    detail: { leftId: link.leftId, rightId: link.rightId, gone },
  };
}

export function severalRight(pair: Pair, leftId: string, rightIds: readonly string[]): Held {
  return on('left', pair, leftId, {
    kind: 'unsure',
    reason: `${pair.left} ${leftId} could be ${rightIds.length} of the ${pair.right}: ${rightIds.join(', ')}.`,
    fix: `Say which one it is with "ledgerline link ${pair.name} ${leftId} <id>"; or merge the duplicates, then retry.`,
    detail: { candidates: rightIds },
  });
}

export function contested(pair: Pair, leftId: string, rightId: string, others: readonly string[]): Held {
  return on('left', pair, leftId, {
    kind: 'unsure',
    reason: `${pair.left} ${leftId} matches ${pair.right} ${rightId}, which ${pair.left} ${others.join(', ')} matches or is linked with.`,
    fix: `Say which one it is with "ledgerline link ${pair.name} <id> ${rightId}"; if they are not the same, make their match fields differ. Then retry.`,
    detail: { candidates: [rightId], claimedBy: others },
  });
}

export function tooManyRemovals(
  { kind, side, pair, object, id }: Removal,
  { count, allowed, share }: { count: number; allowed: number; share: number },
): Held {
  return {
    kind: 'set-aside',
    pair,
    side,
    recordId: id,
    reason: `${object} ${id} was to be ${kind}d, but ${count} records within a day are more than the ${allowed} that \`capRemovePercent: ${share}\` allows.`,
    fix: 'Find out why so many are gone. If it is right, raise `capRemovePercent` in the mapping file, then retry.',
    detail: { count, allowed },
  };
}

export function setAside(pair: Pair, side: Side, recordId: string, errors: readonly string[]): Held {
  return on(side, pair, recordId, {
    kind: 'set-aside',
    reason: `${errors.join('; ')}.`,
    fix: 'Correct the value in the record, or the map, transform or filter in the mapping file, then retry.',
    detail: { errors },
  });
}

/** A record is associated with one that has no counterpart: it is looked at again once that one has. */
export function unlinkedEnds(pair: Pair, side: Side, recordId: string, sentences: readonly string[]): Held {
  return on(side, pair, recordId, {
    kind: 'set-aside',
    reason: `${sentences.join('; ')}.`,
    fix: 'Nothing, if that one is about to be linked: this record is looked at again then. Otherwise link it with "ledgerline link", or associate another one.',
    detail: { errors: sentences },
  });
}

/** A record that is to be created on the right is associated with several on the left, and the right one refers to one. */
export function severalEnds(pair: Pair, leftId: string, conflicts: readonly Conflict[]): Held {
  const words = conflicts.map(
    ({ left, right, candidates = [] }) =>
      `${pair.left} ${leftId} is associated with several of ${left.slice(1)}: ${candidates.join(', ')}, and \`${right}\` holds one`,
  );
  return on('left', pair, leftId, {
    kind: 'set-aside',
    reason: `${words.join('; ')}.`,
    fix: 'End all of these associations but one, or have the mapping count those of one `label` only; then retry.',
    detail: { conflicts },
  });
}

export function waitingConflicts(pair: Pair, rightId: string, conflicts: readonly Conflict[]): Held {
  const words = conflicts.map(({ left, right, leftValue, rightValue, candidates }) =>
    candidates
      ? `the left record is associated with several of ${left.slice(1)} (${candidates.join(', ')}), and \`${right}\` is ${shown(rightValue)} on the right`
      : `\`${left}\` is ${shown(leftValue)} on the left and ${shown(rightValue)} on the right`,
  );
  const which = conflicts.find(({ candidates }) => candidates)?.candidates?.[0];
  return onRight(pair, rightId, {
    kind: 'conflict',
    reason: `Changed on both sides: ${words.join('; ')}.`,
    fix:
      which === undefined
        ? `Decide with "ledgerline choose ${pair.name} ${rightId} <winner>", make both sides equal, or give the field another rule than \`ask\`.`
        : `Decide with "ledgerline choose ${pair.name} ${rightId} hubspot --which ${which}" or "... erp", or end all of these associations but one.`,
    detail: { conflicts },
  });
}
