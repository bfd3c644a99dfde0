import { useMemo } from 'react';
import { reactionsOf, useOverlays } from '../card/overlay-context.ts';
import type { Base } from './base.ts';
import { FormValuesContext } from './form-values.ts';
import { cardEvent, type CardEvent, type Reactions } from './trigger.tsx';

interface FormProps extends Base {
  readonly onSubmit?: (event: CardEvent & { targetValue: Record<string, unknown> }, reactions: Reactions) => unknown;
  readonly autoComplete?: 'off' | 'on';
}

/** The fields' values by name arrive as `targetValue`; the page itself is never left. */
export function Form({ testId, children, onSubmit, autoComplete = 'on' }: FormProps) {
  const overlays = useOverlays();
  const values = useMemo(() => new Map<string, unknown>(), []);
  return (
    <FormValuesContext.Provider value={values}>
      <form
        className="hs-form"
        // `required` only shows the sign: HubSpot leaves the checking to the card.
        noValidate
        autoComplete={autoComplete}
        data-testid={testId}
        onSubmit={(event) => {
          event.preventDefault();
          const targetValue = Object.fromEntries(values);
          void onSubmit?.({ ...cardEvent('submit', testId), targetValue }, reactionsOf(overlays));
        }}
      >
        {children}
      </form>
    </FormValuesContext.Provider>
  );
}
