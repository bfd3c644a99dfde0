import type { ChartProps, Plot } from './chart-data.ts';

interface ChartTableProps {
  readonly props: ChartProps;
  readonly plot: Plot;
  readonly caption: string;
}

/** What the picture shows, for a screen reader. */
export const ChartTable = ({ props: { axes }, plot, caption }: ChartTableProps) => (
  <table className="hs-hidden">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{axes.x.label ?? axes.x.field}</th>
        {plot.series.map((series) => (
          <th key={series.name} scope="col">
            {series.name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {plot.categories.map((category, at) => (
        <tr key={category}>
          <th scope="row">{category}</th>
          {plot.series.map((series) => (
            <td key={series.name}>{series.values[at] ?? 0}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
