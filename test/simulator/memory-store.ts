import type { Held } from '../../server/engine/plan.ts';
import type { Fields, Link, RoleLink, Separation } from '../../server/engine/record.ts';
import type { LedgerEntry } from '../../server/store/ledger.ts';
import type { PortalStore, StoreInTx } from '../../server/store/portal-store.ts';
import type { LeftAlone } from '../../server/store/undo.ts';
import type { RunView } from '../../server/store/runs.ts';
import { inboxPart } from './memory-inbox.ts';
import { linkPart } from './memory-links.ts';
import { noticePart } from './memory-notices.ts';
import { movePart } from './memory-moves.ts';
import { rolePart } from './memory-roles.ts';
import { runPart } from './memory-runs.ts';
import { undoPart } from './memory-undo.ts';
import { createTable, type Table } from './memory-table.ts';

export interface NoticeRow {
  readonly side: 'left' | 'right';
  readonly object: string;
  readonly id: string;
  readonly version: number;
  readonly dueAt: number;
  readonly tries: number;
  readonly trace?: string;
  readonly asked: boolean;
}
export interface LinkRow extends Link {
  readonly base: Fields | null;
  readonly rightId: string;
}

export interface HeldRow extends Held {
  readonly id: number;
  readonly fingerprint: string | null;
  readonly tries: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly nextAt: number | null;
  readonly ignored: string | null;
}

/** What a portal's tables hold; it outlives every process. */
export interface MemoryState {
  readonly notices: Table<NoticeRow>;
  readonly links: Table<LinkRow>;
  /** `pair, left id` -> the right id that is linked with it. */
  readonly linkedLefts: Table<string>;
  /** `pair, left id` of creates on the right that were announced. */
  readonly reservedLefts: Table<Link>;
  /** Links of other roles. */
  readonly roles: Table<RoleLink>;
  readonly separated: Table<Separation>;
  readonly inbox: Table<HeldRow>;
  readonly runs: Table<RunView>;
  readonly cursors: Table<string>;
  /** `pair side id` -> its keys. */
  readonly keys: Table<readonly (string | null)[]>;
  readonly ledger: LedgerEntry[];
  /** By the id of the undo. */
  readonly leftAlone: Table<readonly LeftAlone[]>;
  /** When records were archived or deleted. */
  readonly removedAt: number[];
  /** `pair, right id` */
  readonly seen: Set<string>;
  /** A full sync has been done. */
  synced: boolean;
}

/** What undoes the statements of a transaction, latest last. */
export type Undo = (() => void)[];

export interface MemoryStore extends PortalStore {
  readonly state: MemoryState;
  /** When the first waiting notice may be looked at; null without one, and before the first full sync. */
  readonly nextDue: () => number | null;
}

/**
 * The store of one portal in memory: the same answers as server/store, held to them by the same suite, in no time. A
 * transaction cannot be cut by others, as the database's locks have it for the rows of one batch.
 */
export function createMemoryStore(now: () => number): MemoryStore {
  let undo: Undo | null = null;
  const table = <Row>(): Table<Row> => createTable<Row>(() => undo);
  const state: MemoryState = {
    notices: table(),
    links: table(),
    linkedLefts: table(),
    reservedLefts: table(),
    roles: table(),
    separated: table(),
    inbox: table(),
    runs: table(),
    cursors: table(),
    keys: table(),
    ledger: [],
    leftAlone: table(),
    removedAt: [],
    seen: new Set(),
    synced: false,
  };
  const statements: StoreInTx = {
    ...noticePart(state, now),
    ...linkPart(state),
    ...rolePart(state),
    ...movePart(state),
    ...inboxPart(state, now),
    ...runPart(state, now),
    ...cursorPart(state),
    ...keyPart(state),
    ...ledgerPart(state, () => undo, now),
    ...undoPart(state),
    async refreshStatistics() {},
    async upsertAccounts() {},
    async upsertDocuments() {},
  };
  return {
    ...statements,
    state,
    nextDue() {
      if (state.notices.size === 0 || !state.synced) return null;
      return Math.min(...[...state.notices.values()].map((notice) => notice.dueAt));
    },
    exclusive: (work) => work(),
    async tx(work) {
      const mine: Undo = [];
      undo = mine;
      try {
        return await work(statements);
      } catch (error) {
        for (const step of mine.toReversed()) step();
        throw error;
      } finally {
        undo = null;
      }
    },
  };
}

type Part<Name extends keyof StoreInTx> = Pick<StoreInTx, Name>;

const cursorPart = ({
  cursors,
}: MemoryState): Part<'getCursor' | 'saveCursor' | 'connectionUp' | 'connectionDown' | 'getConnectionState'> => ({
  getCursor: async (feed) => cursors.get(feed) ?? null,
  saveCursor: async (feed, value) => cursors.set(feed, value),
  // Nobody looks at the state of a connection here.
  async connectionUp() {},
  async connectionDown() {},
  getConnectionState: async () => null,
});

const keyPart = ({ keys }: MemoryState): Part<'saveMatchKeys' | 'findCandidates'> => ({
  async saveMatchKeys(pair, side, records) {
    for (const { id, keys: values } of records) keys.set(`${pair} ${side} ${id}`, values);
  },
  async findCandidates(pair, side, wanted) {
    const prefix = `${pair} ${side} `;
    return wanted.flatMap(({ keyNo, value }) =>
      [...keys.entries()].flatMap(([key, values]) =>
        values[keyNo] === value && key.startsWith(prefix) ? [{ keyNo, value, id: key.slice(prefix.length) }] : [],
      ),
    );
  },
});

const ledgerPart = (
  { ledger, removedAt }: MemoryState,
  undo: () => Undo | null,
  now: () => number,
): Part<'appendLedger' | 'ledgerOf' | 'removedWithin'> => ({
  async appendLedger(entries) {
    const { length } = ledger;
    const removed = removedAt.length;
    undo()?.push(() => {
      ledger.length = length;
      removedAt.length = removed;
    });
    ledger.push(...entries);
    for (const { field, after } of entries) if (field === '$record' && after !== 'present') removedAt.push(now());
  },
  removedWithin: async (ms) => removedAt.filter((at) => at > now() - ms).length,
  ledgerOf: async ({ object, id, field }) =>
    ledger
      .filter((one) => one.object === object && one.recordId === id && (field === undefined || one.field === field))
      .map((one, place) => ({ ...one, id: place, at: '' }))
      .toReversed(),
});
