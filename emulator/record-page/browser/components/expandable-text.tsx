import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { Base } from './base.ts';
import { useTold } from './told.ts';

interface ExpandableTextProps extends Base {
  readonly maxHeight?: number;
  readonly expandButtonText?: string;
  readonly collapseButtonText?: string;
  readonly expanded?: boolean;
}

/** The button is there only when something is cut off. */
export function ExpandableText(props: ExpandableTextProps) {
  const { testId, children, maxHeight = 72, expandButtonText = 'Show more', collapseButtonText = 'Show less' } = props;
  const [open, setOpen] = useTold(props.expanded, false);
  const [long, setLong] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    if (ref.current) setLong(ref.current.scrollHeight > maxHeight + 1);
    // Other children have another height.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [children, maxHeight]);
  return (
    <div data-testid={testId}>
      <div ref={ref} id={id} className="hs-expandable" style={{ maxHeight: open ? undefined : maxHeight }}>
        {children}
      </div>
      {long ? (
        <button
          type="button"
          className="hs-link"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? collapseButtonText : expandButtonText}
        </button>
      ) : null}
    </div>
  );
}
