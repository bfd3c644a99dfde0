import { reactionsOf, useOverlays } from '../card/overlay-context.ts';
import type { Base } from './base.ts';
import { cardEvent, type CardEvent, type Reactions } from './trigger.tsx';

interface FormProps extends Base {
  readonly onSubmit?: (event: CardEvent & { targetValue: Record<string, unknown> }, reactions: Reactions) => unknown;
  readonly autoComplete?: 'off' | 'on';
}

/** The fields' values by name arrive as `targetValue`; the page itself is never left. */
export function Form({ testId, children, onSubmit, autoComplete = 'off' }: FormProps) {
  const overlays = useOverlays();
  return (
    <form
      className="hs-form"
      autoComplete={autoComplete}
      data-testid={testId}
      onSubmit={(event) => {
        event.preventDefault();
        const targetValue = Object.fromEntries(new FormData(event.currentTarget));
        void onSubmit?.({ ...cardEvent('submit', testId), targetValue }, reactionsOf(overlays));
      }}
    >
      {children}
    </form>
  );
}
