import { plotOf, type ChartProps } from './chart-data.ts';
import { ChartFrame, heightAt, middleOf } from './chart-frame.tsx';

export function LineChart(props: ChartProps) {
  const plot = plotOf(props, false);
  const count = plot.categories.length;
  return (
    <ChartFrame props={props} plot={plot}>
      {plot.series.map((series) => {
        const points = series.values.map((value, at) => ({
          x: middleOf(at, count),
          y: heightAt(value, plot.top),
          value,
        }));
        return (
          <g key={series.name}>
            <polyline
              points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
              fill="none"
              stroke={series.color}
              strokeWidth="2.5"
            />
            {points.map(({ x, y, value }, at) => (
              <circle key={plot.categories[at]} cx={x} cy={y} r="3.5" fill="#fff" stroke={series.color} strokeWidth="2">
                <title>{`${plot.categories[at]}: ${value}`}</title>
              </circle>
            ))}
          </g>
        );
      })}
    </ChartFrame>
  );
}
