import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

export const focusableIn = (element: HTMLElement): HTMLElement[] =>
  [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.offsetParent !== null);

interface DialogFocus {
  readonly ref: RefObject<HTMLDivElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Takes the focus into a dialog and gives it back; Escape closes; a modal dialog keeps Tab inside. */
export function useDialogFocus(close: () => void, modal: boolean): DialogFocus {
  const ref = useRef<HTMLDivElement>(null);
  // Taken while drawing: afterwards a field of the dialog that asks for the focus has it already, and keeps it.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    if (!ref.current?.contains(document.activeElement)) ref.current?.focus();
    return () => {
      // Somebody who clicked elsewhere meanwhile is not pulled back.
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [before]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      close();
    }
    if (event.key === 'Tab' && modal && ref.current) keepInside(event, ref.current);
  };
  return { ref, onKeyDown };
}

function keepInside(event: KeyboardEvent, dialog: HTMLElement): void {
  const all = focusableIn(dialog);
  const [first] = all;
  const last = all.at(-1);
  const at = document.activeElement;
  if (!first || !last) event.preventDefault();
  else if (event.shiftKey && (at === first || at === dialog)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first.focus();
  }
}
