/** What a reconcile tells of one pair. A record of `left` or `right` is counted in one of the others as well. */
export interface PairCounts {
  readonly left: number;
  readonly right: number;
  /** Links whose two records are there. */
  readonly linked: number;
  readonly onlyLeft: number;
  /** Without those that are held. */
  readonly onlyRight: number;
  /** Right records that wait in the inbox for their counterpart. */
  readonly held: number;
  /** Right records that the pair's filter leaves out. */
  readonly outside: number;
  /** Records that differ and nothing says why. */
  readonly drifted: number;
  /** Records that differ because something waits: in the inbox, or to be looked at. */
  readonly explained: number;
}

export type DriftKind =
  /** A value of linked records. */
  | 'field'
  /** An amount or currency that is summed up and not mapped. */
  | 'amount'
  /** The left record does not carry the right one's id. */
  | 'reference'
  /** The left record is not associated with the one that the right record refers to. */
  | 'association'
  | 'missing-left'
  | 'missing-right'
  /** A second left record for one right record. */
  | 'double-left'
  /** A left record that nothing on the right stands behind. */
  | 'extra-left'
  /** Both are there, the left one carries the right one's id, and there is no link. */
  | 'not-linked';

/** What the repair does: a look, with or without something before it; an archive; or nothing. */
export type Repair = 'look' | 'associate' | 'create' | 'recreate' | 'archive' | 'none';

/** One thing that one side has and the other has not. Values as text, blank is null. */
export interface Drift {
  readonly pair: string;
  readonly kind: DriftKind;
  readonly leftId: string | null;
  readonly rightId: string | null;
  /** By its left name; `@customer` for an association with the pair `customer`. */
  readonly field: string | null;
  readonly left: string | null;
  readonly right: string | null;
  /** What waits, and where; null when nothing explains it. */
  readonly explanation: string | null;
  readonly repair: Repair;
  /** What the repair would do, or why it does nothing, as a sentence. */
  readonly action: string;
  /** For `associate`: right ids of the records that the association is to end with. */
  readonly wrong?: readonly string[];
}
