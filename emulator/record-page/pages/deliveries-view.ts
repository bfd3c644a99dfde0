import { z } from 'zod';
import type { DeliveryAttempt } from '../../deliveries.ts';
import { portalHref } from '../hrefs.ts';
import type { Portal, RecordPageDeps } from '../scene.ts';

/** One batch of events on its way to an app, with every attempt to hand it over. */
export interface DeliveryView {
  /** The id of its first attempt. */
  readonly id: number;
  readonly href: string;
  readonly appName: string;
  readonly url: string;
  readonly summary: string;
  readonly events: number;
  readonly state: 'delivered' | 'retrying' | 'failed';
  readonly attempts: readonly DeliveryAttempt[];
}

/** Newest first. */
export function deliveriesOf(deps: RecordPageDeps, portal: Portal): DeliveryView[] {
  const deliveries = new Map<string, DeliveryAttempt[]>();
  for (const attempt of deps.development.deliveries.list()) {
    if (attempt.portalId !== portal.portalId) continue;
    const key = `${attempt.appId} ${eventsOf(attempt).map(identity).join(' ')}`;
    deliveries.set(key, [...(deliveries.get(key) ?? []), attempt]);
  }
  const firstAt = (attempts: readonly DeliveryAttempt[]): number => Date.parse(attempts[0]?.at ?? '');
  return [...deliveries.values()]
    .toReversed()
    .toSorted((one, next) => firstAt(next) - firstAt(one))
    .map((attempts) => deliveryView(deps, portal, attempts));
}

const Event = z.looseObject({
  eventId: z.number().optional(),
  subscriptionId: z.number().optional(),
  occurredAt: z.number().optional(),
  subscriptionType: z.string().default('event'),
});
type Event = z.infer<typeof Event>;

/** A body that a fault has spoilt on purpose has no events to show. */
function eventsOf({ body }: DeliveryAttempt): Event[] {
  try {
    return z.array(Event).parse(JSON.parse(body));
  } catch {
    return [];
  }
}

/** Everything but `attemptNumber`, which is what tells the attempts of one batch apart. */
const identity = ({ eventId, subscriptionId, occurredAt }: Event): string =>
  `${eventId}/${subscriptionId}/${occurredAt}`;

function deliveryView(deps: RecordPageDeps, portal: Portal, attempts: readonly DeliveryAttempt[]): DeliveryView {
  const [first] = attempts;
  if (!first) throw new Error('A delivery has at least one attempt.');
  const events = eventsOf(first);
  return {
    id: first.id,
    href: portalHref(deps.crm, portal.portalId, `/development/deliveries/${first.id}`),
    appName: deps.apps().find((app) => app.registration.appId === first.appId)?.name ?? `App ${first.appId}`,
    url: first.url,
    summary: summaryOf(events),
    events: events.length,
    state: stateOf(attempts),
    attempts,
  };
}

const succeeded = ({ status }: DeliveryAttempt): boolean => status !== null && status >= 200 && status < 300;

function stateOf(attempts: readonly DeliveryAttempt[]): DeliveryView['state'] {
  if (attempts.some(succeeded)) return 'delivered';
  return attempts.findLast(({ replayed }) => !replayed)?.retryAt ? 'retrying' : 'failed';
}

/** `2 × object.propertyChange, object.creation`. */
function summaryOf(events: readonly Event[]): string {
  const counts = new Map<string, number>();
  for (const { subscriptionType } of events) counts.set(subscriptionType, (counts.get(subscriptionType) ?? 0) + 1);
  return [...counts].map(([type, count]) => (count > 1 ? `${count} × ${type}` : type)).join(', ') || 'no events';
}
