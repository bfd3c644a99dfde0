import { setTimeout as wait } from 'node:timers/promises';
import { dayEnd } from '../connectors/hubspot/budget/day-end.ts';
import { createCall, type Call } from '../connectors/hubspot/call.ts';
import type { KnownFields } from '../connectors/hubspot/catalog.ts';
import { createHubSpotConnector } from '../connectors/hubspot/connector.ts';
import { completeCallback } from '../connectors/hubspot/workflow-callback.ts';
import type { Transport } from '../connectors/hubspot/transport.ts';
import type { Connector } from '../engine/connector.ts';
import type { Priority } from '../engine/priority.ts';
import { saveDayEnd } from '../store/budget-told.ts';
import type { Db } from '../store/db.ts';
import { getInstall } from '../store/installs.ts';
import { termsOf, type BudgetSettings, type BudgetTerms } from './budget-terms.ts';
import { portalBudget } from './budgets.ts';

export interface PortalDeps extends BudgetSettings {
  readonly db: Db;
  readonly transport: Transport;
  /** Told of every call how long it waited for the budget. */
  readonly waited: (priority: Priority, seconds: number) => void;
  readonly token: (portalId: number, rejected?: string) => Promise<string>;
  /** Objects that the mapping names. */
  readonly objects: readonly string[];
}

/** One connector a portal and priority, made when it is first asked for and kept. */
export interface Portals {
  connector(portalId: number, priority: Priority): Promise<Connector>;
  /** Ends an action that a workflow of the account waits for; false when it waits no more. */
  completeCallback(portalId: number, id: string, outputs: Readonly<Record<string, string>>): Promise<boolean>;
  close(): Promise<void>;
}

const DAY_END_AGAIN_MS = 3_600_000;

export function createPortals(deps: PortalDeps): Portals {
  const opened = new Map<number, Promise<Opened>>();
  const open = async (portalId: number): Promise<Opened> => {
    const edition = (await getInstall(deps.db, portalId))?.edition ?? 'marketplace';
    return openPortal(deps, portalId, termsOf(edition, deps));
  };
  const opening = (portalId: number): Promise<Opened> => {
    const known = opened.get(portalId) ?? open(portalId);
    opened.set(portalId, known);
    // One that failed, since the store did not answer, is tried again.
    known.catch(() => opened.delete(portalId));
    return known;
  };
  return {
    connector: async (portalId, priority) => (await opening(portalId)).connector(priority),
    completeCallback: async (portalId, id, outputs) =>
      completeCallback((await opening(portalId)).call('live'), id, outputs),
    async close() {
      await Promise.all([...opened.values()].map(async (one) => (await one).close()));
    },
  };
}

interface Opened {
  readonly connector: (priority: Priority) => Connector;
  readonly call: (priority: Priority) => Call;
  readonly close: () => Promise<void>;
}

function openPortal(deps: PortalDeps, portalId: number, terms: BudgetTerms): Opened {
  const { db, objects, transport, waited } = deps;
  const connectors = new Map<Priority, Connector>();
  const definitions: KnownFields = new Map();
  const askDayEnd = atMostOnceIn(DAY_END_AGAIN_MS, async () => {
    const at = await dayEnd(callAt('live'));
    if (at !== null) await saveDayEnd(db, portalId, 'general', at);
  });
  const budget = portalBudget({ db, portalId, terms, askDayEnd, waited });
  const callAt = (priority: Priority): Call =>
    createCall({
      transport,
      budget: budget(priority),
      token: (rejected) => deps.token(portalId, rejected),
      wait: (ms) => wait(ms),
      random: Math.random,
    });
  return {
    call: callAt,
    connector(priority) {
      const known = connectors.get(priority);
      if (known) return known;
      const options = { call: callAt(priority), wait: (ms: number) => wait(ms), now: () => new Date() };
      const made = createHubSpotConnector({ ...options, objects, definitions });
      connectors.set(priority, made);
      return made;
    },
    async close() {
      await Promise.all([...connectors.values()].map((connector) => connector.close()));
    },
  };
}

/** What fails is tried again after the time, as if it had not been asked for. */
function atMostOnceIn(ms: number, work: () => Promise<void>): () => void {
  let since = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - since < ms) return;
    since = performance.now();
    work().catch(() => {});
  };
}
