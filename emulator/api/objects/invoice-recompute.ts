import { Big } from 'big.js';
import type { ChangeActor } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import { billedAmount, paidAmount } from './invoice-amounts.ts';
import { CALCULATED, type RecordRow, recordTable } from './record.ts';
import { INVOICE } from './types.ts';
import { writeValues } from './write-values.ts';

/**
 * Brings the computed amounts of an invoice up to date; they bump its modified date, as in HubSpot. Payments that cover
 * an open invoice make it paid.
 */
export function recomputeInvoice(hub: Hub, portalId: number, invoiceId: string, actor: ChangeActor): void {
  const invoice = hub.tables.rows<RecordRow>(recordTable(portalId, INVOICE)).get(invoiceId);
  if (!invoice || invoice.archivedAt !== undefined) return;
  const computed = computedValues(hub, portalId, invoice);
  const changes = Object.fromEntries(
    Object.entries(computed).filter(([name, value]) => value !== invoice.properties[name]),
  );
  if (Object.keys(changes).length === 0) return;
  const { values } = writeValues(hub, portalId, INVOICE, invoice, changes, CALCULATED);
  hub.changes.tell({ kind: 'changed', portalId, type: INVOICE, id: invoiceId, values, actor });
}

function computedValues(hub: Hub, portalId: number, invoice: RecordRow): Record<string, string> {
  const billed = billedAmount(hub, portalId, invoice);
  const paid = paidAmount(hub, portalId, invoice);
  const status = invoice.properties['hs_invoice_status'];
  const covered = hub.settings.anyPaymentPaysInvoice ? paid.gt(0) : paid.gte(billed);
  const becomesPaid = status === 'open' && paid.gt(0) && covered;
  const settled = becomesPaid || status === 'paid' || status === 'voided';
  const open = settled || paid.gte(billed) ? new Big(0) : billed.minus(paid);
  return {
    hs_amount_billed: billed.toString(),
    hs_balance_due: open.toString(),
    ...(becomesPaid ? { hs_invoice_status: 'paid' } : {}),
  };
}
