import { plotOf, shortNumber, type ChartProps } from './chart-data.ts';
import { AREA, ChartFrame, heightAt, middleOf } from './chart-frame.tsx';

export function BarChart(props: ChartProps) {
  const stacked = props.axes.options?.stacking ?? false;
  const plot = plotOf(props, stacked);
  const count = plot.categories.length;
  const slot = ((AREA.right - AREA.left) / Math.max(1, count)) * 0.6;
  const width = stacked ? slot : slot / plot.series.length;
  return (
    <ChartFrame props={props} plot={plot}>
      {plot.categories.flatMap((category, at) =>
        plot.series.map((series, nth) => {
          const value = series.values[at] ?? 0;
          const below = stacked
            ? plot.series.slice(0, nth).reduce((total, each) => total + (each.values[at] ?? 0), 0)
            : 0;
          const x = middleOf(at, count) - slot / 2 + (stacked ? 0 : nth * width);
          const y = heightAt(below + value, plot.top);
          return (
            <g key={`${category} ${series.name}`}>
              <rect
                x={x}
                y={y}
                width={width}
                height={Math.max(0, heightAt(below, plot.top) - y)}
                rx="2"
                fill={series.color}
              >
                <title>{`${category}: ${value}`}</title>
              </rect>
              {props.options?.showDataLabels ? (
                <text x={x + width / 2} y={y - 4} textAnchor="middle">
                  {shortNumber(value)}
                </text>
              ) : null}
            </g>
          );
        }),
      )}
    </ChartFrame>
  );
}
