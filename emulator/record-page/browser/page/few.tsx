import { useState } from 'react';

const FEW = 5;

/** The first few of many, and the button that shows the rest. `total` counts those that the page does not hold too. */
export function useFew<One>(all: readonly One[], total: number) {
  const [open, setOpen] = useState(false);
  const beyond = total - all.length;
  const button =
    all.length > FEW ? (
      <button type="button" className="link-button few" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Show fewer' : `Show all ${all.length.toLocaleString('en')}`}
      </button>
    ) : null;
  const more = (
    <>
      {button}
      {open && beyond > 0 ? <span className="block-note">and {beyond.toLocaleString('en')} more</span> : null}
    </>
  );
  return { few: open ? all : all.slice(0, FEW), more };
}
