import { Big } from 'big.js';
import type { Hub } from '../hub.ts';
import { pipelinesOf } from '../pipelines/pipeline.ts';
import type { ObjectType } from './types.ts';

/** What the stage of a deal says of it, and what that makes of its amount. */
export function dealValues(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  if (type.singular !== 'deal') return {};
  const pipeline = pipelinesOf(hub.tables, portalId, type.id).find(({ id }) => id === values['pipeline']);
  const metadata = pipeline?.stages.find(({ id }) => id === values['dealstage'])?.metadata;
  if (!metadata) return {};
  const probability = new Big(metadata['probability'] ?? '0');
  const isClosed = metadata['isClosed'] === 'true';
  const isWon = isClosed && probability.eq(1);
  const amount = values['amount'] ? new Big(values['amount']) : null;
  return {
    hs_deal_stage_probability: probability.toString(),
    hs_is_closed: String(isClosed),
    hs_is_closed_won: String(isWon),
    hs_is_closed_lost: String(isClosed && !isWon),
    hs_projected_amount: amount?.times(probability).toString() ?? '',
    hs_closed_amount: isWon ? (amount?.toString() ?? '') : '0',
  };
}
