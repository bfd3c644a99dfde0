import { plotOf, type ChartProps } from './chart-data.ts';
import { AREA, ChartFrame, heightAt, middleOf } from './chart-frame.tsx';
import { ChartMark } from './chart-mark.tsx';

const WIDEST = 64;

export function BarChart(props: ChartProps) {
  const stacked = props.axes.options?.stacking ?? false;
  const plot = plotOf(props, stacked);
  const count = plot.categories.length;
  const columns = stacked ? 1 : plot.series.length;
  const slot = Math.min(((AREA.right - AREA.left) / Math.max(1, count)) * 0.66, WIDEST * columns);
  const width = slot / columns;
  return (
    <ChartFrame props={props} plot={plot}>
      {plot.categories.flatMap((category, at) =>
        plot.series.map((series, nth) => {
          const value = series.values[at] ?? 0;
          const below = stacked
            ? plot.series.slice(0, nth).reduce((total, each) => total + (each.values[at] ?? 0), 0)
            : 0;
          const x = middleOf(at, count) - slot / 2 + (stacked ? 0 : nth * width);
          const ends = [heightAt(below, plot), heightAt(below + value, plot)];
          const y = Math.min(...ends);
          return (
            <ChartMark key={`${category} ${series.name}`} {...{ props, series, category, value, y }} x={x + width / 2}>
              <rect x={x} y={y} width={Math.max(1, width - 2)} height={Math.max(...ends) - y} fill={series.color} />
            </ChartMark>
          );
        }),
      )}
    </ChartFrame>
  );
}
