import { Big } from 'big.js';
import type { z } from 'zod';
import type { CrmRecord } from '../../../crm.ts';
import { formatAmount } from '../../format-amount.ts';
import { currencyOf } from '../../money.ts';
import type { Place, RecordPageDeps } from '../../scene.ts';
import { kindOrRefuse } from './associated.ts';
import { passes, valueOf } from './filters.ts';
import { definitionOf } from './record-data.ts';
import type { StatisticsRequest } from './requests.ts';

type Asked = z.infer<typeof StatisticsRequest>;
type Statistic = Asked['statistics'][number];

export interface StatisticData {
  readonly label: string;
  /** `--` when no associated record has a value. */
  readonly display: string;
}

/** CrmStatistics: figures over the associated records, each filter group being one way to be counted. */
export function answerStatistics(deps: RecordPageDeps, place: Place, asked: Asked): StatisticData[] {
  const { portal, kind, record } = place;
  const other = kindOrRefuse(deps, place, asked.toObjectTypeId);
  const all = deps.crm.associated(portal.portalId, kind.objectTypeId, record.id, other.objectTypeId);
  const definitions = deps.crm.properties(portal.portalId, other.objectTypeId);
  /** null as well where records of several currencies meet: no sign would be true of their figure. */
  const currencyOfAll = (records: readonly CrmRecord[], { propertyName }: Statistic): string | null => {
    const property = definitionOf(definitions, propertyName);
    const money = (one: CrmRecord) => currencyOf(portal.currency, other.objectTypeId, property, one.properties);
    const currencies = new Set(records.map(money));
    return currencies.size === 1 ? ([...currencies][0] ?? null) : null;
  };
  return asked.statistics.map((statistic) => {
    const records = counted(all, statistic);
    const figure = figureOf(statistic, records);
    const currency = COUNTING.has(statistic.statisticType) ? null : currencyOfAll(records, statistic);
    return { label: statistic.label, display: figure === null ? '--' : formatAmount(figure, currency) };
  });
}

/** How many there are is no amount of money. */
const COUNTING = new Set<Statistic['statisticType']>(['COUNT', 'DISTINCT_APPROX']);

const counted = (all: readonly CrmRecord[], { filterGroups }: Statistic): readonly CrmRecord[] =>
  filterGroups.length === 0 ? all : all.filter((one) => filterGroups.some(({ filters }) => passes(one, filters)));

type Figure = (sorted: readonly Big[], statistic: Statistic) => Big | null;

const total = (numbers: readonly Big[]): Big => numbers.reduce((sum, number) => sum.plus(number), new Big(0));

const FIGURES: Readonly<Record<Exclude<Statistic['statisticType'], 'COUNT' | 'DISTINCT_APPROX'>, Figure>> = {
  SUM: total,
  AVG: (sorted) => (sorted.length === 0 ? null : total(sorted).div(sorted.length)),
  MIN: (sorted) => sorted[0] ?? null,
  MAX: (sorted) => sorted.at(-1) ?? null,
  PERCENTILES: (sorted, { percentile }) =>
    sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? null,
};

function figureOf(statistic: Statistic, records: readonly CrmRecord[]): string | null {
  const values = records.map((one) => valueOf(one, statistic.propertyName)).filter((value) => value !== '');
  if (statistic.statisticType === 'COUNT') return String(values.length);
  if (statistic.statisticType === 'DISTINCT_APPROX') return String(new Set(values).size);
  const numbers = values
    .filter((value) => Number.isFinite(Number(value)))
    .map((value) => new Big(value))
    .toSorted((one, other) => one.cmp(other));
  return FIGURES[statistic.statisticType](numbers, statistic)?.round(2).toFixed() ?? null;
}
