import type { Base } from './base.ts';

export const Statistics = ({ testId, children }: Base) => (
  <dl className="hs-statistics" data-testid={testId}>
    {children}
  </dl>
);

interface ItemProps extends Base {
  readonly id?: string;
  readonly label: string;
  readonly number: string | number;
}

export const StatisticsItem = ({ testId, children, id, label, number }: ItemProps) => (
  <div id={id} data-testid={testId}>
    <dt>{label}</dt>
    <dd>{number}</dd>
    {children ? <dd className="hs-statistics-more">{children}</dd> : null}
  </div>
);

interface TrendProps extends Base {
  readonly value: string;
  readonly direction: 'increase' | 'decrease';
  readonly color?: 'red' | 'green';
}

export function StatisticsTrend({ testId, value, direction, color }: TrendProps) {
  const shown = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <span className={`hs-trend hs-trend-${shown}`} data-testid={testId}>
      <span role="img" aria-label={direction}>
        {direction === 'increase' ? '▲' : '▼'}
      </span>{' '}
      {value}
    </span>
  );
}
