import type { PropertyDefinition } from '../crm.ts';

/** HubSpot's own amounts, and the property of the same record that names their currency; '' for the account's. */
const AMOUNTS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  '0-2': ['', ['annualrevenue']],
  '0-3': ['deal_currency_code', ['amount']],
  '0-7': ['', ['price', 'hs_cost_of_goods_sold', 'tax']],
  '0-8': ['hs_line_item_currency_code', ['price', 'discount', 'amount', 'tax']],
  '0-14': ['hs_currency', ['hs_quote_amount']],
  '0-53': ['hs_currency', ['hs_amount_billed', 'hs_balance_due']],
  '0-69': ['hs_currency_code', ['hs_next_payment_amount']],
  '0-101': ['hs_currency_code', ['hs_initial_amount']],
  '0-123': ['hs_currency_code', ['hs_total_price', 'hs_subtotal_price', 'hs_tax', 'hs_shipping_cost']],
  '0-142': ['hs_currency_code', ['hs_total_price']],
};

type Values = Readonly<Record<string, string | null>>;
type Money = Pick<PropertyDefinition, 'name' | 'showCurrencySymbol' | 'currencyPropertyName'>;

/** ISO code of the currency that a property's value is in; null when it is no amount of money. */
export function currencyOf(
  accountCurrency: string,
  objectTypeId: string,
  { name, showCurrencySymbol, currencyPropertyName }: Money,
  values: Values,
): string | null {
  const [named, amounts] = AMOUNTS[objectTypeId] ?? ['', []];
  if (amounts.includes(name)) return values[named] || accountCurrency;
  if (!showCurrencySymbol) return null;
  return values[currencyPropertyName ?? named] || accountCurrency;
}
