import { useState, type ReactNode } from 'react';
import { reactionsOf, TriggerContext, useOverlays } from '../card/overlay-context.ts';
import type { Base } from './base.ts';

/** The event a card gets: HubSpot sends these fields, a DOM event cannot leave the page. */
export interface CardEvent {
  readonly type: string;
  readonly bubbles: boolean;
  readonly timeStamp: number;
  readonly id: string;
}
export type Reactions = ReturnType<typeof reactionsOf>;

export interface TriggerProps extends Base {
  readonly onClick?: (event: CardEvent, reactions: Reactions) => unknown;
  readonly overlay?: ReactNode;
}

export const cardEvent = (type: string, id = ''): CardEvent => ({
  type,
  bubbles: true,
  timeStamp: performance.now(),
  id,
});

/** Tells the card of a click and opens the `overlay`, which stays until its own close button or `closeOverlay(id)`. */
export function useTrigger({ onClick, overlay, testId }: TriggerProps) {
  const overlays = useOverlays();
  const [open, setOpen] = useState(false);
  return {
    press: () => {
      void onClick?.(cardEvent('click', testId), reactionsOf(overlays));
      if (overlay !== undefined) setOpen(true);
    },
    openOverlay: () => setOpen(true),
    tell: () => void onClick?.(cardEvent('click', testId), reactionsOf(overlays)),
    overlay: open ? (
      <TriggerContext.Provider value={{ close: () => setOpen(false) }}>{overlay}</TriggerContext.Provider>
    ) : null,
  };
}
