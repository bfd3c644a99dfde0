import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly webhooksAccepted: Counter;
  readonly webhooksRejected: Counter<'reason'>;
  readonly webhookEvents: Counter;
  readonly webhooksReplayed: Counter;
  readonly cardCalls: Counter<'view' | 'status'>;
  readonly cardSeconds: Histogram<'view'>;
  readonly actions: Counter<'action' | 'outcome'>;
}

/** Around the bar of 50 ms, up to the 15 s after which HubSpot gives up. */
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** A registry of its own, so that two servers in one process do not count each other's calls. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> =>
    new Counter({ name: `ledgerline_${name}`, help, labelNames, registers: [registry] });
  return {
    registry,
    webhooksAccepted: counter('webhooks_accepted_total', 'Webhook requests that were stored.'),
    webhooksRejected: counter('webhooks_rejected_total', 'Webhook requests that were refused, by reason.', 'reason'),
    webhookEvents: counter('webhook_notices_total', 'Notices stored from accepted webhook requests.'),
    webhooksReplayed: counter(
      'webhooks_replayed_total',
      'Webhook requests that had been stored before, byte for byte; they were answered and dropped.',
    ),
    cardCalls: counter('card_calls_total', 'Calls of the cards, by view and HTTP status.', 'view', 'status'),
    cardSeconds: new Histogram({
      name: 'ledgerline_card_seconds',
      help: 'How long a card waited for its answer.',
      labelNames: ['view'],
      buckets: ANSWER_SECONDS,
      registers: [registry],
    }),
    actions: counter(
      'actions_total',
      'What people and workflows asked for, by action and what became of it.',
      'action',
      'outcome',
    ),
  };
}
