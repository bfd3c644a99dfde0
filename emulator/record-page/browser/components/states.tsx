import { classes, type Base } from './base.ts';

interface EmptyStateProps extends Base {
  readonly title?: string;
  readonly layout?: 'horizontal' | 'vertical';
  readonly imageWidth?: number;
  readonly reverseOrder?: boolean;
  readonly flush?: boolean;
}

/** HubSpot's illustrations are its own; one neutral drawing stands for all of them. */
const Drawing = ({ width }: { width: number }) => (
  <svg className="hs-drawing" viewBox="0 0 160 110" width={width} aria-hidden="true">
    <rect x="18" y="22" width="124" height="76" rx="6" fill="#f5f8fa" stroke="#cbd6e2" strokeWidth="2" />
    <path d="M18 40h124" stroke="#cbd6e2" strokeWidth="2" />
    <path d="M34 56h44M34 68h60M34 80h30" stroke="#cbd6e2" strokeWidth="5" strokeLinecap="round" />
    <circle cx="118" cy="72" r="20" fill="#fff" stroke="#7fd1de" strokeWidth="4" />
    <path d="M132 87l14 14" stroke="#7fd1de" strokeWidth="6" strokeLinecap="round" />
    <circle cx="28" cy="31" r="3" fill="#ff7a59" />
    <circle cx="38" cy="31" r="3" fill="#cbd6e2" />
  </svg>
);

export function EmptyState({
  testId,
  children,
  title,
  layout = 'horizontal',
  imageWidth = 160,
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
        {title ? <h4 className="hs-heading">{title}</h4> : null}
        {children}
      </div>
      <Drawing width={Math.min(imageWidth, 200)} />
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

export const ErrorState = ({ testId, children, title = 'Something went wrong', type = 'error' }: ErrorStateProps) => (
  <div className="hs-state hs-state-error" role="alert" data-testid={testId}>
    <svg className="hs-state-sign" viewBox="0 0 24 24" aria-hidden="true">
      <path d={SIGNS[type]} />
    </svg>
    <h4 className="hs-heading">{title}</h4>
    {children}
  </div>
);
