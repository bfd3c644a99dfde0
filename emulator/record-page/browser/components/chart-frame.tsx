import { useId, type ReactNode } from 'react';
import { shortNumber, type ChartProps, type Plot } from './chart-data.ts';
import { ChartTable } from './chart-table.tsx';

/** Drawing area inside the 600 by 270 view: room for numbers and names of the axes at the left and below. */
export const AREA = { left: 64, right: 590, top: 18, bottom: 212 } as const;

export const heightAt = (value: number, { bottom, top }: Pick<Plot, 'bottom' | 'top'>): number =>
  AREA.bottom - ((value - bottom) / (top - bottom)) * (AREA.bottom - AREA.top);

/** The middle of the n-th of `count` columns. */
export const middleOf = (at: number, count: number): number =>
  AREA.left + ((at + 0.5) * (AREA.right - AREA.left)) / Math.max(1, count);

/** Title, legend and axes around the marks; the same numbers as a table for those who do not see the picture. */
export function ChartFrame({ props, plot, children }: { props: ChartProps; plot: Plot; children: ReactNode }) {
  const { title, showLegend = false } = props.options ?? {};
  const id = useId();
  const { x, y } = props.axes;
  const name = title ?? `${y.label ?? y.field} by ${x.label ?? x.field}`;
  return (
    <figure className="hs-chart" aria-labelledby={id} data-testid={props.testId}>
      <figcaption id={id} className={title ? undefined : 'hs-hidden'}>
        {name}
      </figcaption>
      {showLegend ? (
        <ul aria-hidden="true">
          {plot.series.map((series) => (
            <li key={series.name}>
              <i style={{ background: series.color }} /> {series.name}
            </li>
          ))}
        </ul>
      ) : null}
      <svg viewBox="0 0 600 270" aria-hidden="true">
        <Axes props={props} plot={plot} />
        {children}
      </svg>
      <ChartTable props={props} plot={plot} caption={name} />
    </figure>
  );
}

const MOST_NAMES = 14;

function Axes({ props: { axes }, plot }: { props: ChartProps; plot: Plot }) {
  const steps = Math.round((plot.top - plot.bottom) / plot.step);
  const count = plot.categories.length;
  const every = Math.ceil(count / MOST_NAMES);
  return (
    <>
      {Array.from({ length: steps + 1 }, (_, at) => plot.bottom + at * plot.step).map((value) => (
        <g key={value}>
          <path
            d={`M${AREA.left} ${heightAt(value, plot)}H${AREA.right}`}
            stroke={Math.abs(value) < plot.step / 2 ? '#cbd6e2' : '#eaf0f6'}
          />
          <text x={AREA.left - 8} y={heightAt(value, plot) + 4} textAnchor="end">
            {shortNumber(value)}
          </text>
        </g>
      ))}
      {plot.categories.map((name, at) =>
        at % every === 0 ? (
          <text key={name} x={middleOf(at, count)} y={AREA.bottom + 20} textAnchor="middle">
            {shortened(name, count)}
          </text>
        ) : null,
      )}
      <text className="hs-chart-axis" x={(AREA.left + AREA.right) / 2} y="262" textAnchor="middle">
        {axes.x.label ?? axes.x.field}
      </text>
      <text
        className="hs-chart-axis"
        transform={`rotate(-90 14 ${(AREA.top + AREA.bottom) / 2})`}
        x="14"
        y={(AREA.top + AREA.bottom) / 2}
        textAnchor="middle"
      >
        {axes.y.label ?? axes.y.field}
      </text>
    </>
  );
}

/** As much of a name as its column has room for. */
function shortened(name: string, count: number): string {
  const room = Math.max(5, Math.floor(84 / Math.min(count, MOST_NAMES)));
  return name.length > room ? `${name.slice(0, room - 1)}…` : name;
}
