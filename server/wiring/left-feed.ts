import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Mapping } from '../engine/mapping.ts';
import type { Farewell } from '../jobs/farewell.ts';
import type { Interval } from '../jobs/interval.ts';
import { createLeftFeedIntervals } from '../jobs/left/left-feed.ts';
import type { SyncService } from '../jobs/sync-service.ts';
import type { Db } from '../store/db.ts';
import { activePortals } from '../store/installs.ts';
import { portalStore } from '../store/portal-store.ts';
import { createInbound } from './inbound.ts';
import { createJournalFeed } from './journal.ts';
import type { Portals } from './portals.ts';
import { appScopes } from './read-files.ts';
import type { Transport } from '../connectors/hubspot/transport.ts';
import type { Observer } from '../jobs/observer.ts';
import type { Access } from './tokens.ts';

interface LeftFeedParts {
  readonly config: Config;
  readonly mapping: Mapping;
  readonly db: Db;
  readonly access: Access;
  readonly portals: Portals;
  readonly sync: SyncService;
  readonly erase: Farewell['erase'];
  readonly log: Logger;
  readonly transport: Transport;
  readonly observer: Observer;
}

/** HubSpot's journal where the app has OAuth; its modification dates for what no journal tells of. */
export function openLeftFeed(parts: LeftFeedParts): Interval {
  const { config, mapping, db, access, portals, sync, erase, log, transport, observer } = parts;
  const now = () => Date.now();
  // Behind what is pushed, and without a wake-up: whoever looks for due notices every second finds them.
  const accept: SyncService['accept'] = (portalId, notices) => portalStore(db, portalId).acceptNotices(notices);
  const { oauth } = access;
  const { required, optional } = appScopes();
  const scopes = [...required, ...optional];
  const { apiUrl } = config.hubspot;
  return createLeftFeedIntervals(
    {
      db,
      mapping,
      journal: oauth && createJournalFeed({ apiUrl, transport, oauth, scopes, mapping, log, now }),
      left: (portalId) => portals.connector(portalId, 'live'),
      portals: () => activePortals(db),
      receive: createInbound({ db, mapping, access, portals, accept, erase, log }),
      sync,
      log,
      observer,
      now,
    },
    config.pollSeconds,
  );
}
