import { plotOf, type ChartProps, type Plot, type Series } from './chart-data.ts';
import { ChartFrame, heightAt, middleOf } from './chart-frame.tsx';
import { ChartMark } from './chart-mark.tsx';

/** With `stacking` each line stands on the ones before it, and the area between is filled. */
export function LineChart(props: ChartProps) {
  const stacked = props.axes.options?.stacking ?? false;
  const plot = plotOf(props, stacked);
  return (
    <ChartFrame props={props} plot={plot}>
      {plot.series.map((series, nth) => {
        const upper = pointsOf(plot, series, stacked ? plot.series.slice(0, nth) : []);
        const lower = pointsOf(plot, null, plot.series.slice(0, nth));
        const line = upper.map(({ x, y }) => `${x},${y}`).join(' ');
        const back = lower
          .toReversed()
          .map(({ x, y }) => `${x},${y}`)
          .join(' ');
        return (
          <g key={series.name}>
            {stacked ? <polygon points={`${line} ${back}`} fill={series.color} opacity="0.35" /> : null}
            <polyline points={line} fill="none" stroke={series.color} strokeWidth="2.5" strokeLinejoin="round" />
            {upper.map(({ x, y }, at) => {
              const category = plot.categories[at] ?? '';
              const value = series.values[at] ?? 0;
              return (
                <ChartMark key={category} {...{ props, series, category, value, x, y }}>
                  <circle cx={x} cy={y} r="4" fill="#fff" stroke={series.color} strokeWidth="2" />
                </ChartMark>
              );
            })}
          </g>
        );
      })}
    </ChartFrame>
  );
}

/** One point for each category, on top of the series below. */
function pointsOf(plot: Plot, series: Series | null, below: readonly Series[]): { x: number; y: number }[] {
  return plot.categories.map((_category, at) => {
    const base = below.reduce((total, each) => total + (each.values[at] ?? 0), 0);
    return { x: middleOf(at, plot.categories.length), y: heightAt(base + (series?.values[at] ?? 0), plot) };
  });
}
