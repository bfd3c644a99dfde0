import { Big } from 'big.js';
import type { ChangeActor } from '../../crm.ts';
import { linkTable } from '../associations/index-of-links.ts';
import type { Hub } from '../hub.ts';
import { CALCULATED, type RecordRow, recordTable } from './record.ts';
import { builtInType, LINE_ITEM, type ObjectType } from './types.ts';
import { writeValues } from './write-values.ts';

export const QUOTE = builtInType('quotes');

/** The quotes whose amount a changed record moves. */
export const quotesTouchedBy = (hub: Hub, portalId: number, type: ObjectType, id: string): readonly string[] =>
  type === LINE_ITEM ? hub.links.of(linkTable(portalId, LINE_ITEM, QUOTE), id) : [];

/** The amount of a quote is the sum of its line items; a quote that never had one has none. */
export function recomputeQuote(hub: Hub, portalId: number, quoteId: string, actor: ChangeActor): void {
  const quote = hub.tables.rows<RecordRow>(recordTable(portalId, QUOTE)).get(quoteId);
  if (!quote || quote.archivedAt !== undefined) return;
  const amount = hub.links
    .of(linkTable(portalId, QUOTE, LINE_ITEM), quoteId)
    .flatMap((id) => hub.tables.rows<RecordRow>(recordTable(portalId, LINE_ITEM)).get(id) ?? [])
    .filter((item) => item.archivedAt === undefined)
    .reduce((sum, item) => sum.plus(item.properties['amount'] || '0'), new Big(0))
    .toString();
  if (amount === (quote.properties['hs_quote_amount'] ?? '0')) return;
  const { values } = writeValues(hub, portalId, QUOTE, quote, { hs_quote_amount: amount }, CALCULATED);
  hub.changes.tell({ kind: 'changed', portalId, type: QUOTE, id: quoteId, values, actor });
}
