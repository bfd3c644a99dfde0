import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

interface Choices {
  /** Texts of the options that are shown now, in their order. */
  readonly labels: readonly string[];
  /** Where the list starts when it opens. */
  readonly chosenAt: number;
  readonly pick: (at: number) => void;
  /** A list for several values stays open after a choice. */
  readonly staysOpen?: boolean;
  readonly disabled?: boolean | undefined;
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** A list that opens below a field, by pointer and by keyboard; the focus stays in the field (or its search). */
export function useChoices({ labels, chosenAt, pick, staysOpen = false, disabled = false }: Choices) {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const optionId = (at: number) => `${listId}-${at}`;
  useEffect(() => {
    if (open) document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, active, listId]);
  const show = () => {
    if (disabled) return;
    setActive(Math.max(0, chosenAt));
    setOpen(true);
  };
  const shut = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const choose = (at: number) => {
    if (at < 0 || at >= labels.length) return;
    pick(at);
    setActive(at);
    if (!staysOpen) shut();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement;
    const step = STEPS[event.key];
    if (!open) {
      if (step === undefined || event.target !== opener.current) return;
      event.preventDefault();
      show();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      shut();
    } else if (event.key === 'Enter' || (event.key === ' ' && !typing)) {
      event.preventDefault();
      choose(active);
    } else if (step) {
      event.preventDefault();
      setActive(step(active, labels.length - 1));
    } else if (!typing && event.key.length === 1) {
      const found = labels.findIndex((label) => label.toLowerCase().startsWith(event.key.toLowerCase()));
      if (found >= 0) setActive(found);
    }
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return {
    open,
    active,
    setActive,
    choose,
    optionId,
    listId,
    placeProps: { onKeyDown, onBlur },
    openerProps: {
      ref: opener,
      type: 'button' as const,
      role: 'combobox',
      'aria-haspopup': 'listbox' as const,
      'aria-expanded': open,
      'aria-controls': open ? listId : undefined,
      'aria-activedescendant': open ? optionId(active) : undefined,
      disabled,
      onClick: () => (open ? setOpen(false) : show()),
    },
  };
}

export type ChoicesState = ReturnType<typeof useChoices>;
