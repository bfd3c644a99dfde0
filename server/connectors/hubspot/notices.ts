import { z } from 'zod';
import type { Notice, Side } from '../../engine/record.ts';
import { objectName } from './object-types.ts';

const Id = z.union([z.string(), z.number()]).transform(String);

/** What the connector needs of an event; HubSpot adds fields at will and leaves out others by kind. */
const Event = z.object({
  portalId: z.number().int(),
  subscriptionType: z.string(),
  objectId: Id.optional(),
  objectTypeId: z.string().optional(),
  primaryObjectId: Id.optional(),
  newObjectId: Id.optional(),
  mergedObjectIds: z.array(Id).optional(),
  fromObjectId: Id.optional(),
  fromObjectTypeId: z.string().optional(),
  toObjectId: Id.optional(),
  toObjectTypeId: z.string().optional(),
  associationType: z.string().optional(),
});
type Event = z.infer<typeof Event>;

/**
 * The records that a webhook's events are about, by portal. Events of unknown kinds or shapes are passed over: HubSpot
 * adds kinds, and the rest of the batch must not suffer. Throws SyntaxError when the body is not JSON.
 */
export function noticesByPortal(body: Buffer, side: Side = 'left'): Map<number, Notice[]> {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  const notices = new Map<number, Map<string, Notice>>();
  for (const entry of Array.isArray(parsed) ? (parsed as unknown[]) : []) {
    const event = Event.safeParse(entry).data;
    if (event === undefined) continue;
    const ofPortal = notices.get(event.portalId) ?? new Map<string, Notice>();
    for (const [object, id] of recordsOf(event)) ofPortal.set(`${object} ${id}`, { side, object, id });
    if (ofPortal.size > 0) notices.set(event.portalId, ofPortal);
  }
  return new Map([...notices].map(([portalId, byRecord]) => [portalId, [...byRecord.values()]]));
}

type Ref = readonly [object: string, id: string];

function recordsOf(event: Event): Ref[] {
  const [subject = '', kind = ''] = event.subscriptionType.split('.');
  if (kind === 'associationChange') return ends(event);
  // `object.creation` names its type in a field, `contact.creation` in itself; `conversation.*` and others name no record.
  const object = objectName(subject === 'object' ? (event.objectTypeId ?? '') : subject);
  if (object === null) return [];
  const ids = [event.objectId, event.primaryObjectId, event.newObjectId, ...(event.mergedObjectIds ?? [])];
  return ids.flatMap((id) => (id === undefined ? [] : [[object, id] as const]));
}

/** Both ends deserve a look. Legacy events name the types only in words: `DEAL_TO_LINE_ITEM`. */
function ends(event: Event): Ref[] {
  const [from = '', to = ''] = (event.associationType ?? '').split('_TO_');
  const both = [
    [objectName(event.fromObjectTypeId ?? from), event.fromObjectId],
    [objectName(event.toObjectTypeId ?? to), event.toObjectId],
  ] as const;
  return both.flatMap(([object, id]) => (object === null || id === undefined ? [] : [[object, id] as const]));
}
