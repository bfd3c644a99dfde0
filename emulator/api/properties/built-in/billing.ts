import { builtIns } from '../definition.ts';

const ADJUSTMENT = `
  hs_label string "Name"
  hs_type enumeration "Type" [PERCENT:Percent, FIXED:Fixed]
  hs_value number "Value"
  hs_sort_order number "Sort order"
`;

export const INVOICE = builtIns(
  'invoiceinformation',
  `
  hs_number string "Number"
  hs_title string "Title"
  hs_invoice_status enumeration "Invoice status" [draft:Draft, open:Open, paid:Paid, voided:Voided]
  hs_currency string "Currency"
  hs_invoice_date datetime "Invoice date"
  hs_due_date datetime "Due date"
  hs_invoice_billable bool "Billable"
  hs_external_invoice_id string "External invoice ID"
  hs_purchase_order_number string "PO number"
  hs_comments string "Comments" area
  hs_amount_billed number "Amount billed" calculated
  hs_balance_due number "Balance due" calculated
  hubspot_owner_id enumeration "Invoice owner" owner
`,
);

export const ORDER = builtIns(
  'orderinformation',
  `
  hs_order_name string "Name"
  hs_currency_code string "Currency code"
  hs_total_price number "Total price"
  hs_subtotal_price number "Subtotal price"
  hs_tax number "Tax"
  hs_shipping_cost number "Shipping cost"
  hs_external_order_id string "External order ID"
  hs_external_order_status string "External order status"
  hs_external_order_url string "External order URL"
  hs_external_created_date datetime "External created date"
  hs_source_store string "Source store"
  hs_fulfillment_status string "Fulfillment status"
  hs_payment_status string "Payment status"
  hs_shipping_tracking_number string "Shipping tracking number"
  hs_shipping_address_name string "Shipping address name"
  hs_shipping_address_street string "Shipping address street"
  hs_shipping_address_city string "Shipping address city"
  hs_shipping_address_state string "Shipping address state"
  hs_shipping_address_postal_code string "Shipping address postal code"
  hs_shipping_address_country string "Shipping address country"
  hs_pipeline enumeration "Pipeline"
  hs_pipeline_stage enumeration "Pipeline stage"
  hubspot_owner_id enumeration "Order owner" owner
`,
);

export const CART = builtIns(
  'cartinformation',
  `
  hs_cart_name string "Name"
  hs_currency_code string "Currency code"
  hs_total_price number "Total price"
  hs_external_cart_id string "External cart ID"
  hs_external_status string "External status"
  hs_source_store string "Source store"
  hs_cart_url string "Cart URL"
`,
);

export const PAYMENT = builtIns(
  'commercepaymentinformation',
  `
  hs_initial_amount number "Gross amount"
  hs_initiated_date datetime "Payment date"
  hs_currency_code string "Currency"
  hs_reference_number string "Reference number"
  hs_customer_email string "Customer email"
  hs_latest_status enumeration "Status" [processing:Processing, succeeded:Succeeded, failed:Failed, refunded:Refunded]
  hs_payment_method enumeration "Payment method" [ach:ACH, bank_transfer:Bank transfer, cash:Cash, check:Check, credit_or_debit_card:Card, other:Other]
  hs_external_id string "External ID"
`,
);

export const SUBSCRIPTION = builtIns(
  'subscriptioninformation',
  `
  hs_name string "Name"
  hs_status enumeration "Status" [active:Active, past_due:Past due, canceled:Canceled, expired:Expired, scheduled:Scheduled, unpaid:Unpaid, paused:Paused]
  hs_currency_code string "Currency"
  hs_recurring_billing_start_date date "Start date"
  hs_recurring_billing_frequency enumeration "Billing frequency" [weekly:Weekly, monthly:Monthly, quarterly:Quarterly, annually:Annually]
  hs_next_payment_amount number "Next payment amount" readonly
  hs_next_payment_due_date date "Next payment due date" readonly
  hs_invoice_creation enumeration "Invoice creation" [on:On, off:Off]
  hs_external_id string "External ID"
`,
);

export const DISCOUNT = builtIns('discountinformation', ADJUSTMENT);
export const FEE = builtIns('feeinformation', ADJUSTMENT);
export const TAX = builtIns('taxinformation', ADJUSTMENT);
