import type { Inbound } from '../engine/inbound.ts';
import type { RecordRef } from '../engine/record.ts';
import type { SyncService } from '../jobs/sync-service.ts';
import type { Db } from '../store/db.ts';
import { endInstall } from '../store/installs.ts';
import type { Portals } from './portals.ts';

interface InboundParts {
  readonly db: Db;
  readonly portals: Portals;
  readonly sync: Pick<SyncService, 'accept'>;
  /** Resolves when it is certain that all that is kept of these records will be erased. */
  readonly erase: (portalId: number, records: readonly RecordRef[]) => Promise<void>;
}

/** Takes what HubSpot tells of an account, pushed or read from the journal. Resolves when it is durable. */
export function createInbound({ db, portals, sync, erase }: InboundParts) {
  return async (portalId: number, { notices, erased, uninstalled }: Inbound): Promise<void> => {
    if (notices.length > 0) {
      const left = await portals.connector(portalId);
      await sync.accept(portalId, (await left.named?.(notices)) ?? notices);
    }
    if (erased.length > 0) await erase(portalId, erased);
    if (uninstalled) await endInstall(db, portalId, 'uninstalled');
  };
}
