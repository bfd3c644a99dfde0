import { z } from 'zod';
import type { Inbound } from '../../../engine/inbound.ts';
import { createCollector, type Collector } from '../collector.ts';
import { RecordId } from '../notices.ts';

const Event = z.object({
  type: z.string(),
  portalId: z.number().int().positive(),
  action: z.string(),
  objectTypeId: z.string().optional(),
  objectId: RecordId.optional(),
  mergedObjectIds: z.array(RecordId).nullish(),
  fromObjectTypeId: z.string().optional(),
  fromObjectId: RecordId.optional(),
  toObjectTypeId: z.string().optional(),
  toObjectId: RecordId.optional(),
});
type Event = z.infer<typeof Event>;

/** What the events of a file are about. Those of unknown kinds or shapes are passed over, as with webhooks. */
export function inboundOfEvents(events: readonly unknown[]): Map<number, Inbound> {
  const collector = createCollector();
  for (const entry of events) {
    const event = Event.safeParse(entry).data;
    if (event !== undefined) collect(collector, event);
  }
  return collector.result();
}

function collect(collector: Collector, event: Event): void {
  const { portalId, action, objectTypeId: type, objectId, fromObjectId, toObjectId } = event;
  if (action === 'APP_UNINSTALL') return collector.uninstalled(portalId);
  if (fromObjectId !== undefined) collector.look(portalId, event.fromObjectTypeId ?? '', [fromObjectId]);
  if (toObjectId !== undefined) collector.look(portalId, event.toObjectTypeId ?? '', [toObjectId]);
  if (type === undefined || objectId === undefined) return;
  if (action === 'GDPR_DELETE') collector.erase(portalId, type, objectId);
  else collector.look(portalId, type, [objectId, ...(event.mergedObjectIds ?? [])]);
}
