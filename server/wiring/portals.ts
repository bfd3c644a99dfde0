import { setTimeout as wait } from 'node:timers/promises';
import { createCall, type Bucket } from '../connectors/hubspot/call.ts';
import { createHubSpotConnector } from '../connectors/hubspot/connector.ts';
import type { Transport } from '../connectors/hubspot/transport.ts';
import type { Connector } from '../engine/connector.ts';
import type { Db } from '../store/db.ts';
import { reserve, type RateLimit } from '../store/rate-ring.ts';

export interface PortalDeps {
  readonly db: Db;
  readonly transport: Transport;
  readonly limitPer10Seconds: number;
  readonly token: (portalId: number, rejected?: string) => Promise<string>;
  /** Objects that the mapping names. */
  readonly objects: readonly string[];
}

/** One connector a portal, made when it is first asked for and kept. */
export interface Portals {
  connector(portalId: number): Promise<Connector>;
  close(): Promise<void>;
}

/** HubSpot's window is a little longer here than it is: requests do not arrive as evenly as they were sent. */
const WINDOW_SECONDS = 10.2;

/**
 * Requests are spread over most of the window. Were they sent as fast as they come, a backfill would use the window up in a
 * second, and whoever then has a live change would wait for the other nine.
 */
const SPREAD = 0.86;

const limitsOf = (per10Seconds: number): Record<Bucket, RateLimit> => ({
  general: {
    max: per10Seconds,
    windowSeconds: WINDOW_SECONDS,
    spacingSeconds: (WINDOW_SECONDS / per10Seconds) * SPREAD,
  },
  search: { max: 5, windowSeconds: 1.1, spacingSeconds: 0 },
});

export function createPortals(deps: PortalDeps): Portals {
  const limits = limitsOf(deps.limitPer10Seconds);
  const { transport } = deps;
  const connectors = new Map<number, Connector>();
  const make = (portalId: number): Connector => {
    const call = createCall({
      transport,
      token: (rejected) => deps.token(portalId, rejected),
      async acquire(bucket) {
        const [pause = 0] = await reserve(deps.db, portalId, bucket, 1, limits[bucket]);
        if (pause > 0) await wait(pause);
      },
      wait: (ms) => wait(ms),
      random: Math.random,
    });
    return createHubSpotConnector({ call, wait: (ms) => wait(ms), now: () => new Date(), objects: deps.objects });
  };
  return {
    connector(portalId) {
      const connector = connectors.get(portalId) ?? make(portalId);
      connectors.set(portalId, connector);
      return Promise.resolve(connector);
    },
    async close() {
      await Promise.all([...connectors.values()].map((connector) => connector.close()));
    },
  };
}
