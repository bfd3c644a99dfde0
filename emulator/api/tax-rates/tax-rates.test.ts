import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL } from '../../testing/project.ts';
import type { Seed } from '../seed.ts';

const SEED: Seed = {
  portals: [
    {
      portalId: PORTAL,
      name: 'Taxed',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      taxRates: [
        { name: 'VAT 19%', percentageRate: 19 },
        { id: 'old', name: 'VAT 16%', label: 'MwSt', percentageRate: 16, active: false },
        { name: 'VAT 7%', percentageRate: 7 },
      ],
      objects: {},
      associations: [],
    },
  ],
};

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator({ seed: SEED });
});
afterAll(() => hubspot.close());

const AT = '/tax-rates/2026-09/tax-rates';
const CASES: readonly (readonly [string, readonly number[]])[] = [
  ['', [19, 16, 7]],
  ['?active=true', [19, 7]],
  ['?active=false', [16]],
  ['?limit=1&after=old', [7]],
];
test.each(CASES)('GET tax-rates%s answers %j', async (query, rates) => {
  const { body } = await hubspot.send('GET', `${AT}${query}`);
  expect(body.results.map((one: { percentageRate: number }) => one.percentageRate)).toEqual(rates);
});

test('one of them, and where the next page starts', async () => {
  expect((await hubspot.send('GET', `${AT}/old`)).body).toMatchObject({
    id: 'old',
    name: 'VAT 16%',
    label: 'MwSt',
    active: false,
  });
  expect((await hubspot.send('GET', `${AT}?limit=2`)).body.paging.next.after).toBe('old');
  expect((await hubspot.send('GET', `${AT}/none`)).status).toBe(404);
  expect((await hubspot.send('POST', AT, {})).status).toBe(404);
});
