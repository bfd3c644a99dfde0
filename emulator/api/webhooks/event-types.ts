/** The objects whose subscriptions may name them: `contact.creation`. Products have no association subscriptions. */
const LEGACY = ['contact', 'company', 'deal', 'ticket', 'line_item', 'product'] as const;
const KINDS = ['creation', 'deletion', 'merge', 'restore', 'propertyChange', 'associationChange'] as const;

export const GENERIC = 'object.';

/** The 48 event types of the subscriptions API. `conversation.*` and `event.completed` never happen here. */
export const EVENT_TYPES: ReadonlySet<string> = new Set([
  ...[...LEGACY, 'object'].flatMap((object) =>
    KINDS.filter((kind) => object !== 'product' || kind !== 'associationChange').map((kind) => `${object}.${kind}`),
  ),
  'contact.privacyDeletion',
  ...['creation', 'deletion', 'newMessage', 'privacyDeletion', 'propertyChange'].map((kind) => `conversation.${kind}`),
  'event.completed',
]);

/** HubSpot changes these with every write, and lets nobody subscribe to them. */
export const NOT_SUBSCRIBABLE: ReadonlySet<string> = new Set(['hs_lastmodifieddate', 'num_unique_conversion_events']);

/** What `object.*` may be subscribed for, by type id; custom objects only in private apps. */
export const GENERIC_TYPES: ReadonlySet<string> = new Set(
  `0-1 0-2 0-3 0-5 0-7 0-8 0-14 0-18 0-19 0-27 0-46 0-47 0-48 0-49 0-53 0-64
   0-69 0-74 0-84 0-85 0-86 0-101 0-115 0-116 0-123 0-136 0-142 0-145 0-162 0-410 0-420 0-421`.split(/\s+/),
);

export const isCustom = (objectType: string | null): boolean => /^(2-\d+$|p\d*_)/i.test(objectType ?? '');

interface Wanted {
  readonly subscriptionType: string;
  readonly objectType: string | null;
  readonly propertyName: string | null;
}

/** Why HubSpot would not take this subscription; null when it would. */
export function refusal(wanted: Wanted, auth: 'static' | 'oauth'): string | null {
  const { subscriptionType, objectType, propertyName } = wanted;
  if (!EVENT_TYPES.has(subscriptionType)) return `There is no event type "${subscriptionType}".`;
  if (subscriptionType.endsWith('.propertyChange') && !propertyName) return `${subscriptionType} needs a propertyName.`;
  if (NOT_SUBSCRIBABLE.has(propertyName ?? '')) return `Changes of ${propertyName} cannot be subscribed to.`;
  if (!subscriptionType.startsWith(GENERIC)) return null;
  if (!objectType) return `${subscriptionType} needs an object type.`;
  if (isCustom(objectType) && auth === 'oauth') return 'Only private apps can subscribe to custom objects.';
  return null;
}
