import type { Targets } from './associations.ts';
import type { Held } from './held.ts';
import type { Ends } from './left-ends.ts';
import type { Pair } from './mapping.ts';
import type { Counterpart, Match } from './match.ts';
import type { Conflict } from './merge.ts';
import type { Operation } from './operation.ts';
import type { Fields, Gone, Link, RoleLink, SyncRecord } from './record.ts';

/** Everything known of one pair of records at one moment. */
export interface Look {
  readonly pair: Pair;
  readonly link: Link | null;
  /** The linked or matched left record; null when there is none. */
  readonly left: SyncRecord | null;
  readonly right: SyncRecord | null;
  /** Of the right record; used when link is null. */
  readonly match: Match;
  /** Of a left record that has neither link nor match; absent: none. */
  readonly counterpart?: Counterpart;
  /** Links of other roles that a record without a primary link has: it is neither matched nor created. */
  readonly roles?: readonly RoleLink[];
  /** Whom it is to be associated with; left out where that is not known. */
  readonly targets?: Targets;
  /** Pairs to one of whose records we associated it, which a person ended; left out where nobody asked. */
  readonly lost?: ReadonlySet<string>;
  /** Pairs with one of whose records it is associated without the label that we gave it. */
  readonly unlabelled?: ReadonlySet<string>;
  /** What the left record is associated with; left out where nobody asked. */
  readonly ends?: Ends;
  /** A person said that this record is to have no counterpart. */
  readonly alone?: boolean;
}
/** What becomes of a link besides its base, once all operations of the look are done. */
export type LinkMove =
  /** `first`: announced before anything is written, so that whoever looks next knows whose doing it was. */
  | { readonly kind: 'gone'; readonly first: Gone | null; readonly gone: Gone }
  | { readonly kind: 'end'; readonly first: Gone | null; readonly again: boolean }
  /** Both records are there again. */
  | { readonly kind: 'revive' };

export interface LookPlan {
  readonly operations: Operation[];
  /** To be saved once all operations of this look are done; null when the saved one stays as it is. */
  readonly base: Fields | null;
  readonly held: Held[];
  readonly conflicts: Conflict[];
  readonly move?: LinkMove;
  /** Pairs of associations that it has come to by what is there now, also where nothing is left to do. */
  readonly settles?: readonly string[];
}

export const nothing: LookPlan = { operations: [], base: null, held: [], conflicts: [] };
export const hold = (held: Held): LookPlan => ({ ...nothing, held: [held] });

/** Its record has no primary link and is to get none: it belongs to another one already, or a person wants it so. */
export const isBound = ({ roles = [], alone = false }: Pick<Look, 'roles' | 'alone'>): boolean =>
  roles.length > 0 || alone;
