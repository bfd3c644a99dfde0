import type { Targets } from '../engine/associations.ts';
import type { Ends } from '../engine/left-ends.ts';
import type { Counterpart, Match } from '../engine/match.ts';
import type { Pair } from '../engine/mapping.ts';
import type { Link, Pending, RoleLink, SyncRecord } from '../engine/record.ts';
import type { StoredNotice } from '../store/notices.ts';

/** A look while it is put together. */
export interface OpenLook {
  readonly pair: Pair;
  link: Link | null;
  leftId: string | null;
  rightId: string | null;
  left: SyncRecord | null;
  right: SyncRecord | null;
  match: Match;
  counterpart: Counterpart;
  roles: readonly RoleLink[];
  alone: boolean;
  targets: Targets;
  /** What the left record is associated with is read as well: a hint of that side may mean it, and a run looks at everything. */
  asksAssociations: boolean;
  lost: ReadonlySet<string>;
  /** Pairs with one of whose records it is associated without the label that we gave it. */
  unlabelled: ReadonlySet<string>;
  /** What the left record is associated with, for associations that are carried over to the right. */
  ends: Ends;
  /** Records of the other side that a person said are not this one. */
  separatedFrom: readonly string[];
  /**
   * What an earlier try announced and could not save has come to be: a create, whose record was found by its reference, or a
   * match. The link that the look holds is not in the store yet.
   */
  recovered: 'create' | 'match' | null;
  /** Writes that an earlier try announced, and that took effect although it did not save them. */
  applied: readonly Pending[];
  /** An earlier try had announced writes, whatever became of them. */
  announced: boolean;
  readonly notices: StoredNotice[];
}

export const newLook = (pair: Pair): OpenLook => ({
  pair,
  link: null,
  leftId: null,
  rightId: null,
  left: null,
  right: null,
  match: { kind: 'none' },
  counterpart: { kind: 'none' },
  roles: [],
  alone: false,
  targets: new Map(),
  asksAssociations: false,
  lost: new Set(),
  unlabelled: new Set(),
  ends: new Map(),
  separatedFrom: [],
  recovered: null,
  applied: [],
  announced: false,
  notices: [],
});

/** Hints of both sides, or of a record whose counterpart was only found now, come to one look. */
export function joined(looks: readonly OpenLook[]): OpenLook[] {
  const kept = new Map<string, OpenLook>();
  for (const look of looks) {
    const key = look.rightId === null ? `left ${look.leftId}` : `right ${look.rightId}`;
    const same = kept.get(key);
    // The one that holds the right record knows more: the other was opened before that was found.
    const one = same && (same.right !== null || look.right === null) ? same : look;
    const other = one === look ? same : look;
    if (other) {
      one.notices.push(...other.notices);
      one.asksAssociations ||= other.asksAssociations;
    }
    kept.set(key, one);
  }
  return [...kept.values()];
}
