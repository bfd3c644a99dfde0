import type { Hub, PortalRow } from '../hub.ts';
import { iso } from '../objects/record.ts';
import { nextNumber } from '../store/counter.ts';
import { rounded } from './central-rates.ts';

/** Row of the table `exchangeRates/{portalId}`, keyed by id; a new rate of a pair is a new row, the old one stays. */
export interface ExchangeRate {
  readonly id: string;
  readonly fromCurrencyCode: string;
  readonly toCurrencyCode: string;
  readonly conversionRate: number;
  readonly effectiveAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const ratesTable = (portalId: number): string => `exchangeRates/${portalId}`;

/** Rows of pairs that were hidden or shown again, keyed `USD>EUR`. */
const pairsTable = (portalId: number): string => `currencyPairs/${portalId}`;

const pairKey = (from: string, to: string): string => `${from}>${to}`;

const FIRST_RATE = 1;

const portalOf = (hub: Hub, portalId: number): PortalRow | undefined =>
  hub.tables.rows<PortalRow>('portals').get(String(portalId));

export const companyCurrency = (hub: Hub, portalId: number): string => portalOf(hub, portalId)?.currency ?? 'USD';

export function setCompanyCurrency(hub: Hub, portalId: number, currency: string): void {
  const portal = portalOf(hub, portalId);
  if (!portal) return;
  hub.tables.put('portals', String(portalId), { ...portal, currency });
  hub.tables.put('companyCurrencies', String(portalId), { setAt: hub.clock.now() });
}

const USUAL_SINCE = Date.parse('2024-01-15T09:30:00.000Z');

export const companyCurrencySince = (hub: Hub, portalId: number): number =>
  hub.tables.rows<{ setAt: number }>('companyCurrencies').get(String(portalId))?.setAt ?? USUAL_SINCE;

export const allRates = (hub: Hub, portalId: number): ExchangeRate[] => [
  ...hub.tables.rows<ExchangeRate>(ratesTable(portalId)).values(),
];

export const rateById = (hub: Hub, portalId: number, id: string): ExchangeRate | undefined =>
  hub.tables.rows<ExchangeRate>(ratesTable(portalId)).get(id);

export function createRate(
  hub: Hub,
  portalId: number,
  fromCurrencyCode: string,
  conversionRate: number,
  effectiveAt: number | undefined,
): ExchangeRate {
  const now = hub.clock.now();
  const rate: ExchangeRate = {
    id: String(nextNumber(hub.tables, ratesTable(portalId), FIRST_RATE)),
    fromCurrencyCode,
    toCurrencyCode: companyCurrency(hub, portalId),
    conversionRate: rounded(conversionRate),
    effectiveAt: effectiveAt ?? now,
    createdAt: now,
    updatedAt: now,
  };
  hub.tables.put(ratesTable(portalId), rate.id, rate);
  return rate;
}

export function updateRate(
  hub: Hub,
  portalId: number,
  before: ExchangeRate,
  conversionRate: number,
  effectiveAt = before.effectiveAt,
): ExchangeRate {
  const rate = { ...before, conversionRate: rounded(conversionRate), effectiveAt, updatedAt: hub.clock.now() };
  hub.tables.put(ratesTable(portalId), rate.id, rate);
  return rate;
}

/** Of each pair the rate that took effect last; rates of the future and of an earlier company currency are not current. */
export function currentRates(hub: Hub, portalId: number): ExchangeRate[] {
  const now = hub.clock.now();
  const to = companyCurrency(hub, portalId);
  const latest = new Map<string, ExchangeRate>();
  for (const rate of allRates(hub, portalId)) {
    if (rate.toCurrencyCode !== to || rate.effectiveAt > now) continue;
    const known = latest.get(rate.fromCurrencyCode);
    if (!known || known.effectiveAt <= rate.effectiveAt) latest.set(rate.fromCurrencyCode, rate);
  }
  return [...latest.values()];
}

/** The company currency first, then what else was added. */
export const currenciesInUse = (hub: Hub, portalId: number): string[] => [
  ...new Set([companyCurrency(hub, portalId), ...allRates(hub, portalId).map((rate) => rate.fromCurrencyCode)]),
];

export const setVisible = (hub: Hub, portalId: number, from: string, to: string, visibleInUI: boolean): void =>
  hub.tables.put(pairsTable(portalId), pairKey(from, to), { visibleInUI });

export function rateView(hub: Hub, portalId: number, rate: ExchangeRate): object {
  const pairs = hub.tables.rows<{ visibleInUI: boolean }>(pairsTable(portalId));
  const { visibleInUI } = pairs.get(pairKey(rate.fromCurrencyCode, rate.toCurrencyCode)) ?? { visibleInUI: true };
  const { effectiveAt, createdAt, updatedAt } = rate;
  const times = { effectiveAt: iso(effectiveAt), createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
  return { ...rate, ...times, visibleInUI };
}
