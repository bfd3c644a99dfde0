import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { Id, parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, limitOf, NO_CONTENT, ok } from '../http/endpoint.ts';
import { allRates, currentRates, type ExchangeRate, rateView, setVisible } from './currencies.ts';
import { currencyPaths, reading, writing } from './paths.ts';
import {
  attempts,
  createdRate,
  CurrencyCode,
  NewRate,
  RateChange,
  RateUpdate,
  requireRate,
  updatedRate,
} from './rate-input.ts';

const view = (call: Call, rate: ExchangeRate): object => rateView(call.hub, call.portalId, rate);

function list(call: Call): Answer {
  const [from, to, after] = ['fromCurrencyCode', 'toCurrencyCode', 'after'].map((name) => call.query.get(name));
  const limit = limitOf(call.query, 100, 500);
  const found = allRates(call.hub, call.portalId)
    .filter((rate) => !from || rate.fromCurrencyCode === from)
    .filter((rate) => !to || rate.toCurrencyCode === to)
    .filter((rate) => !after || Number(rate.id) > Number(after));
  const results = found.slice(0, limit).map((rate) => view(call, rate));
  const last = found[limit - 1];
  if (found.length <= limit || !last) return ok({ results });
  const link = `https://api.hubapi.com${call.path}?limit=${limit}&after=${last.id}`;
  return ok({ results, paging: { next: { after: last.id, link } } });
}

const current = (call: Call): Answer =>
  ok({ results: currentRates(call.hub, call.portalId).map((rate) => view(call, rate)) });

const get = (call: Call): Answer => ok(view(call, requireRate(call, call.params['id'] ?? '')));

const create = (call: Call): Answer => ok(view(call, createdRate(call, parseBody(NewRate, call.body))));

const update = (call: Call): Answer =>
  ok(view(call, updatedRate(call, call.params['id'] ?? '', parseBody(RateChange, call.body))));

const batch =
  <Schema extends z.ZodType>(
    schema: Schema,
    complete: number,
    work: (call: Call, input: z.infer<Schema>) => ExchangeRate,
  ) =>
  (call: Call): Answer => {
    const { inputs } = parseBody(z.object({ inputs: z.array(schema) }), call.body);
    requireBatchSize(inputs, call.hub.settings.batchInputs);
    const { results, errors } = attempts(inputs, (input) => view(call, work(call, input)));
    return batchAnswer(call.hub, complete, results, errors);
  };

const Pair = z.object({ fromCurrencyCode: CurrencyCode, toCurrencyCode: CurrencyCode, visibleInUI: z.boolean() });

function updateVisibility(call: Call): Answer {
  const { fromCurrencyCode, toCurrencyCode, visibleInUI } = parseBody(Pair, call.body);
  setVisible(call.hub, call.portalId, fromCurrencyCode, toCurrencyCode, visibleInUI);
  return NO_CONTENT;
}

const at = (rest: string): string[] => currencyPaths(`/exchange-rates${rest}`);

export const rateEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at(''), scopes: reading, run: list },
  { method: 'post', paths: at(''), scopes: writing, run: create },
  { method: 'get', paths: at('/current'), scopes: reading, run: current },
  { method: 'post', paths: at('/update-visibility'), scopes: writing, run: updateVisibility },
  { method: 'post', paths: at('/batch/create'), scopes: writing, run: batch(NewRate, 201, createdRate) },
  {
    method: 'post',
    paths: at('/batch/read'),
    scopes: reading,
    run: batch(z.object({ id: Id }), 200, (call, { id }) => requireRate(call, id)),
  },
  {
    method: 'post',
    paths: at('/batch/update'),
    scopes: writing,
    run: batch(RateUpdate, 200, (call, input) => updatedRate(call, input.id, input)),
  },
  { method: 'get', paths: at('/:id'), scopes: reading, run: get },
  { method: 'patch', paths: at('/:id'), scopes: writing, run: update },
];
