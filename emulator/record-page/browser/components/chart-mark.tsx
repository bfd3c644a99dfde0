import type { ReactNode } from 'react';
import { shortNumber, type ChartProps, type Series } from './chart-data.ts';

interface MarkProps {
  readonly props: ChartProps;
  readonly series: Series;
  readonly category: string;
  readonly value: number;
  /** Where the label stands. */
  readonly x: number;
  readonly y: number;
  readonly children: ReactNode;
}

/** One bar or point, with its number above and its words under the pointer, as the card asks for them. */
export const ChartMark = ({ props, series, category, value, x, y, children }: MarkProps) => (
  <g className="hs-chart-mark">
    {children}
    {props.options?.showDataLabels ? (
      <text x={x} y={y - 8} textAnchor="middle">
        {shortNumber(value)}
      </text>
    ) : null}
    {props.options?.showTooltips ? <ChartTip x={x} y={y} lines={[category, `${series.name}: ${value}`]} /> : null}
  </g>
);

/** Drawn inside the picture: shows while its mark is hovered. */
function ChartTip({ x, y, lines }: { x: number; y: number; lines: readonly string[] }) {
  const width = Math.max(...lines.map((line) => line.length)) * 6.4 + 20;
  const left = Math.min(Math.max(2, x - width / 2), 598 - width);
  const top = y > 70 ? y - 56 : y + 12;
  return (
    <g className="hs-chart-tip" transform={`translate(${left} ${top})`}>
      <rect width={width} height="44" rx="4" />
      {lines.map((line, at) => (
        <text key={line} x="10" y={18 + at * 16}>
          {line}
        </text>
      ))}
    </g>
  );
}
