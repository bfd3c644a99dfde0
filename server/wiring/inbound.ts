import type { Inbound } from '../engine/inbound.ts';
import type { RecordRef } from '../engine/record.ts';
import type { Mapping } from '../engine/mapping.ts';
import { noticesOf } from '../jobs/left/told.ts';
import type { SyncService } from '../jobs/sync-service.ts';
import type { Db } from '../store/db.ts';
import { portalStore } from '../store/portal-store.ts';
import type { Access } from './tokens.ts';
import type { Portals } from './portals.ts';
import { confirmUninstalled } from './uninstalled.ts';

interface InboundParts {
  readonly db: Db;
  readonly mapping: Mapping;
  readonly access: Pick<Access, 'tokens'>;
  readonly portals: Portals;
  readonly accept: SyncService['accept'];
  readonly log: { info(details: object, message: string): void };
  /** Resolves when it is certain that all that is kept of these records will be erased. */
  readonly erase: (portalId: number, records: readonly RecordRef[]) => Promise<void>;
}

/** Takes what HubSpot tells of an account, pushed or read from the journal. Resolves when it is durable. */
export function createInbound({ db, mapping, access, portals, accept, log, erase }: InboundParts) {
  return async (portalId: number, { notices, told = [], erased, uninstalled }: Inbound): Promise<void> => {
    if (notices.length > 0) {
      const left = await portals.connector(portalId, 'live');
      await accept(portalId, (await left.named?.(notices)) ?? notices);
    }
    if (told.length > 0) {
      const left = await portals.connector(portalId, 'live');
      const news = await noticesOf({ store: portalStore(db, portalId), mapping, left }, told);
      if (news.length > 0) await accept(portalId, news);
    }
    if (erased.length > 0) await erase(portalId, erased);
    if (uninstalled && (await confirmUninstalled(db, access.tokens, portalId))) {
      log.info({ portalId }, 'the account has removed the app');
    }
  };
}
