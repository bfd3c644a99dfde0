import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** A menu button by pointer and keyboard: arrows walk through the items, Escape and Tab leave. */
export function useMenu() {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const items = () => [...(place.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
  const opener = () => place.current?.querySelector<HTMLElement>('[aria-haspopup]');
  useEffect(() => {
    if (open) items()[0]?.focus();
    // Only opening moves the focus.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const step = STEPS[event.key];
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      setOpen(false);
      opener()?.focus();
    } else if (!open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setOpen(true);
    } else if (open && step && all.length > 0) {
      event.preventDefault();
      all[step(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
    }
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  /** What is opened by an item takes the focus from the button, so that it comes back there. */
  const leave = () => {
    opener()?.focus();
    setOpen(false);
  };
  return { open, toggle: () => setOpen(!open), leave, placeProps: { ref: place, onKeyDown, onBlur } };
}
