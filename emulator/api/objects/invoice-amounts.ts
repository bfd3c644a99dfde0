import { Big } from 'big.js';
import { linkTable } from '../associations/index-of-links.ts';
import type { Hub } from '../hub.ts';
import { type RecordRow, recordTable } from './record.ts';
import { builtInType, INVOICE, LINE_ITEM, type ObjectType } from './types.ts';

const PAYMENT = builtInType('commerce_payments');
/** HubSpot applies discounts first, then fees, and taxes last. */
const ADJUSTMENTS = [
  { type: builtInType('discounts'), sign: -1 },
  { type: builtInType('fees'), sign: 1 },
  { type: builtInType('taxes'), sign: 1 },
] as const;

const linked = (hub: Hub, portalId: number, id: string, type: ObjectType): RecordRow[] =>
  hub.links
    .of(linkTable(portalId, INVOICE, type), id)
    .flatMap((other) => hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(other) ?? [])
    .filter((row) => row.archivedAt === undefined);

/** Decimals of a currency: two of most, none of yen, three of dinars. */
export function minorUnits(currency: string): number {
  if (!/^[A-Z]{3}$/i.test(currency)) return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** What an invoice asks for: its line items with its own discounts, fees and taxes, in whole minor units. */
export function billedAmount(hub: Hub, portalId: number, invoice: RecordRow): Big {
  let amount = linked(hub, portalId, invoice.id, LINE_ITEM)
    .map((item) => new Big(item.properties['amount'] || '0'))
    .reduce((sum, one) => sum.plus(one), new Big(0));
  for (const { type, sign } of ADJUSTMENTS) {
    const base = amount;
    for (const { properties } of linked(hub, portalId, invoice.id, type)) {
      const value = new Big(properties['hs_value'] || '0');
      const part = properties['hs_type'] === 'PERCENT' ? base.times(value).div(100) : value;
      amount = amount.plus(part.times(sign));
    }
  }
  return amount.round(minorUnits(invoice.properties['hs_currency'] ?? ''), Big.roundHalfUp);
}

const NOT_RECEIVED = ['processing', 'failed', 'refunded'];

/** What has been paid: a payment without a status is money that was received outside of HubSpot. */
export const paidAmount = (hub: Hub, portalId: number, invoice: RecordRow): Big =>
  linked(hub, portalId, invoice.id, PAYMENT)
    .filter(({ properties }) => !NOT_RECEIVED.includes(properties['hs_latest_status'] ?? ''))
    .map(({ properties }) => new Big(properties['hs_initial_amount'] || '0'))
    .reduce((sum, one) => sum.plus(one), new Big(0));

const MOVERS: ReadonlySet<ObjectType> = new Set([LINE_ITEM, PAYMENT, ...ADJUSTMENTS.map((one) => one.type)]);

/** The invoices whose amounts a changed record moves. */
export function invoicesTouchedBy(hub: Hub, portalId: number, type: ObjectType, id: string): readonly string[] {
  if (type === INVOICE) return [id];
  return MOVERS.has(type) ? hub.links.of(linkTable(portalId, type, INVOICE), id) : [];
}
