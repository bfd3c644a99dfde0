import type { Base } from './base.ts';

interface AlertProps extends Base {
  readonly title?: string;
  readonly variant?: string;
}

/** What went wrong interrupts a screen reader, everything else waits for its turn. */
const roleOf = (variant: string): string => (['error', 'danger', 'warning'].includes(variant) ? 'alert' : 'status');

export const Alert = ({ testId, children, title, variant = 'info' }: AlertProps) => (
  <div className={`hs-alert hs-alert-${variant}`} role={roleOf(variant)} data-testid={testId}>
    {title ? <strong>{title}</strong> : null}
    {children ? <div>{children}</div> : null}
  </div>
);
