import type { Change, Outcome } from '../../engine/connector.ts';

interface Advice {
  readonly kinds: readonly Change['kind'][];
  readonly objects: readonly string[];
  /** Only where this property is written. */
  readonly field?: string;
  readonly text: string;
}

/** Rules of HubSpot's for single objects (the guides of each), of which its own words seldom tell the way out. */
const ADVICE: readonly Advice[] = [
  {
    kinds: ['archive'],
    objects: ['invoices'],
    text: 'HubSpot deletes draft and open invoices only; have it voided instead, with `deleted: ignore`',
  },
  {
    kinds: ['create', 'update'],
    objects: ['invoices'],
    field: 'hs_invoice_status',
    text: 'an invoice leaves draft only with a contact and a line item, and never goes back',
  },
  {
    kinds: ['update', 'archive'],
    objects: ['commerce_payments'],
    text: 'a payment that HubSpot itself processed can never be changed; leave it out by a `filter`',
  },
  {
    kinds: ['archive'],
    objects: ['subscriptions'],
    text: 'HubSpot deletes a subscription that it bills only once it is canceled or expired',
  },
  {
    kinds: ['associate'],
    objects: ['products'],
    text: 'products have no associations; a line item names its product in `hs_product_id`',
  },
  {
    kinds: ['associate'],
    objects: ['line_items'],
    text: 'a line item has one parent; use a line item of its own for each',
  },
];

/** What was refused for a rule of the object, with what to do about it. */
export function advised(change: Change, outcome: Outcome): Outcome {
  if (outcome.status !== 'failed' || outcome.retryAfterMs !== null) return outcome;
  const objects = 'from' in change ? [change.from.object, change.to.object] : [change.object];
  const found = ADVICE.find(
    ({ kinds, objects: those, field }) =>
      kinds.includes(change.kind) &&
      objects.some((object) => those.includes(object)) &&
      (field === undefined || ('fields' in change && field in change.fields)),
  );
  return found === undefined ? outcome : { ...outcome, reason: `${outcome.reason.replace(/\.$/, '')} (${found.text})` };
}
