import { linkTable } from '../associations/index-of-links.ts';
import { type HubSpotError, invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import type { PlannedLink } from './plan.ts';
import type { RecordRow } from './record.ts';
import { CONTACT, INVOICE, LINE_ITEM, type ObjectType } from './types.ts';

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
  const has = (type: ObjectType): boolean =>
    links.some((link) => link.to.type === type) ||
    (before !== null && hub.links.of(linkTable(portalId, INVOICE, type), before.id).length > 0);
  if (!has(LINE_ITEM)) throw refuse(`An invoice needs at least one associated line item to become ${to}.`);
  if (!has(CONTACT)) throw refuse(`An invoice needs an associated contact to become ${to}.`);
  const billable = changes['hs_invoice_billable'] ?? before?.properties['hs_invoice_billable'];
  if (to === 'paid' && billable !== 'false') {
    throw refuse('An invoice billed by HubSpot becomes paid by a payment; set hs_invoice_billable=false first.');
  }
}
