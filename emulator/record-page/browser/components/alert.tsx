import type { Base } from './base.ts';

interface AlertProps extends Base {
  readonly title?: string;
  readonly variant?: string;
}

export const Alert = ({ testId, children, title, variant = 'info' }: AlertProps) => (
  <div className={`hs-alert hs-alert-${variant}`} role="alert" data-testid={testId}>
    {title ? <strong>{title}</strong> : null}
    {children ? <div>{children}</div> : null}
  </div>
);
