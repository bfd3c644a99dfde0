import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

interface MenuProps {
  readonly label: string;
  /** What a screen reader hears, where the label alone says too little. */
  readonly name?: string;
  readonly className?: string;
  readonly items: readonly {
    readonly label: string;
    readonly href?: string;
    readonly danger?: boolean;
    readonly press?: () => void;
  }[];
}

/** A button with a list of actions; arrows move, Escape closes and gives the focus back. */
export function Menu({ label, name, className = 'menu-button', items }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    place.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const away = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open]);
  const close = () => {
    setOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  return (
    <div className="menu" ref={place} onKeyDown={(event) => moveOrClose(event, open, close)}>
      <button
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {label} <i className="menu-caret" aria-hidden="true" />
      </button>
      {open ? (
        <ul id={id} role="menu" aria-label={name ?? label} className="menu-list">
          {items.map((item) => (
            <li key={item.label} role="none">
              {item.href === undefined ? (
                <button
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  className={item.danger ? 'menu-danger' : undefined}
                  onClick={() => {
                    close();
                    item.press?.();
                  }}
                >
                  {item.label}
                </button>
              ) : (
                <a role="menuitem" tabIndex={-1} href={item.href}>
                  {item.label}
                </a>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function moveOrClose(event: KeyboardEvent<HTMLElement>, open: boolean, close: () => void): void {
  if (!open) return;
  if (event.key === 'Escape') {
    // A dialog around the menu stays open.
    event.stopPropagation();
    close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.findIndex((item) => item === document.activeElement);
  items.at((at + step) % items.length)?.focus();
}
