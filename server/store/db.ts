import type { LockKey } from './locks.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export type Row = Record<string, unknown>;
export type Query = <T extends Row = Row>(sql: string, params?: readonly unknown[]) => Promise<T[]>;

/**
 * One interface, one SQL dialect (PostgreSQL 15 level): PGlite in a worker thread, or a PostgreSQL server.
 * Values that the two give differently are made equal here: int8 is a safe number. Hand jsonb over as text
 * (`($1::text)::jsonb`), read dates as text (`::text`), for both would make them a Date in the local zone.
 */
export interface Db {
  readonly kind: 'pglite' | 'postgres';
  /** One statement. It is prepared and kept by its text, so the text must not hold values. */
  query: Query;
  /** All or nothing. Inside, use the given query only: on PGlite the store itself waits for the transaction to end. */
  tx<T>(fn: (q: Query) => Promise<T>): Promise<T>;
  /** Statements that are not kept prepared; several are allowed when there are no parameters. Rows of all of them. */
  script(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /**
   * Resolves to the function that ends the listening. `again`: called when it was interrupted and goes on, for what was told
   * meanwhile was not heard.
   */
  listen(channel: string, heard: (payload: string) => void, again?: () => void): Promise<() => Promise<void>>;
  /** One at a time for each key, over all processes that work on this store. */
  exclusive<T>(key: LockKey, work: () => Promise<T>): Promise<T>;
  /** Does the work unless some process is at work under the same key; resolves to whether it did. */
  unlessHeld(key: LockKey, work: () => Promise<void>): Promise<boolean>;
  /**
   * Statements that neither see nor write what is of another portal, also where they forget to say so. It holds for PostgreSQL's
   * plain roles; superusers, and so the embedded store's only one, pass the fence.
   */
  fenced(portalId: number): Pick<Db, 'query' | 'tx'>;
  /** Whether this store's role passes the fence. */
  passesFence(): Promise<boolean>;
  close(): Promise<void>;
}

/** `target`: a postgres:// address, the folder of an embedded store, or `memory:` for one that is gone with the process. */
export async function openDb(target: string): Promise<Db> {
  return /^postgres(ql)?:/.test(target) ? openPostgres(target) : openPglite(target);
}
