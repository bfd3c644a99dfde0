import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import { DELIVERIES, type Delivery, writeDown } from './delivery.ts';
import type { EventBody } from './events.ts';
import { knobsOf, reordered } from './knobs.ts';
import { nextNumber } from './sequence.ts';

/** Row of the table `webhookEvents/{appId}/{portalId}`: the events of one change, which stay in one request. */
interface CollectedRow {
  readonly events: readonly EventBody[];
  readonly dueAt: number;
}

const PREFIX = 'webhookEvents/';
const laneTable = (appId: number, portalId: number): string => `${PREFIX}${appId}/${portalId}`;

/** Keeps the events until the lane is due. Answers when that is, if these are the first. */
export function collect(hub: Hub, app: App, portalId: number, events: readonly EventBody[]): number | null {
  const table = laneTable(app.registration.appId, portalId);
  const first = hub.tables.rows<CollectedRow>(table).values().next().value;
  const dueAt = first?.dueAt ?? hub.clock.now() + hub.settings.webhookDelayMs;
  hub.tables.put(table, String(nextNumber(hub, 'events')), { events, dueAt });
  return first ? null : dueAt;
}

/** Makes requests of what was collected for one app in one portal, and answers the keys of the deliveries. */
export function flush(hub: Hub, app: App, portalId: number): string[] {
  const { appId } = app.registration;
  const table = laneTable(appId, portalId);
  const rows = [...hub.tables.rows<CollectedRow>(table)];
  for (const [key] of rows) hub.tables.remove(table, key);
  const knobs = knobsOf(hub, appId);
  const bundles = rows.map(([, row]) => row.events);
  const mixed = knobs.reorder > 0 ? reordered(hub, bundles.flat(), knobs.reorder).map((event) => [event]) : bundles;
  const requests = batches(mixed, hub.settings.webhookBatch);
  return reordered(hub, requests, knobs.reorder).flatMap((events) => writeDown(hub, app, portalId, events, knobs));
}

export interface Lane {
  readonly appId: number;
  readonly portalId: number;
  readonly dueAt: number;
}

/** What an earlier process, or the state that a snapshot brought back, had collected. */
export const waitingLanes = (hub: Hub): Lane[] =>
  hub.tables.names().flatMap((name) => {
    const first = name.startsWith(PREFIX) ? hub.tables.rows<CollectedRow>(name).values().next().value : undefined;
    if (!first) return [];
    const [appId = 0, portalId = 0] = name.slice(PREFIX.length).split('/').map(Number);
    return [{ appId, portalId, dueAt: first.dueAt }];
  });

/** Takes back what was not sent yet. */
export function forget(hub: Hub, appId: number, portalId: number): void {
  const table = laneTable(appId, portalId);
  for (const key of hub.tables.rows(table).keys()) hub.tables.remove(table, key);
  for (const [key, row] of hub.tables.rows<Delivery>(DELIVERIES)) {
    if (row.appId === appId && row.portalId === portalId) hub.tables.remove(DELIVERIES, key);
  }
}

/** Requests of at most `size` events; a bundle is split only when it alone is larger. */
function batches(bundles: readonly (readonly EventBody[])[], size: number): EventBody[][] {
  const found: EventBody[][] = [];
  for (const bundle of bundles) {
    const last = found.at(-1);
    if (last && last.length + bundle.length <= size) last.push(...bundle);
    else for (let start = 0; start < bundle.length; start += size) found.push(bundle.slice(start, start + size));
  }
  return found;
}
