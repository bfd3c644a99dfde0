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
  propertyChanges: z.record(z.string(), z.string().nullable()).optional().catch(undefined),
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
  const { fromObjectTypeId = '', toObjectTypeId = '', propertyChanges } = event;
  if (action === 'ASSOCIATION_ADDED' && fromObjectId !== undefined && toObjectId !== undefined) {
    const [from, to] = [
      { spelling: fromObjectTypeId, id: fromObjectId },
      { spelling: toObjectTypeId, id: toObjectId },
    ];
    return collector.associated(portalId, from, to);
  }
  if (fromObjectId !== undefined) collector.look(portalId, fromObjectTypeId, [fromObjectId]);
  if (toObjectId !== undefined) collector.look(portalId, toObjectTypeId, [toObjectId]);
  if (type === undefined || objectId === undefined) return;
  if (action === 'GDPR_DELETE') return collector.erase(portalId, type, objectId);
  const isChange = (action === 'CREATE' || action === 'UPDATE') && event.mergedObjectIds == null;
  if (isChange && propertyChanges !== undefined) collector.changed(portalId, type, objectId, propertyChanges);
  else collector.look(portalId, type, [objectId, ...(event.mergedObjectIds ?? [])]);
}
