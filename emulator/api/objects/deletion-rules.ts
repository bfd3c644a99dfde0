import { linkTable } from '../associations/index-of-links.ts';
import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import type { RecordRow } from './record.ts';
import { LINE_ITEM, type ObjectType } from './types.ts';

const DELETABLE_INVOICES = ['draft', 'open'];
const ENDED_SUBSCRIPTIONS = ['expired', 'canceled'];

/** What has been billed stays: HubSpot deletes draft and open invoices, and subscriptions that bill no more. */
export function requireDeletable(type: ObjectType, row: RecordRow): void {
  const { hs_invoice_status: invoice = 'draft', hs_status: subscription = '', hs_invoice_creation } = row.properties;
  if (type.singular === 'invoice' && !DELETABLE_INVOICES.includes(invoice)) {
    throw invalid(`Invoice ${row.id} is ${invoice}; only draft and open invoices can be deleted.`);
  }
  const bills = type.singular === 'subscription' && hs_invoice_creation === 'on';
  if (bills && !ENDED_SUBSCRIPTIONS.includes(subscription)) {
    throw invalid(`Subscription ${row.id} is billed; it can be deleted once it is expired or canceled.`);
  }
}

/** The line items of a quote are deleted with it. */
export const itemsThatGoWith = (hub: Hub, portalId: number, type: ObjectType, id: string): readonly string[] =>
  type.singular === 'quote' ? hub.links.of(linkTable(portalId, type, LINE_ITEM), id) : [];
