import type { ChangeActor } from '../crm.ts';
import type { End } from './associations/link.ts';
import type { AssociationType } from './associations/types.ts';
import type { ObjectType } from './objects/types.ts';

/** Something happened to one record. */
export interface RecordChange {
  readonly kind: 'created' | 'changed' | 'deleted' | 'restored' | 'privacyDeleted';
  readonly portalId: number;
  readonly type: ObjectType;
  readonly id: string;
  /** Changed values as REST would answer them; empty text = cleared. Only of `created` and `changed`. */
  readonly values: Readonly<Record<string, string>>;
  readonly actor: ChangeActor;
}

/**
 * Two records became one; the ids that lost keep answering with the record that is left. A feed that says so as a
 * deletion as well derives it from this, as it does from `privacyDeleted`: `deleted` is told of neither.
 */
export interface MergeChange {
  readonly kind: 'merged';
  readonly portalId: number;
  readonly type: ObjectType;
  /** The record that the caller chose to keep, by the id it had. */
  readonly primaryId: string;
  readonly mergedIds: readonly string[];
  /** The id of what is left: a new one, or the primary's. */
  readonly newId: string;
  readonly movedProperties: number;
  readonly actor: ChangeActor;
}

export interface LinkChange {
  readonly kind: 'linked' | 'unlinked';
  readonly portalId: number;
  readonly from: End;
  readonly to: End;
  readonly type: AssociationType;
  readonly actor: ChangeActor;
}

export interface AppChange {
  readonly kind: 'installed' | 'uninstalled';
  readonly portalId: number;
  readonly appId: number;
}

export type Change = RecordChange | MergeChange | LinkChange | AppChange;

/** One place that every writer tells and every feed (webhooks, journal) hears, in the order in which things happened. */
export interface Changes {
  tell(change: Change): void;
  listen(listener: (change: Change) => void): void;
}

export function createChanges(): Changes {
  const listeners: ((change: Change) => void)[] = [];
  return {
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    listen: (listener) => void listeners.push(listener),
  };
}
