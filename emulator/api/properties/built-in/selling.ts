import { builtIns } from '../definition.ts';

export const DEAL = builtIns(
  'dealinformation',
  `
  dealname string "Deal Name"
  amount number "Amount"
  deal_currency_code string "Currency"
  closedate datetime "Close Date"
  pipeline enumeration "Pipeline"
  dealstage enumeration "Deal Stage"
  dealtype enumeration "Deal Type" [newbusiness:New Business, existingbusiness:Existing Business]
  description string "Deal Description" area
  hs_priority enumeration "Priority" [low:Low, medium:Medium, high:High]
  hs_next_step string "Next step"
  hubspot_owner_id enumeration "Deal owner" owner
  hs_deal_stage_probability number "Deal probability" calculated
  hs_is_closed bool "Is Deal Closed?" calculated
  hs_is_closed_won bool "Is Closed Won" calculated
  hs_is_closed_lost bool "Is Closed Lost" calculated
  hs_projected_amount number "Weighted amount" calculated
  hs_closed_amount number "Closed Deal Amount" calculated
`,
);

export const TICKET = builtIns(
  'ticketinformation',
  `
  subject string "Ticket name"
  content string "Ticket description" area
  hs_pipeline enumeration "Pipeline"
  hs_pipeline_stage enumeration "Ticket status"
  hs_ticket_priority enumeration "Priority" [LOW:Low, MEDIUM:Medium, HIGH:High, URGENT:Urgent]
  hs_ticket_category enumeration "Category" checks [PRODUCT_ISSUE:Product Issue, BILLING_ISSUE:Billing Issue, FEATURE_REQUEST:Feature Request, GENERAL_INQUIRY:General Inquiry]
  hubspot_owner_id enumeration "Ticket owner" owner
`,
);

export const PRODUCT = builtIns(
  'productinformation',
  `
  name string "Name"
  description string "Product Description" area
  price number "Unit price"
  hs_sku string "SKU"
  hs_cost_of_goods_sold number "Unit cost"
  hs_product_type enumeration "Product Type" [inventory:Inventory, non_inventory:Non-inventory, service:Service]
  hs_url string "URL"
  hs_folder string "Folder"
  hs_recurring_billing_period string "Term"
  recurringbillingfrequency enumeration "Billing frequency" [weekly:Weekly, biweekly:Biweekly, monthly:Monthly, quarterly:Quarterly, per_six_months:Semi-annually, annually:Annually]
  tax number "Tax"
`,
);

export const LINE_ITEM = builtIns(
  'lineiteminformation',
  `
  name string "Name"
  description string "Description" area
  quantity number "Quantity"
  price number "Unit price"
  discount number "Unit discount"
  hs_discount_percentage number "Discount percentage"
  amount number "Net price" calculated
  hs_sku string "SKU"
  hs_product_id number "Product ID"
  hs_line_item_currency_code string "Currency"
  hs_position_on_quote number "Position"
  hs_recurring_billing_period string "Term"
  recurringbillingfrequency enumeration "Billing frequency" [weekly:Weekly, biweekly:Biweekly, monthly:Monthly, quarterly:Quarterly, per_six_months:Semi-annually, annually:Annually]
  tax number "Tax"
`,
);

export const QUOTE = builtIns(
  'quoteinformation',
  `
  hs_title string "Quote name"
  hs_expiration_date datetime "Expiration date"
  hs_status enumeration "Quote status" [DRAFT:Draft, PENDING_APPROVAL:Pending approval, APPROVAL_NOT_NEEDED:Approved, APPROVED:Approved, REJECTED:Rejected]
  hs_currency string "Currency"
  hs_language string "Language"
  hs_quote_number string "Reference number" readonly
  hs_quote_amount number "Quote amount" calculated
  hs_terms string "Terms" area
  hubspot_owner_id enumeration "Quote owner" owner
`,
);
