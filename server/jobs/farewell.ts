import type { Mapping } from '../engine/mapping.ts';
import type { RecordRef } from '../engine/record.ts';
import type { Db } from '../store/db.ts';
import { askErasure, eraseRecord, openErasures } from '../store/erasures.ts';
import { forgetRequests } from '../store/requests.ts';
import { portalsToPurge, purgePortal } from '../store/purge.ts';
import { createSharedInterval } from './interval.ts';
import type { Log } from './portal.ts';

export interface FarewellDeps {
  readonly db: Db;
  readonly mapping: Mapping;
  /** How long the data of an account is kept after its install ended. */
  readonly goneDays: number;
  readonly log: Log;
}

/** Takes leave of people who want to be forgotten, and of accounts that are gone. */
export interface Farewell {
  /** Resolves when it is certain that it will be done; done within seconds, when no batch holds the portal. */
  erase(portalId: number, records: readonly RecordRef[]): Promise<void>;
  /** All that is due, now. */
  sweep(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const ERASE_MS = 5000;
const PURGE_MS = 60 * 60_000;

export function createFarewell(deps: FarewellDeps): Farewell {
  const { db, log } = deps;
  const erasing = createSharedInterval(
    db,
    'erase',
    ERASE_MS,
    () => eraseAll(deps),
    (error) => log.error({ err: error }, 'an erasure failed; it is tried again'),
  );
  const purging = createSharedInterval(
    db,
    'purge',
    PURGE_MS,
    () => purgeAll(deps),
    (error) => log.error({ err: error }, 'a purge failed; it is tried again'),
  );
  return {
    erase: (portalId, records) => askErasure(db, portalId, records),
    async sweep() {
      await eraseAll(deps);
      await purgeAll(deps);
    },
    start() {
      erasing.start();
      purging.start();
    },
    async stop() {
      await Promise.all([erasing.stop(), purging.stop()]);
    },
  };
}

async function eraseAll({ db, mapping, log }: FarewellDeps): Promise<void> {
  for (const erasure of await openErasures(db)) {
    const { portalId, object, id } = erasure;
    const pairs = mapping.pairs.filter((pair) => pair.left === object).map((pair) => pair.name);
    // Not between the reading and the saving of a batch, which would bring back what it has in its hands.
    await db.exclusive(portalId, () => eraseRecord(db, erasure, pairs));
    log.info({ portalId, object, id }, 'erased what was kept of a record');
  }
}

async function purgeAll({ db, goneDays, log }: FarewellDeps): Promise<void> {
  await forgetRequests(db);
  for (const portalId of await portalsToPurge(db, goneDays)) {
    if (!(await purgePortal(db, portalId))) continue;
    log.info({ portalId }, 'deleted what was kept of an account whose install ended');
  }
}
