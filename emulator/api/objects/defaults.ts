import { Big } from 'big.js';
import type { Hub } from '../hub.ts';
import { nextNumber } from '../store/counter.ts';
import { pipelineDefaults } from '../pipelines/record-rules.ts';
import { type RecordRow, recordTable } from './record.ts';
import { findObjectType, type ObjectType } from './types.ts';

/** Values that HubSpot gives a new record where the caller gives none. */
export function creationDefaults(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  if (type.singular === 'invoice') {
    return {
      hs_invoice_status: 'draft',
      hs_invoice_billable: 'true',
      hs_amount_billed: '0',
      hs_balance_due: '0',
    };
  }
  return pipelineDefaults(hub, portalId, type, given);
}

const FIRST_INVOICE = 1001;

/** HubSpot numbers invoices in the order in which they come, unless they bring a number. */
export function invoiceNumber(hub: Hub, portalId: number, type: ObjectType): Record<string, string> {
  if (type.singular !== 'invoice') return {};
  return { hs_number: `INV-${nextNumber(hub.tables, `invoices/${portalId}`, FIRST_INVOICE)}` };
}

const COPIED = ['name', 'description', 'price', 'hs_sku'];

/** A line item takes over what it does not say from its product, and its `amount` follows from price and quantity. */
export function lineItemValues(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  values: Record<string, string>,
  before?: RecordRow,
): Record<string, string> {
  if (type.singular !== 'line_item') return values;
  const all = { ...before?.properties, ...fromProduct(hub, portalId, values, before), ...values };
  const amount = lineItemAmount(all);
  return { ...(before ? values : all), ...(amount === null ? {} : { amount }) };
}

function fromProduct(
  hub: Hub,
  portalId: number,
  values: Readonly<Record<string, string>>,
  before: RecordRow | undefined,
): Record<string, string> {
  const products = findObjectType('products');
  const id = values['hs_product_id'];
  if (before || !id || !products) return {};
  const product = hub.tables.rows<RecordRow>(recordTable(portalId, products)).get(id);
  const found = COPIED.map((name) => [name, product?.properties[name] ?? ''] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== ''));
}

function lineItemAmount(values: Readonly<Record<string, string>>): string | null {
  if (!values['price']) return null;
  const unit = new Big(values['price']).minus(values['discount'] || '0');
  const percent = new Big(100).minus(values['hs_discount_percentage'] || '0').div(100);
  return unit
    .times(values['quantity'] || '1')
    .times(percent)
    .toString();
}
