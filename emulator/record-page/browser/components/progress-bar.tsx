import type { Base } from './base.ts';

interface ProgressBarProps extends Base {
  readonly title?: string;
  readonly 'aria-label'?: string;
  readonly showPercentage?: boolean;
  readonly value?: number;
  readonly maxValue?: number;
  readonly valueMax?: number;
  readonly valueDescription?: string;
  readonly variant?: 'success' | 'danger' | 'warning';
}

export function ProgressBar(props: ProgressBarProps) {
  const { testId, title, showPercentage = false, value = 0, valueDescription, variant = 'success' } = props;
  const most = props.maxValue ?? props.valueMax ?? 100;
  const share = most > 0 ? Math.max(0, Math.min(100, (value / most) * 100)) : 0;
  return (
    <div className="hs-progress" data-testid={testId}>
      <div className="hs-progress-head">
        <span>{title}</span>
        {showPercentage ? <b>{Math.round(share)}%</b> : null}
      </div>
      <div
        className="hs-progress-track"
        role="progressbar"
        aria-label={props['aria-label'] ?? title ?? 'Progress'}
        aria-valuetext={valueDescription}
        aria-valuemin={0}
        aria-valuenow={Math.max(0, Math.min(most, value))}
        aria-valuemax={most}
      >
        <i className={`hs-progress-${variant}`} style={{ width: `${share}%` }} />
      </div>
      {valueDescription ? <small>{valueDescription}</small> : null}
    </div>
  );
}
