import { invalid } from '../http/errors.ts';
import type { ObjectType } from '../objects/types.ts';

type Metadata = Readonly<Record<string, string>>;
/** What a caller may send: text, or a number for a probability; null asks to clear. */
export type SentMetadata = Readonly<Record<string, string | number | boolean | null>>;

/** Metadata as HubSpot keeps it for a stage of this type; keys it does not know are dropped without a word. */
export function keptMetadata(type: ObjectType, sent: SentMetadata, before: Metadata = {}): Metadata {
  const merged = { ...before, ...sent };
  if (type.id === '0-3') return dealMetadata(merged);
  if (type.id === '0-5') {
    const ticketState = state('ticketState', merged);
    return { ticketState, isClosed: String(ticketState === 'CLOSED') };
  }
  if (type.id === '0-123' || type.id.startsWith('2-')) return { state: state('state', merged) };
  return {};
}

function dealMetadata(merged: SentMetadata): Metadata {
  const given = merged['probability'];
  if (given === undefined || given === null || given === '') {
    throw invalid('You must specify probability when writing a dealstage, for example {"probability": "0.5"}.');
  }
  const probability = Number(given);
  if (Number.isNaN(probability) || probability < 0 || probability > 1) {
    throw invalid(`The probability of a dealstage must be between 0.0 and 1.0, not ${given}.`);
  }
  const text = Number.isInteger(probability) ? probability.toFixed(1) : String(probability);
  return { probability: text, isClosed: String(probability === 0 || probability === 1) };
}

function state(key: string, merged: SentMetadata): 'OPEN' | 'CLOSED' {
  const given = merged[key] ?? 'OPEN';
  if (given === 'OPEN' || given === 'CLOSED') return given;
  throw invalid(`${key} must be OPEN or CLOSED, not "${given}".`, {
    subCategory: 'PipelineError.INVALID_PIPELINE_STAGE_METADATA',
  });
}
