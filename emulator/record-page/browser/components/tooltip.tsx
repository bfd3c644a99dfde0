import type { Base } from './base.ts';

/** Placed inside another component's children, it shows while that is under the pointer. */
export const Tooltip = ({ testId, children, placement = 'top' }: Base & { placement?: string }) => (
  <span className={`hs-tooltip hs-tooltip-${placement}`} role="tooltip" data-testid={testId}>
    {children}
  </span>
);
