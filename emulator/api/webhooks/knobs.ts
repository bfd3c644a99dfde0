import { z } from 'zod';
import type { Hub } from '../hub.ts';

const Probability = z.number().min(0).max(1);

/** What goes wrong with the webhooks of an app on purpose; HubSpot promises none of it, and all of it happens. */
export const Knobs = z.strictObject({
  /** How probable it is that a request is sent twice. */
  duplicate: Probability.default(0),
  /** How probable it is that an event changes places with another one of the same moment. */
  reorder: Probability.default(0),
  /** Every request waits a random time up to this long. */
  delayMs: z.number().int().min(0).default(0),
  /** How probable it is that a request is never sent. */
  drop: Probability.default(0),
});
export type Knobs = z.infer<typeof Knobs>;

const TABLE = 'webhookKnobs';
const NONE: Knobs = { duplicate: 0, reorder: 0, delayMs: 0, drop: 0 };

/** Keyed by app id; `*` is for every app without knobs of its own. */
export const allKnobs = (hub: Hub): Readonly<Record<string, Knobs>> =>
  Object.fromEntries(hub.tables.rows<Knobs>(TABLE));

export const knobsOf = (hub: Hub, appId: number): Knobs => {
  const rows = hub.tables.rows<Knobs>(TABLE);
  return rows.get(String(appId)) ?? rows.get('*') ?? NONE;
};

export function setKnobs(hub: Hub, all: Readonly<Record<string, Knobs>>): void {
  for (const key of hub.tables.rows(TABLE).keys()) hub.tables.remove(TABLE, key);
  for (const [key, knobs] of Object.entries(all)) hub.tables.put(TABLE, key, knobs);
}

const MILLION = 1_000_000;

/** Draws nothing when the answer is certain, so that a knob at rest does not change a run. */
export const happens = (hub: Hub, probability: number): boolean =>
  probability > 0 && (probability >= 1 || hub.random.below(MILLION) < probability * MILLION);

export function reordered<Item>(hub: Hub, items: readonly Item[], probability: number): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    if (!happens(hub, probability)) continue;
    const other = hub.random.below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}
