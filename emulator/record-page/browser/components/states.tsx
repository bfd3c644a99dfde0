import { classes, type Base } from './base.ts';
import { Title } from './heading-level.tsx';
import { Drawing } from './illustration.tsx';

interface EmptyStateProps extends Base {
  readonly title?: string;
  readonly layout?: 'horizontal' | 'vertical';
  readonly imageName?: string;
  readonly imageWidth?: number;
  readonly reverseOrder?: boolean;
  readonly flush?: boolean;
}

export function EmptyState({
  testId,
  children,
  title,
  layout = 'horizontal',
  imageName = 'emptyStateCharts',
  imageWidth = 250,
  reverseOrder = false,
  flush = false,
}: EmptyStateProps) {
  return (
    <div
      className={classes(
        'hs-state',
        `hs-state-${layout}`,
        reverseOrder && 'hs-state-reverse',
        flush && 'hs-state-flush',
      )}
      data-testid={testId}
    >
      <div>
        {title ? <Title className="hs-heading">{title}</Title> : null}
        {children}
      </div>
      <Drawing name={imageName} width={imageWidth} />
    </div>
  );
}

const SIGNS = {
  error: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 8v5M12 16v.5',
  support: 'M4 14a8 8 0 1 1 16 0M4 14v4h3v-6H4M20 14v4h-3v-6h3',
  lock: 'M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3',
} as const;

interface ErrorStateProps extends Base {
  readonly title?: string;
  readonly type?: keyof typeof SIGNS;
}

export function ErrorState({ testId, children, title = 'Something went wrong', type = 'error' }: ErrorStateProps) {
  return (
    <div className="hs-state hs-state-error" role="alert" data-testid={testId}>
      <svg className="hs-state-sign" viewBox="0 0 24 24" aria-hidden="true">
        <path d={SIGNS[type]} />
      </svg>
      <Title className="hs-heading">{title}</Title>
      {children}
    </div>
  );
}
