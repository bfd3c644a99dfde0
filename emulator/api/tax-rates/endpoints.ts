import { type Answer, type Call, DATED, type Endpoint, limitOf, ok, type Scopes } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { allTaxRates, taxRateView } from './tax-rates.ts';

function list(call: Call): Answer {
  const active = call.query.get('active');
  const after = call.query.get('after');
  const limit = limitOf(call.query, 100, 500);
  const found = allTaxRates(call.hub, call.portalId).filter(
    (rate) => active === null || String(rate.active) === active.toLowerCase(),
  );
  const start = after === null ? 0 : found.findIndex((rate) => rate.id === after) + 1;
  const results = found.slice(start, start + limit).map(taxRateView);
  const last = found[start + limit - 1];
  if (start + limit >= found.length || !last) return ok({ results });
  const link = `https://api.hubapi.com${call.path}?limit=${limit}&after=${last.id}`;
  return ok({ results, paging: { next: { after: last.id, link } } });
}

function one(call: Call): Answer {
  const found = allTaxRates(call.hub, call.portalId).find((rate) => rate.id === call.params['id']);
  if (!found) throw notFound(`No tax rate with ID ${call.params['id']} exists`);
  return ok(taxRateView(found));
}

const paths = (rest: string): string[] => [...DATED, 'v1'].map((version) => `/tax-rates/${version}/tax-rates${rest}`);

const scopes = (): Scopes => [
  ['tax_rates.read', 'crm.objects.quotes.read', 'crm.objects.quotes.write', 'cpq.quotes.read', 'cpq.quotes.write'],
];

/** Read only: tax rates are made in HubSpot's settings, and here in the seed. */
export const taxRateEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: paths(''), scopes, run: list },
  { method: 'get', paths: paths('/:id'), scopes, run: one },
];
