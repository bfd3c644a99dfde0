import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';

/** Row of the table `taxRates/{portalId}`, keyed by id: an entry of the account's tax rate library. */
export interface TaxRateGroup {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly percentageRate: number;
  readonly active: boolean;
}

/** What a seed says of a tax rate; ids count up from the first when it names none. */
export interface SeedTaxRate {
  readonly name: string;
  readonly percentageRate: number;
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  readonly active?: boolean | undefined;
}

const tableOf = (portalId: number): string => `taxRates/${portalId}`;

const FIRST_ID = 40_110_001;
const SINCE = iso(Date.parse('2024-01-15T09:30:00.000Z'));

export function seedTaxRates(hub: Hub, portalId: number, rates: readonly SeedTaxRate[]): void {
  rates.forEach((rate, place) => {
    const { id = String(FIRST_ID + place), name, label = name, percentageRate, active = true } = rate;
    const row: TaxRateGroup = { id, name, label, percentageRate, active };
    hub.tables.put(tableOf(portalId), id, row);
  });
}

export const allTaxRates = (hub: Hub, portalId: number): TaxRateGroup[] => [
  ...hub.tables.rows<TaxRateGroup>(tableOf(portalId)).values(),
];

export const taxRateView = (group: TaxRateGroup): object => ({ ...group, createdAt: SINCE, updatedAt: SINCE });
