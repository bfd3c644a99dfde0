import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
beforeEach(async () => {
  hubspot = await startTestEmulator();
});
afterEach(() => hubspot.close());

const AT = '/settings/currencies/2026-09';
const RATES = `${AT}/exchange-rates`;
const post = (path: string, body: object) => hubspot.send('POST', `${AT}${path}`, body);
const rate = async (fromCurrencyCode: string, conversionRate: number, effectiveAt?: string) =>
  (await post('/exchange-rates', { fromCurrencyCode, conversionRate, ...(effectiveAt ? { effectiveAt } : {}) })).body;
interface Rate {
  readonly id: string;
  readonly fromCurrencyCode: string;
  readonly conversionRate: number;
}
const current = async () =>
  (await hubspot.send('GET', `${RATES}/current`)).body.results.map((one: Rate) => [
    one.fromCurrencyCode,
    one.conversionRate,
  ]);

test.each(['/settings/v3/currencies', '/settings/currencies/2026-03', AT])('%s lists the codes', async (at) => {
  const { body } = await hubspot.send('GET', `${at}/codes`);
  expect(body.results).toHaveLength(176);
  expect(body.results).toContainEqual({ currencyCode: 'EUR', currencyName: 'Euro' });
});

test('the company currency is read and set, and account details follow', async () => {
  expect((await hubspot.send('GET', `${AT}/company-currency`)).body.id).toBe('EUR');
  const put = await hubspot.send('PUT', `${AT}/company-currency`, { currencyCode: 'SEK' });
  expect([put.status, put.body.id]).toEqual([200, 'SEK']);
  await rate('USD', 9.5);
  expect((await hubspot.send('GET', '/account-info/2026-09/details')).body).toMatchObject({
    companyCurrency: 'SEK',
    additionalCurrencies: ['USD'],
  });
});

describe('exchange rates', () => {
  test('a rate leads to the company currency, has six places, and can be read and changed', async () => {
    const made = await rate('USD', 0.86234567);
    expect(made).toMatchObject({
      fromCurrencyCode: 'USD',
      toCurrencyCode: 'EUR',
      conversionRate: 0.862346,
      visibleInUI: true,
    });
    const changed = await hubspot.send('PATCH', `${RATES}/${made.id}`, { conversionRate: 0.9 });
    expect(changed.body).toMatchObject({ id: made.id, conversionRate: 0.9, effectiveAt: made.effectiveAt });
    expect((await hubspot.send('GET', `${RATES}/${made.id}`)).body).toEqual(changed.body);
    expect((await hubspot.send('GET', `${RATES}/77`)).status).toBe(404);
  });

  const WRONG: readonly (readonly [object, string])[] = [
    [{ fromCurrencyCode: 'EUR', conversionRate: 1 }, 'is the company currency'],
    [{ fromCurrencyCode: 'EURO', conversionRate: 1 }, 'currencies/codes'],
    [{ fromCurrencyCode: 'USD', conversionRate: 0 }, 'greater than 0'],
  ];
  test.each(WRONG)('%j is refused', async (body, message) => {
    const answer = await post('/exchange-rates', body);
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('the current rate of a pair is the one that took effect last; others stay in the list', async () => {
    await rate('USD', 0.8, '2026-01-01T00:00:00Z');
    await rate('USD', 0.9, '2026-02-01T00:00:00Z');
    await rate('GBP', 1.15);
    await rate('USD', 0.7, '2099-01-01T00:00:00Z');
    expect(await current()).toEqual([
      ['USD', 0.9],
      ['GBP', 1.15],
    ]);
    const list = (query: string) => hubspot.send('GET', `${RATES}?${query}`);
    expect((await list('fromCurrencyCode=USD')).body.results).toHaveLength(3);
    const page = await list('limit=3');
    const rest = await list(`limit=3&after=${page.body.paging.next.after}`);
    expect([page.body.results.length, rest.body.results.length, rest.body.paging]).toEqual([3, 1, undefined]);
  });

  test('a pair is hidden and shown', async () => {
    const { id } = await rate('USD', 0.8);
    const pair = { fromCurrencyCode: 'USD', toCurrencyCode: 'EUR' };
    expect((await post('/exchange-rates/update-visibility', { ...pair, visibleInUI: false })).status).toBe(204);
    expect((await hubspot.send('GET', `${RATES}/${id}`)).body.visibleInUI).toBe(false);
  });

  test('batches create, read and update; what fails is an item of a 207', async () => {
    const inputs = [
      { fromCurrencyCode: 'USD', conversionRate: 0.8 },
      { fromCurrencyCode: 'EUR', conversionRate: 1 },
    ];
    const made = await post('/exchange-rates/batch/create', { inputs });
    expect([made.status, made.body.results.length, made.body.numErrors]).toEqual([207, 1, 1]);
    const [{ id }] = made.body.results;
    expect((await post('/exchange-rates/batch/create', { inputs: inputs.slice(0, 1) })).status).toBe(201);
    const read = await post('/exchange-rates/batch/read', { inputs: [{ id }, { id: '99' }] });
    expect([read.status, read.body.errors[0].category]).toEqual([207, 'OBJECT_NOT_FOUND']);
    const update = await post('/exchange-rates/batch/update', { inputs: [{ id, conversionRate: 0.85 }] });
    expect([update.status, update.body.results[0].conversionRate]).toEqual([200, 0.85]);
  });
});

describe('central exchange rates', () => {
  test('add a currency that they support, and no other', async () => {
    expect((await hubspot.send('GET', `${AT}/central-fx-rates/information`)).body).toEqual({
      centralExchangeRatesEnabled: true,
    });
    const unsupported = (await hubspot.send('GET', `${AT}/central-fx-rates/unsupported-currencies`)).body.results;
    const [{ currencyCode }] = unsupported;
    expect((await post('/central-fx-rates/add-currency', { currencyCode })).status).toBe(400);
    const added = await post('/central-fx-rates/add-currency', { currencyCode: 'USD' });
    expect(added.body).toMatchObject({ fromCurrencyCode: 'USD', toCurrencyCode: 'EUR' });
    expect(await current()).toEqual([['USD', added.body.conversionRate]]);
  });

  test('can be off', async () => {
    await hubspot.send('POST', '/_emulator/limits', { centralExchangeRates: false });
    const added = await post('/central-fx-rates/add-currency', { currencyCode: 'USD' });
    expect([added.status, added.body.message]).toEqual([400, expect.stringContaining('not enabled')]);
  });
});
