import type { DeliveryAttempt } from '../../deliveries.ts';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import { nextNumber } from './sequence.ts';

const TABLE = 'webhookAttempts';
const KEPT = 1000;

export const listAttempts = (hub: Hub): DeliveryAttempt[] => [...hub.tables.rows<DeliveryAttempt>(TABLE).values()];

export const findAttempt = (hub: Hub, id: number): DeliveryAttempt | undefined =>
  hub.tables.rows<DeliveryAttempt>(TABLE).get(String(id));

/** The number and the time of an attempt are those of its start. */
export const startAttempt = (hub: Hub): Pick<DeliveryAttempt, 'id' | 'at'> => ({
  id: nextNumber(hub, 'attempts'),
  at: iso(hub.clock.now()),
});

/** Keeps the last 1000 attempts. */
export function keepAttempt(hub: Hub, attempt: DeliveryAttempt): DeliveryAttempt {
  hub.tables.put(TABLE, String(attempt.id), attempt);
  const rows = hub.tables.rows(TABLE);
  const oldest = rows.size > KEPT ? rows.keys().next().value : undefined;
  if (oldest !== undefined) hub.tables.remove(TABLE, oldest);
  return attempt;
}
