import type { Fields } from '../../server/engine/record.ts';

/** Every object for ERP and billing, with one record of it. */
interface Kind {
  readonly object: string;
  /** All that HubSpot requires of a new record. */
  readonly created: Fields;
  readonly changed: Fields;
}

const label = (hs_label: string): Fields => ({ hs_label, hs_type: 'FIXED', hs_value: '5' });

export const KINDS: readonly Kind[] = [
  { object: 'companies', created: { name: 'Alfreds' }, changed: { city: 'Berlin' } },
  { object: 'contacts', created: { email: 'maria@alfreds.example' }, changed: { jobtitle: 'Sales' } },
  {
    object: 'deals',
    created: { dealname: 'Chai', dealstage: 'appointmentscheduled', pipeline: 'default' },
    changed: { dealstage: 'closedwon' },
  },
  { object: 'tickets', created: { subject: 'Broken', hs_pipeline_stage: '1' }, changed: { hs_pipeline_stage: '4' } },
  { object: 'products', created: { name: 'Chai' }, changed: { price: '18' } },
  { object: 'line_items', created: { name: 'Chai' }, changed: { quantity: '3' } },
  {
    object: 'quotes',
    created: { hs_title: 'Offer', hs_expiration_date: '2027-01-01T00:00:00.000Z' },
    changed: { hs_terms: '30 days' },
  },
  { object: 'invoices', created: { hs_currency: 'EUR' }, changed: { hs_title: 'Invoice 7' } },
  { object: 'orders', created: { hs_order_name: '10643' }, changed: { hs_total_price: '119' } },
  { object: 'carts', created: { hs_cart_name: 'Web cart' }, changed: { hs_external_status: 'open' } },
  {
    object: 'commerce_payments',
    created: { hs_initial_amount: '100', hs_initiated_date: '2026-05-10T08:00:00.000Z' },
    changed: { hs_latest_status: 'succeeded' },
  },
  { object: 'subscriptions', created: { hs_name: 'Maintenance' }, changed: { hs_status: 'active' } },
  { object: 'discounts', created: label('Summer'), changed: { hs_value: '7' } },
  { object: 'fees', created: label('Freight'), changed: { hs_value: '7' } },
  { object: 'taxes', created: label('VAT'), changed: { hs_value: '7' } },
];
