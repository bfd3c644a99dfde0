import type { Inbound } from './inbound.ts';

/** Some entries of a system's own record of what happened, in their order. */
export interface JournalPage {
  /** Names the place after this page. */
  readonly offset: string;
  /** ISO 8601: everything up to then is in this page or an earlier one. */
  readonly publishedAt: string;
  readonly byPortal: ReadonlyMap<number, Inbound>;
}

/** Told of all accounts in one place, and kept by the system for some days. Null: nothing is there now. */
export interface Journal {
  earliest(): Promise<JournalPage | null>;
  /** `unknown`: the journal does not hold that place any more. */
  next(offset: string): Promise<JournalPage | null | 'unknown'>;
}
