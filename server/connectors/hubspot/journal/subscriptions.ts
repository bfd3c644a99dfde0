import { z } from 'zod';
import { ConfigError } from '../../../engine/error.ts';
import type { Call } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { HUBSPOT_VERSION } from '../version.ts';
import type { Wanted } from './wanted.ts';

const names = z
  .array(z.string())
  .nullish()
  .transform((list) => (list ?? []).toSorted());
const Existing = z.object({
  id: z.coerce.string(),
  subscriptionType: z.string(),
  portalId: z.number().optional(),
  objectTypeId: z.string().optional(),
  actions: names,
  properties: names,
  associatedObjectTypeIds: names,
});
type Existing = z.infer<typeof Existing>;
const List = z.object({ results: z.array(Existing) });

const PATH = `/webhooks-journal/subscriptions/${HUBSPOT_VERSION}`;
const UNINSTALLED = '4-1916193';
const OURS = new Set(['OBJECT', 'ASSOCIATION', 'GDPR_PRIVACY_DELETION']);

export interface InStep {
  /** Was there already. */
  readonly kept: readonly Wanted[];
  /** Just made: what happened before is not in the journal. */
  readonly made: readonly Wanted[];
  /** HubSpot's reasons, for what it does not let the app subscribe to. */
  readonly refused: readonly { readonly wanted: Wanted; readonly reason: string }[];
}

/**
 * Makes the subscriptions that are missing, replaces those that differ, and ends those of the given portals that nobody
 * wants any more. Other portals are left alone: their data may be kept by another server of the same app.
 */
export async function keepInStep(call: Call, wanted: readonly Wanted[], portals: ReadonlySet<number>): Promise<InStep> {
  const answer = await call({ method: 'GET', path: PATH, repeatable: true });
  const existing = List.parse(answer.body).results;
  if (!existing.some(({ objectTypeId }) => objectTypeId === UNINSTALLED)) {
    await post(call, { subscriptionType: 'APP_LIFECYCLE_EVENT', eventTypeId: UNINSTALLED, properties: [] });
  }
  const subject = ({ subscriptionType, portalId, objectTypeId }: Existing | Wanted): string =>
    `${subscriptionType} ${portalId} ${objectTypeId}`;
  const bySubject = Map.groupBy(existing, subject);
  const result = { kept: [] as Wanted[], made: [] as Wanted[], refused: [] as { wanted: Wanted; reason: string }[] };
  for (const one of wanted) {
    const there = bySubject.get(subject(one)) ?? [];
    bySubject.delete(subject(one));
    if (there.some((other) => isSame(one, other))) {
      result.kept.push(one);
      continue;
    }
    try {
      const id = await post(call, one.subscriptionType === 'GDPR_PRIVACY_DELETION' ? one : { ...one, objectIds: [] });
      for (const other of there) if (other.id !== id) await remove(call, other.id);
      result.made.push(one);
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof ConfigError)) throw error;
      result.refused.push({ wanted: one, reason: error.message });
    }
  }
  for (const { id, subscriptionType, portalId } of [...bySubject.values()].flat()) {
    if (OURS.has(subscriptionType) && portals.has(portalId ?? 0)) await remove(call, id);
  }
  return result;
}

function isSame(wanted: Wanted, there: Existing): boolean {
  const lists = { properties: [] as readonly string[], associatedObjectTypeIds: [] as readonly string[], ...wanted };
  return (['actions', 'properties', 'associatedObjectTypeIds'] as const).every(
    (name) => JSON.stringify(lists[name]) === JSON.stringify(there[name]),
  );
}

async function post(call: Call, body: object): Promise<string> {
  const answer = await call({ method: 'POST', path: PATH, body, repeatable: true });
  return z.object({ id: z.coerce.string() }).parse(answer.body).id;
}

const remove = async (call: Call, id: string): Promise<void> => {
  await call({ method: 'DELETE', path: `${PATH}/${encodeURIComponent(id)}`, repeatable: true });
};
