import { useContext, useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { createPortal } from 'react-dom';
import { TriggerContext, type Trigger } from '../card/overlay-context.ts';
import type { Base } from './base.ts';

export type Placement = 'top' | 'bottom' | 'left' | 'right';
interface TooltipProps extends Base {
  readonly placement?: Placement;
}

/** The `overlay` of a trigger; a card that puts it among another component's children sees it while that is hovered. */
export function Tooltip(props: TooltipProps) {
  const trigger = useContext(TriggerContext);
  if (trigger !== null) return trigger.near ? <Floating {...props} trigger={trigger} /> : null;
  const { testId, children, placement = 'top' } = props;
  return (
    <span className={`hs-tooltip hs-tooltip-inside hs-tooltip-${placement}`} role="tooltip" data-testid={testId}>
      {children}
    </span>
  );
}

/** Above everything and never cut off, because it stands in the page itself. Escape hides it. */
function Floating({ testId, children, placement = 'top', trigger }: TooltipProps & { trigger: Trigger }) {
  const ref = useRef<HTMLSpanElement>(null);
  const [style, setStyle] = useState<CSSProperties>({ visibility: 'hidden' });
  const { anchor, setNear, tooltipId } = trigger;
  useLayoutEffect(() => {
    if (anchor.current && ref.current) setStyle(beside(anchor.current, ref.current, placement));
  }, [anchor, placement]);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && setNear(false);
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [setNear]);
  return createPortal(
    <span
      ref={ref}
      id={tooltipId}
      className="hs-tooltip hs-tooltip-floating"
      role="tooltip"
      style={style}
      onMouseEnter={() => setNear(true)}
      onMouseLeave={() => setNear(false)}
      data-testid={testId}
    >
      {children}
    </span>,
    document.body,
  );
}

const GAP = 6;

function beside(anchor: HTMLElement, tooltip: HTMLElement, placement: Placement): CSSProperties {
  const at = anchor.getBoundingClientRect();
  const { width, height } = tooltip.getBoundingClientRect();
  const middle = { left: at.left + (at.width - width) / 2, top: at.top + (at.height - height) / 2 };
  const place = {
    top: { left: middle.left, top: at.top - height - GAP },
    bottom: { left: middle.left, top: at.bottom + GAP },
    left: { left: at.left - width - GAP, top: middle.top },
    right: { left: at.right + GAP, top: middle.top },
  }[placement];
  const within = (offset: number, room: number) => Math.max(4, Math.min(offset, room - 4));
  return { left: within(place.left, innerWidth - width), top: within(place.top, innerHeight - height) };
}
