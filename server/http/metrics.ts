import { collectDefaultMetrics, Counter, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly webhooksRejected: Counter<'reason'>;
  readonly webhookEvents: Counter;
  readonly webhooksReplayed: Counter;
  readonly cardCalls: Counter<'view' | 'status'>;
}

/** A registry of its own, so that two servers in one process do not count each other's calls. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    webhooksRejected: new Counter({
      name: 'ledgerline_webhooks_rejected_total',
      help: 'Webhook requests that were refused, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    webhookEvents: new Counter({
      name: 'ledgerline_webhook_notices_total',
      help: 'Notices stored from accepted webhook requests.',
      registers,
    }),
    webhooksReplayed: new Counter({
      name: 'ledgerline_webhooks_replayed_total',
      help: 'Webhook requests that had been stored before, byte for byte; they were answered and dropped.',
      registers,
    }),
    cardCalls: new Counter({
      name: 'ledgerline_card_calls_total',
      help: 'Calls of the cards, by view and HTTP status.',
      labelNames: ['view', 'status'],
      registers,
    }),
  };
}
