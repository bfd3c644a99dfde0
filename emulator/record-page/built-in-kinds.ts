import type { Kind } from './kinds.ts';

const words = (text: string): string[] => text.split(' ').filter(Boolean);

/** What HubSpot's pages call them, where that is not the name in the API. */
const NAMED: Readonly<Record<string, string>> = { commerce_payments: 'payments', commerce_payment: 'payment' };

interface Facts {
  readonly title: string;
  readonly subtitle: string;
  readonly about: string;
  readonly columns: string;
  readonly highlights: string;
}

/** `firstname+lastname email`: joined by plus, alternatives by spaces. */
function kind(area: Kind['area'], objectTypeId: string, plural: string, singular: string, facts: Facts): Kind {
  return {
    objectTypeId,
    plural,
    singular,
    many: (NAMED[plural] ?? plural).replaceAll('_', ' '),
    one: (NAMED[singular] ?? singular).replaceAll('_', ' '),
    area,
    title: words(facts.title).map((group) => group.split('+')),
    subtitle: facts.subtitle,
    about: words(facts.about),
    columns: words(facts.columns),
    highlights: words(facts.highlights),
    required: [],
  };
}

const adjustment: Facts = {
  title: 'hs_label',
  subtitle: 'hs_type',
  about: 'hs_label hs_type hs_value hs_sort_order',
  columns: 'hs_type hs_value hs_createdate',
  highlights: 'hs_createdate hs_type hs_value',
};

/** HubSpot's own object types, in the order of the navigation. */
export const BUILT_IN_KINDS: readonly Kind[] = [
  kind('crm', '0-1', 'contacts', 'contact', {
    title: 'firstname+lastname email',
    subtitle: 'jobtitle',
    about: `email firstname lastname phone mobilephone jobtitle company address city zip country
      lifecyclestage hs_lead_status hubspot_owner_id`.replaceAll(/\s+/g, ' '),
    columns: 'email phone company lifecyclestage createdate',
    highlights: 'createdate lifecyclestage lastmodifieddate',
  }),
  kind('crm', '0-2', 'companies', 'company', {
    title: 'name domain',
    subtitle: 'domain',
    about: 'name domain phone address city zip country industry lifecyclestage hubspot_owner_id',
    columns: 'domain phone city country createdate',
    highlights: 'createdate lifecyclestage hs_lastmodifieddate',
  }),
  kind('crm', '0-3', 'deals', 'deal', {
    title: 'dealname',
    subtitle: 'dealstage',
    about: 'dealname pipeline dealstage amount deal_currency_code closedate hubspot_owner_id dealtype description',
    columns: 'dealstage amount closedate hubspot_owner_id createdate',
    highlights: 'createdate closedate amount',
  }),
  kind('crm', '0-5', 'tickets', 'ticket', {
    title: 'subject',
    subtitle: 'hs_pipeline_stage',
    about: 'subject content hs_pipeline hs_pipeline_stage hs_ticket_priority hs_ticket_category hubspot_owner_id',
    columns: 'hs_pipeline_stage hs_ticket_priority hubspot_owner_id createdate',
    highlights: 'createdate hs_pipeline_stage hs_ticket_priority',
  }),
  kind('commerce', '0-53', 'invoices', 'invoice', {
    title: 'hs_number hs_title',
    subtitle: 'hs_invoice_status',
    about:
      'hs_number hs_title hs_invoice_status hs_invoice_date hs_due_date hs_amount_billed hs_balance_due hs_currency',
    columns: 'hs_invoice_status hs_amount_billed hs_balance_due hs_due_date',
    highlights: 'hs_invoice_date hs_due_date hs_balance_due',
  }),
  kind('commerce', '0-14', 'quotes', 'quote', {
    title: 'hs_title',
    subtitle: 'hs_status',
    about: 'hs_title hs_status hs_expiration_date hs_quote_amount hs_currency hs_quote_number hubspot_owner_id',
    columns: 'hs_status hs_quote_amount hs_expiration_date',
    highlights: 'hs_createdate hs_expiration_date hs_quote_amount',
  }),
  kind('commerce', '0-123', 'orders', 'order', {
    title: 'hs_order_name hs_external_order_id',
    subtitle: 'hs_pipeline_stage',
    about: 'hs_order_name hs_external_order_id hs_total_price hs_currency_code hs_pipeline_stage hs_pipeline',
    columns: 'hs_pipeline_stage hs_total_price hs_currency_code hs_createdate',
    highlights: 'hs_createdate hs_total_price hs_currency_code',
  }),
  kind('commerce', '0-142', 'carts', 'cart', {
    title: 'hs_cart_name hs_external_cart_id',
    subtitle: 'hs_external_status',
    about: 'hs_cart_name hs_total_price hs_currency_code hs_external_cart_id hs_external_status hs_source_store',
    columns: 'hs_total_price hs_currency_code hs_external_status hs_createdate',
    highlights: 'hs_createdate hs_total_price hs_external_status',
  }),
  kind('commerce', '0-69', 'subscriptions', 'subscription', {
    title: 'hs_name',
    subtitle: 'hs_status',
    about: 'hs_name hs_status hs_currency_code hs_recurring_billing_start_date hs_recurring_billing_frequency',
    columns: 'hs_status hs_recurring_billing_frequency hs_recurring_billing_start_date',
    highlights: 'hs_createdate hs_status hs_recurring_billing_start_date',
  }),
  kind('commerce', '0-101', 'commerce_payments', 'commerce_payment', {
    title: 'hs_reference_number hs_external_id',
    subtitle: 'hs_latest_status',
    about:
      'hs_initial_amount hs_initiated_date hs_currency_code hs_latest_status hs_payment_method hs_reference_number',
    columns: 'hs_initial_amount hs_currency_code hs_latest_status hs_initiated_date',
    highlights: 'hs_initiated_date hs_initial_amount hs_latest_status',
  }),
  kind('commerce', '0-7', 'products', 'product', {
    title: 'name',
    subtitle: 'hs_sku',
    about: 'name hs_sku price hs_price_usd hs_product_type description',
    columns: 'hs_sku price hs_product_type createdate',
    highlights: 'createdate price hs_sku',
  }),
  kind('commerce', '0-8', 'line_items', 'line_item', {
    title: 'name',
    subtitle: 'hs_sku',
    about: 'name hs_sku quantity price discount hs_discount_percentage amount hs_product_id',
    columns: 'hs_sku quantity price amount',
    highlights: 'quantity price amount',
  }),
  kind('commerce', '0-84', 'discounts', 'discount', adjustment),
  kind('commerce', '0-85', 'fees', 'fee', adjustment),
  kind('commerce', '0-86', 'taxes', 'tax', adjustment),
  kind('activities', '0-27', 'tasks', 'task', {
    title: 'hs_task_subject',
    subtitle: 'hs_task_status',
    about: 'hs_task_subject hs_task_status hs_task_priority hs_task_type hs_timestamp hs_task_body hubspot_owner_id',
    columns: 'hs_task_status hs_task_priority hs_task_type hs_timestamp',
    highlights: 'hs_timestamp hs_task_status hs_task_priority',
  }),
  kind('activities', '0-46', 'notes', 'note', {
    title: 'hs_note_body',
    subtitle: 'hs_timestamp',
    about: 'hs_note_body hs_timestamp hubspot_owner_id',
    columns: 'hs_timestamp hs_createdate',
    highlights: 'hs_timestamp hs_createdate hs_lastmodifieddate',
  }),
];
