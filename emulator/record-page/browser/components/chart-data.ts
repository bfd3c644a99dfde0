import type { Base } from './base.ts';

type Row = Readonly<Record<string, string | number>>;
interface Axis {
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
  readonly top: number;
}

/** Rows to series: one, or one for each value of the grouping field. Numbers here only place marks on the screen. */
export function plotOf({ data, axes, options }: ChartProps, stacked: boolean): Plot {
  const rows = 'data' in data ? data.data : data;
  const labels = 'data' in data ? data.options?.propertyLabels : undefined;
  const group = axes.options?.groupFieldByColor;
  const labelOf = (field: string, value: string) => labels?.[field]?.[value] ?? value;
  const keys = [...new Set(rows.map((row) => String(row[axes.x.field])))];
  const names = group === undefined ? [''] : [...new Set(rows.map((row) => String(row[group])))];
  const series = names.map((name, at) => {
    const mine = group === undefined ? rows : rows.filter((row) => String(row[group]) === name);
    const chosen = axes.options?.colors?.[name] ?? options?.colorList?.[at] ?? ORDER[at % ORDER.length] ?? 'darkAqua';
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
  return { categories: keys.map((key) => labelOf(axes.x.field, key)), series, top: Math.max(1, ...heights) };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + (Number.isFinite(value) ? value : 0), 0);

/** 1234567 -> 1.2M: an axis has little room. */
export const shortNumber = (value: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact' }).format(value);
