import { ConfigError } from '../engine/error.ts';
import type { Connector } from '../engine/connector.ts';
import type { Mapping } from '../engine/mapping.ts';
import type { Priority } from '../engine/priority.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { unobserved } from './observer.ts';
import type { Observer } from './observer.ts';
import { createNamedMapping } from './named-mapping.ts';
import type { Log, Portal } from './portal.ts';
import { sentence } from './trouble.ts';
import { watchedConnector } from './watched-connector.ts';

export interface PortalDeps {
  readonly store: (portalId: number) => PortalStore;
  readonly mapping: Mapping;
  readonly left: (portalId: number, priority: Priority) => Promise<Connector>;
  readonly right: Connector;
  readonly rightName: string;
  readonly log: Log;
  readonly clock?: Clock;
  readonly observer?: Observer;
  readonly afterWrite?: () => void;
}

/** `asWritten`: with the names in the mapping, also those that the account does not have. */
export type OpenPortal = (
  portalId: number,
  priority: Priority,
  options?: { readonly asWritten?: boolean },
) => Promise<Portal>;

/** Opens a portal for one job. Failures of either system are written down as the state of its connection. */
export function portalOpener(deps: PortalDeps): OpenPortal {
  const { mapping, right, rightName, log, clock = systemClock, observer = unobserved } = deps;
  const named = createNamedMapping(mapping);
  return async (portalId, priority, { asWritten = false } = {}) => {
    const store = deps.store(portalId);
    const rightDown = (error: unknown) => store.connectionDown(rightName, sentence(error));
    // HubSpot asking to come back later is daily life; a setting that must change is not.
    const leftDown = async (error: unknown): Promise<void> => {
      if (error instanceof ConfigError) await store.connectionDown(mapping.left, sentence(error));
    };
    const left = await deps.left(portalId, priority).catch(async (error: unknown) => {
      await leftDown(error);
      throw error;
    });
    const watched = (connector: Connector, name: string, onFailure: (error: unknown) => Promise<void>): Connector =>
      watchedConnector(connector, {
        around: (kind, work) => observer.call({ portalId, connector: name, kind }, work),
        onFailure,
      });
    const watchedLeft = watched(left, mapping.left, leftDown);
    return {
      id: portalId,
      store,
      mapping: asWritten ? mapping : await named(portalId, watchedLeft),
      left: watchedLeft,
      right: watched(right, rightName, rightDown),
      rightName,
      log,
      clock,
      observer,
      absent: new Set<string>(),
      exclusive: (work) => store.exclusive(work),
      afterWrite: deps.afterWrite ?? (() => {}),
    };
  };
}

/** After work that used both systems well: a left side that was written down as broken is up again. */
export async function leftIsUp(portal: Portal): Promise<void> {
  const state = await portal.store.getConnectionState(portal.mapping.left);
  if (state?.up !== true) await portal.store.connectionUp(portal.mapping.left, { mirrored: false });
}
