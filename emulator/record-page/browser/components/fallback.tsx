import type { ComponentType } from 'react';
import type { Base } from './base.ts';

/** A component this page does not draw: its name and its children stay visible, so that nothing is lost silently. */
export function fallbackFor(type: string): ComponentType<Base> {
  return function Fallback({ testId, children }: Base) {
    return (
      <div className="hs-fallback" data-remote={type} data-testid={testId}>
        <small>{type} is not drawn by the emulator</small>
        {children}
      </div>
    );
  };
}
