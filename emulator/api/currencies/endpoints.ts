import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, ok } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { iso } from '../objects/record.ts';
import { centralRate, isCentral } from './central-rates.ts';
import { CURRENCY_CODES, currencyInfo } from './codes.ts';
import { companyCurrency, companyCurrencySince, rateView, setCompanyCurrency } from './currencies.ts';
import { currencyPaths, reading, writing } from './paths.ts';
import { rateEndpoints } from './rate-endpoints.ts';
import { createdRate, CurrencyCode } from './rate-input.ts';

const Currency = z.object({ currencyCode: CurrencyCode });

const codes = (): Answer => ok({ results: CURRENCY_CODES.map(currencyInfo) });

const company = ({ hub, portalId }: Call): Answer =>
  ok({ id: companyCurrency(hub, portalId), createdAt: iso(companyCurrencySince(hub, portalId)) });

function setCompany(call: Call): Answer {
  setCompanyCurrency(call.hub, call.portalId, parseBody(Currency, call.body).currencyCode);
  return company(call);
}

const unsupported = (): Answer => ok({ results: CURRENCY_CODES.filter((code) => !isCentral(code)).map(currencyInfo) });

/** A currency whose rate HubSpot keeps up to date; the others get theirs by hand, as exchange rates. */
function addCentral(call: Call): Answer {
  const { currencyCode } = parseBody(Currency, call.body);
  if (!call.hub.settings.centralExchangeRates) {
    throw invalid('Central exchange rates are not enabled in this account; add an exchange rate instead.');
  }
  const rate = centralRate(currencyCode, companyCurrency(call.hub, call.portalId));
  if (rate === undefined) {
    throw invalid(`Central exchange rates do not support ${currencyCode}; add an exchange rate instead.`);
  }
  const created = createdRate(call, { fromCurrencyCode: currencyCode, conversionRate: rate });
  return ok(rateView(call.hub, call.portalId, created));
}

const information = (call: Call): Answer => ok({ centralExchangeRatesEnabled: call.hub.settings.centralExchangeRates });

const central = (rest: string): string[] => currencyPaths(`/central-fx-rates${rest}`);
const companyPaths = currencyPaths('/company-currency');

export const currencyEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: currencyPaths('/codes'), scopes: reading, run: codes },
  { method: 'get', paths: companyPaths, scopes: reading, run: company },
  { method: 'put', paths: companyPaths, scopes: writing, run: setCompany },
  { method: 'get', paths: central('/information'), scopes: reading, run: information },
  { method: 'get', paths: central('/unsupported-currencies'), scopes: reading, run: unsupported },
  { method: 'post', paths: central('/add-currency'), scopes: writing, run: addCentral },
  ...rateEndpoints,
];
