import { ConfigError } from '../engine/error.ts';
import type { Connector } from '../engine/connector.ts';
import type { Mapping } from '../engine/mapping.ts';
import { connectionDown, connectionUp, getConnectionState } from '../store/connection-state.ts';
import type { Db } from '../store/db.ts';
import { createLocks } from './locks.ts';
import type { Log, Portal } from './portal.ts';
import { sentence } from './trouble.ts';
import { watchedConnector } from './watched-connector.ts';

export interface PortalDeps {
  readonly db: Db;
  readonly mapping: Mapping;
  readonly left: (portalId: number) => Promise<Connector>;
  readonly right: Connector;
  readonly rightName: string;
  readonly log: Log;
  readonly afterWrite?: () => void;
}

/** Opens a portal for one job. Failures of either system are written down as the state of its connection. */
export function portalOpener(deps: PortalDeps): (portalId: number) => Promise<Portal> {
  const { db, mapping, right, rightName, log } = deps;
  const locked = createLocks();
  return async (portalId) => {
    const rightDown = (error: unknown) => connectionDown(db, portalId, rightName, sentence(error));
    // HubSpot asking to come back later is daily life; a setting that must change is not.
    const leftDown = async (error: unknown): Promise<void> => {
      if (error instanceof ConfigError) await connectionDown(db, portalId, mapping.left, sentence(error));
    };
    const left = await deps.left(portalId).catch(async (error: unknown) => {
      await leftDown(error);
      throw error;
    });
    return {
      id: portalId,
      db,
      mapping,
      left: watchedConnector(left, leftDown),
      right: watchedConnector(right, rightDown),
      rightName,
      log,
      absent: new Set<string>(),
      exclusive: (work) => locked(portalId, work),
      afterWrite: deps.afterWrite ?? (() => {}),
    };
  };
}

/** After work that used both systems well: a left side that was written down as broken is up again. */
export async function leftIsUp(portal: Portal): Promise<void> {
  const state = await getConnectionState(portal.db, portal.id, portal.mapping.left);
  if (state?.up !== true) await connectionUp(portal.db, portal.id, portal.mapping.left, { mirrored: false });
}
