import type { ReactNode } from 'react';
import { shortNumber, type ChartProps, type Plot } from './chart-data.ts';

/** Drawing area inside the 600 by 240 view: room for numbers at the left and names below. */
export const AREA = { left: 48, right: 590, top: 12, bottom: 206 } as const;

export const heightAt = (value: number, top: number): number => AREA.bottom - (value / top) * (AREA.bottom - AREA.top);

/** The middle of the n-th of `count` columns. */
export const middleOf = (at: number, count: number): number =>
  AREA.left + ((at + 0.5) * (AREA.right - AREA.left)) / Math.max(1, count);

/** Title, axes, names and legend around the marks. */
export function ChartFrame({ props, plot, children }: { props: ChartProps; plot: Plot; children: ReactNode }) {
  const { title, showLegend = plot.series.length > 1 } = props.options ?? {};
  return (
    <figure className="hs-chart" data-testid={props.testId}>
      {title ? <figcaption>{title}</figcaption> : null}
      <svg viewBox="0 0 600 240" role="img" aria-label={title ?? props.axes.y.label}>
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <path d={`M${AREA.left} ${heightAt(share, 1)}H${AREA.right}`} stroke="#eaf0f6" />
            <text x={AREA.left - 8} y={heightAt(share, 1) + 4} textAnchor="end">
              {shortNumber(plot.top * share)}
            </text>
          </g>
        ))}
        {plot.categories.map((name, at) => (
          <text key={name} x={middleOf(at, plot.categories.length)} y={AREA.bottom + 20} textAnchor="middle">
            {name}
          </text>
        ))}
        {children}
      </svg>
      {showLegend ? (
        <ul>
          {plot.series.map((series) => (
            <li key={series.name}>
              <i style={{ background: series.color }} /> {series.name}
            </li>
          ))}
        </ul>
      ) : null}
    </figure>
  );
}
