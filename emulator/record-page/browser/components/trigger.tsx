import { useId, useMemo, useRef, useState, type ReactNode } from 'react';
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

/** What the element that is pressed gets; nothing without an overlay. */
interface TriggerAttributes {
  readonly ref?: (element: HTMLElement | null) => void;
  readonly onMouseEnter?: () => void;
  readonly onMouseLeave?: () => void;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly 'aria-describedby'?: string;
}

export const cardEvent = (type: string, id = ''): CardEvent => ({
  type,
  bubbles: true,
  timeStamp: performance.now(),
  id,
});

/** The pointer needs a moment to get from the trigger to a tooltip that holds a link. */
const LEAVE_MS = 120;

/**
 * Tells the card of a click and opens the `overlay`, which is always in the tree and shows itself when it is due: a
 * Modal or Panel at a press, until its own close button or `closeOverlay(id)`; a Tooltip while pointer or focus is here.
 */
export function useTrigger({ onClick, overlay, testId }: TriggerProps) {
  const overlays = useOverlays();
  const anchor = useRef<HTMLElement | null>(null);
  const tooltipId = useId();
  const [pressed, setPressed] = useState(0);
  const [near, setNear] = useNearness();
  const tell = () => void onClick?.(cardEvent('click', testId), reactionsOf(overlays));
  const openOverlay = () => setPressed((times) => times + 1);
  const context = useMemo(
    () => ({ pressed, near, setNear, tooltipId, anchor }),
    [pressed, near, setNear, tooltipId, anchor],
  );
  const has = overlay !== undefined && overlay !== null;
  const triggerProps: TriggerAttributes = has
    ? {
        ref: (element: HTMLElement | null) => {
          anchor.current = element;
        },
        onMouseEnter: () => setNear(true),
        onMouseLeave: () => setNear(false),
        onFocus: () => setNear(true),
        onBlur: () => setNear(false),
        ...(near ? { 'aria-describedby': tooltipId } : {}),
      }
    : {};
  return {
    press: () => {
      tell();
      if (has) openOverlay();
    },
    openOverlay,
    tell,
    triggerProps,
    overlay: has ? <TriggerContext.Provider value={context}>{overlay}</TriggerContext.Provider> : null,
  };
}

function useNearness(): [boolean, (near: boolean) => void] {
  const [near, setState] = useState(false);
  const leaving = useRef<ReturnType<typeof setTimeout>>();
  const setNear = useMemo(
    () => (next: boolean) => {
      clearTimeout(leaving.current);
      if (next) setState(true);
      else leaving.current = setTimeout(() => setState(false), LEAVE_MS);
    },
    [],
  );
  return [near, setNear];
}
