import { Big } from 'big.js';
import { linkTable } from '../associations/index-of-links.ts';
import { type HubSpotError, invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import type { PlannedLink } from './plan.ts';
import { type RecordRow, recordTable } from './record.ts';
import { findObjectType, type ObjectType } from './types.ts';

const typeNamed = (name: string): ObjectType => {
  const type = findObjectType(name);
  if (!type) throw new Error(`No object type ${name}`);
  return type;
};

/** Where an invoice may go from each status; a paid or voided one stays. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  draft: ['open', 'paid', 'voided'],
  open: ['paid', 'voided'],
  paid: ['voided'],
  voided: [],
};

const refuse = (message: string): HubSpotError =>
  invalid(message, {
    errors: [{ message, code: 'INVALID_INVOICE_STATUS', context: { propertyName: ['hs_invoice_status'] } }],
  });

/** An invoice leaves draft only with a contact and a line item; `paid` by hand only when it is billed elsewhere. */
export function requireInvoiceTransition(
  hub: Hub,
  portalId: number,
  before: RecordRow | null,
  changes: Readonly<Record<string, string>>,
  links: readonly PlannedLink[],
): void {
  const from = before?.properties['hs_invoice_status'] ?? 'draft';
  const to = changes['hs_invoice_status'] ?? from;
  if (to === from) return;
  if (!NEXT[from]?.includes(to)) throw refuse(`An invoice cannot go from ${from} to ${to || 'no status'}.`);
  const has = (name: string): boolean =>
    links.some((link) => link.to.type === typeNamed(name)) ||
    (before !== null && hub.links.of(linkTable(portalId, typeNamed('invoice'), typeNamed(name)), before.id).length > 0);
  if (!has('line_item')) throw refuse(`An invoice needs at least one associated line item to become ${to}.`);
  if (!has('contact')) throw refuse(`An invoice needs an associated contact to become ${to}.`);
  const billable = changes['hs_invoice_billable'] ?? before?.properties['hs_invoice_billable'];
  if (to === 'paid' && billable !== 'false') {
    throw refuse('An invoice billed by HubSpot becomes paid by a payment; set hs_invoice_billable=false first.');
  }
}

/** Brings the computed amounts of an invoice up to date; they bump its modified date, as in HubSpot, but notify nobody. */
export function recomputeInvoice(hub: Hub, portalId: number, invoiceId: string): void {
  const invoices = recordTable(portalId, typeNamed('invoice'));
  const invoice = hub.tables.rows<RecordRow>(invoices).get(invoiceId);
  if (!invoice) return;
  const items = hub.tables.rows<RecordRow>(recordTable(portalId, typeNamed('line_item')));
  const billed = hub.links
    .of(linkTable(portalId, typeNamed('invoice'), typeNamed('line_item')), invoiceId)
    .map((id) => items.get(id))
    .filter((item) => item !== undefined && item.archivedAt === undefined)
    .reduce((sum, item) => sum.plus(item?.properties['amount'] ?? '0'), new Big(0))
    .toString();
  const settled = ['paid', 'voided'].includes(invoice.properties['hs_invoice_status'] ?? '');
  const computed = { hs_amount_billed: billed, hs_balance_due: settled ? '0' : billed };
  const same = Object.entries(computed).every(([name, value]) => invoice.properties[name] === value);
  if (same) return;
  const properties = { ...invoice.properties, ...computed };
  hub.tables.put(invoices, invoiceId, { ...invoice, properties, updatedAt: hub.clock.now() });
}

/** The invoices whose amounts a changed record moves. */
export function invoicesTouchedBy(hub: Hub, portalId: number, type: ObjectType, id: string): readonly string[] {
  if (type.singular === 'invoice') return [id];
  if (type.singular !== 'line_item') return [];
  return hub.links.of(linkTable(portalId, type, typeNamed('invoice')), id);
}
