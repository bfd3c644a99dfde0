import { z } from 'zod';
import type { Inbound } from '../../engine/inbound.ts';
import type { Notice } from '../../engine/record.ts';
import { createCollector, type Collector } from './collector.ts';

/** Record ids are positive whole numbers, which some events carry as text. Anything else names no record. */
export const RecordId = z
  .union([z.string().regex(/^[1-9]\d{0,18}$/), z.number().int().positive()])
  .transform((id) => String(id));

/** What the connector needs of an event; HubSpot adds fields at will and leaves out others by kind. */
const Event = z.object({
  portalId: z.number().int().positive(),
  subscriptionType: z.string(),
  objectId: RecordId.optional(),
  objectTypeId: z.string().optional(),
  primaryObjectId: RecordId.optional(),
  newObjectId: RecordId.optional(),
  mergedObjectIds: z.array(RecordId).optional(),
  fromObjectId: RecordId.optional(),
  fromObjectTypeId: z.string().optional(),
  toObjectId: RecordId.optional(),
  toObjectTypeId: z.string().optional(),
  associationType: z.string().optional(),
  appId: z.unknown().optional(),
  changeSource: z.unknown().optional(),
  sourceId: z.unknown().optional(),
});
type Event = z.infer<typeof Event>;

/**
 * What a webhook's events are about, by portal. Events of unknown kinds or shapes are passed over: HubSpot adds kinds, and
 * the rest of the batch must not suffer. Throws SyntaxError when the body is not JSON.
 */
export function inboundByPortal(body: Buffer): Map<number, Inbound> {
  const parsed: unknown = JSON.parse(body.toString('utf8'));
  const collector = createCollector();
  for (const entry of Array.isArray(parsed) ? (parsed as unknown[]) : []) {
    const event = Event.safeParse(entry).data;
    if (event !== undefined) collect(collector, event);
  }
  return collector.result();
}

/** The records among them. */
export const noticesByPortal = (body: Buffer): Map<number, readonly Notice[]> =>
  new Map([...inboundByPortal(body)].map(([portalId, { notices }]) => [portalId, notices]));

function collect(collector: Collector, event: Event): void {
  const { portalId, subscriptionType, objectId } = event;
  const [subject = '', kind = ''] = subscriptionType.split('.');
  // `object.creation` names its type in a field, `contact.creation` in itself; `conversation.*` and others name no record.
  const type = subject === 'object' ? (event.objectTypeId ?? '') : subject;
  if (isOurs(event) && WRITTEN.has(kind)) return;
  if (kind === 'associationChange') return collectEnds(collector, event, type);
  if (kind === 'privacyDeletion' && objectId !== undefined) return collector.erase(portalId, type, objectId);
  // The survivor of a merge may have a new id; the record under its old one, and those that are gone, have links as well.
  const ids = [objectId, event.primaryObjectId, event.newObjectId, ...(event.mergedObjectIds ?? [])];
  collector.look(
    portalId,
    type,
    ids.filter((id) => id !== undefined),
  );
}

/** What the app does by itself. Merges, restores and deletions deserve a look whoever makes them. */
const WRITTEN = new Set(['creation', 'propertyChange', 'associationChange']);

/**
 * The app's own write: HubSpot gives the app's id as its source. A change by a person is another event, with a source of its own.
 * What a second server of the same app writes is told by the journal, or by the records' modification dates.
 */
const isOurs = ({ appId, changeSource, sourceId }: Event): boolean =>
  changeSource === 'INTEGRATION' && typeof appId === 'number' && sourceId === String(appId);

/** Both ends deserve a look. Legacy events name the types in words only: `DEAL_TO_LINE_ITEM`, `PARENT_COMPANY_TO_CHILD_COMPANY`. */
function collectEnds(collector: Collector, event: Event, subject: string): void {
  const { portalId, fromObjectId, toObjectId } = event;
  const [from = '', to = ''] = (event.associationType ?? '').split('_TO_').map((word) => word.replace(ROLE, ''));
  if (fromObjectId !== undefined) collector.look(portalId, event.fromObjectTypeId ?? (from || subject), [fromObjectId]);
  if (toObjectId !== undefined) collector.look(portalId, event.toObjectTypeId ?? to, [toObjectId]);
}

const ROLE = /^(PARENT|CHILD)_/i;
