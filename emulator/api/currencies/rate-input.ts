import { z } from 'zod';
import { Id } from '../http/body.ts';
import type { Call } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { CURRENCY_CODES } from './codes.ts';
import { companyCurrency, createRate, type ExchangeRate, rateById, updateRate } from './currencies.ts';

export const CurrencyCode = z.enum(CURRENCY_CODES as [string, ...string[]], 'must be one of GET .../currencies/codes');

const time = z.iso.datetime({ offset: true }).transform(Date.parse).optional();
const Multiplier = { conversionRate: z.number().positive('must be greater than 0'), effectiveAt: time };

export const NewRate = z.object({ fromCurrencyCode: CurrencyCode, ...Multiplier });
export const RateChange = z.object(Multiplier);
export const RateUpdate = RateChange.extend({ id: Id });

export function createdRate(call: Call, input: z.infer<typeof NewRate>): ExchangeRate {
  const { fromCurrencyCode, conversionRate, effectiveAt } = input;
  if (fromCurrencyCode === companyCurrency(call.hub, call.portalId)) {
    throw invalid(`${fromCurrencyCode} is the company currency; a rate leads to it from another one.`);
  }
  return createRate(call.hub, call.portalId, fromCurrencyCode, conversionRate, effectiveAt);
}

export function requireRate(call: Call, id: string): ExchangeRate {
  const rate = rateById(call.hub, call.portalId, id);
  if (!rate) throw notFound(`No exchange rate with ID ${id} exists`);
  return rate;
}

export const updatedRate = (call: Call, id: string, { conversionRate, effectiveAt }: z.infer<typeof RateChange>) =>
  updateRate(call.hub, call.portalId, requireRate(call, id), conversionRate, effectiveAt);

/** The caller learns of every input that failed; the others are done. */
export function attempts<Input>(
  inputs: readonly Input[],
  work: (input: Input) => object,
): { results: object[]; errors: object[] } {
  const results: object[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    try {
      results.push(work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const { category, message } = error;
      errors.push({ status: 'error', category, message, context: {}, errors: [], links: {}, ...error.parts });
    }
  }
  return { results, errors };
}
