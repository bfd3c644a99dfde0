import type { Base } from './base.ts';

type Row = Readonly<Record<string, string | number>>;
export interface Axis {
  readonly field: string;
  readonly fieldType?: string;
  readonly label?: string;
}
export interface ChartProps extends Base {
  readonly data:
    | readonly Row[]
    | {
        readonly data: readonly Row[];
        readonly options?: { readonly propertyLabels?: Readonly<Record<string, Readonly<Record<string, string>>>> };
      };
  readonly axes: {
    readonly x: Axis;
    readonly y: Axis;
    readonly options?: {
      readonly groupFieldByColor?: string;
      readonly stacking?: boolean;
      readonly colors?: Readonly<Record<string, string>>;
    };
  };
  readonly options?: {
    readonly title?: string;
    readonly showLegend?: boolean;
    readonly showDataLabels?: boolean;
    readonly showTooltips?: boolean;
    readonly colors?: readonly string[];
    readonly colorList?: readonly string[];
  };
}

const COLORS: Readonly<Record<string, string>> = {
  orange: '#ff8f59',
  aqua: '#51d3d9',
  purple: '#a4a5f7',
  yellow: '#f5c26b',
  pink: '#ea90b1',
  blue: '#7aacff',
  green: '#81dbc1',
  darkOrange: '#e66e50',
  darkAqua: '#00a4bd',
  darkPurple: '#6a78d1',
  darkYellow: '#dbae60',
  darkPink: '#c3668f',
  darkBlue: '#3d5a99',
  darkGreen: '#3fa58c',
};
const ORDER = ['darkAqua', 'orange', 'purple', 'yellow', 'pink', 'blue', 'green'];

export interface Series {
  readonly name: string;
  readonly color: string;
  /** One number for each category, in their order. */
  readonly values: readonly number[];
}
export interface Plot {
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  readonly bottom: number;
  readonly top: number;
  /** Between two lines of the axis. */
  readonly step: number;
}

/** Rows to series: one, or one for each value of the grouping field. Numbers here only place marks on the screen. */
export function plotOf({ data, axes, options }: ChartProps, stacked: boolean): Plot {
  const rows = 'data' in data ? data.data : data;
  const labels = 'data' in data ? data.options?.propertyLabels : undefined;
  const group = axes.options?.groupFieldByColor;
  const labelOf = (field: string, value: string) => labels?.[field]?.[value] ?? value;
  const keys = [...new Set(rows.map((row) => String(row[axes.x.field])))];
  const names = group === undefined ? [''] : [...new Set(rows.map((row) => String(row[group])))];
  const order = orderOf(options?.colorList ?? options?.colors ?? []);
  const series = names.map((name, at) => {
    const mine = group === undefined ? rows : rows.filter((row) => String(row[group]) === name);
    const chosen = axes.options?.colors?.[name] ?? order[at % order.length] ?? 'darkAqua';
    return {
      name: group === undefined ? (axes.y.label ?? axes.y.field) : labelOf(group, name),
      color: COLORS[chosen] ?? '#00a4bd',
      values: keys.map((key) =>
        sum(mine.filter((row) => String(row[axes.x.field]) === key).map((row) => Number(row[axes.y.field]))),
      ),
    };
  });
  const heights = keys.map((_key, at) => {
    const values = series.map((each) => each.values[at] ?? 0);
    return stacked ? sum(values) : Math.max(0, ...values);
  });
  const lows = series.flatMap((each) => each.values);
  return {
    categories: keys.map((key) => categoryText(labelOf(axes.x.field, key), axes.x.fieldType)),
    series,
    ...scaleOf(Math.min(0, ...lows), Math.max(0, ...heights)),
  };
}

/** Colours that the card did not name come after those it did. */
const orderOf = (first: readonly string[]): string[] => [...new Set([...first, ...ORDER])];

function categoryText(text: string, fieldType: string | undefined): string {
  const at = new Date(/^-?\d{9,}$/.test(text) ? Number(text) : text);
  if (fieldType !== 'datetime' || Number.isNaN(at.getTime())) return text;
  return at.toLocaleDateString('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
}

/** Round steps from below the lowest value to above the highest. */
function scaleOf(low: number, high: number): { bottom: number; top: number; step: number } {
  const span = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power * 4 >= span) ?? 10) * power;
  return { bottom: Math.floor(low / step) * step, top: Math.max(1, Math.ceil(high / step)) * step, step };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + (Number.isFinite(value) ? value : 0), 0);

/** 1234567 -> 1.2M: an axis has little room. */
export const shortNumber = (value: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact' }).format(value);
