/** A record of a type: what it is created with, and one property that can be changed. */
export interface Example {
  /** `n` makes what must be unique unique. */
  readonly properties: (n: number) => Record<string, string>;
  readonly changed: Readonly<Record<string, string>>;
}

const adjustment: Example = {
  properties: (n) => ({ hs_label: `Adjustment ${n}`, hs_type: 'PERCENT', hs_value: '5' }),
  changed: { hs_label: 'Changed' },
};

/** The least that each of HubSpot's types takes, by the plural name of the type. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  contacts: { properties: (n) => ({ email: `person${n}@x.example` }), changed: { firstname: 'Changed' } },
  companies: { properties: (n) => ({ name: `Company ${n}` }), changed: { city: 'Rome' } },
  deals: {
    properties: (n) => ({ dealname: `Deal ${n}`, dealstage: 'appointmentscheduled', pipeline: 'default' }),
    changed: { dealname: 'Changed' },
  },
  tickets: {
    properties: (n) => ({ subject: `Ticket ${n}`, hs_pipeline: '0', hs_pipeline_stage: '1' }),
    changed: { subject: 'Changed' },
  },
  products: { properties: (n) => ({ name: `Product ${n}`, price: '10' }), changed: { price: '12' } },
  line_items: {
    properties: (n) => ({ name: `Line ${n}`, price: '10', quantity: '2' }),
    changed: { quantity: '3' },
  },
  quotes: {
    properties: (n) => ({ hs_title: `Quote ${n}`, hs_expiration_date: '2030-01-01' }),
    changed: { hs_title: 'Changed' },
  },
  invoices: { properties: () => ({ hs_currency: 'EUR' }), changed: { hs_title: 'Changed' } },
  orders: { properties: (n) => ({ hs_order_name: `Order ${n}` }), changed: { hs_order_name: 'Changed' } },
  carts: { properties: (n) => ({ hs_cart_name: `Cart ${n}` }), changed: { hs_cart_name: 'Changed' } },
  commerce_payments: {
    properties: () => ({ hs_initial_amount: '10', hs_initiated_date: '2026-01-01T00:00:00Z' }),
    changed: { hs_reference_number: 'R-1' },
  },
  subscriptions: { properties: (n) => ({ hs_name: `Subscription ${n}` }), changed: { hs_name: 'Changed' } },
  taxes: adjustment,
  discounts: adjustment,
  fees: adjustment,
  notes: {
    properties: (n) => ({ hs_timestamp: '2026-01-01T00:00:00Z', hs_note_body: `Note ${n}` }),
    changed: { hs_note_body: 'Changed' },
  },
  tasks: {
    properties: (n) => ({ hs_timestamp: '2026-01-01T00:00:00Z', hs_task_subject: `Task ${n}` }),
    changed: { hs_task_subject: 'Changed' },
  },
};
