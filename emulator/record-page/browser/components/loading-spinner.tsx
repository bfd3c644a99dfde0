import { classes, shortSize, type Base } from './base.ts';

interface SpinnerProps extends Base {
  readonly label: string;
  readonly showLabel?: boolean;
  readonly size?: string;
  readonly layout?: 'inline' | 'centered';
}

export const LoadingSpinner = ({ testId, label, showLabel = false, size, layout = 'inline' }: SpinnerProps) => (
  <span className={classes('hs-loading', `hs-loading-${layout}`)} role="status" aria-label={label} data-testid={testId}>
    <i className={`hs-spinner hs-spinner-${shortSize(size, 'sm')}`} aria-hidden="true" />
    {showLabel ? <span>{label}</span> : null}
  </span>
);
