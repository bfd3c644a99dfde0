import { useState } from 'react';
import { shortSize, type Base } from './base.ts';
import { useTrigger, type TriggerProps } from './trigger.tsx';

interface DropdownProps extends Base {
  readonly buttonText?: string;
  readonly buttonSize?: string;
  readonly variant?: 'primary' | 'secondary' | 'transparent';
  readonly disabled?: boolean;
  readonly options?: readonly { readonly label: string; readonly onClick?: () => void }[];
}

/** Items stay in the tree while the menu is shut: an item may hold the overlay that its click opened. */
export function Dropdown(props: DropdownProps) {
  const {
    testId,
    children,
    buttonText = 'More',
    buttonSize,
    variant = 'secondary',
    disabled = false,
    options = [],
  } = props;
  const [open, setOpen] = useState(false);
  return (
    <span className="hs-dropdown" data-testid={testId} onMouseLeave={() => setOpen(false)}>
      <button
        type="button"
        className={`hs-button hs-button-${variant} hs-button-${shortSize(buttonSize, 'md')}`}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {buttonText} <i className="hs-caret" aria-hidden="true" />
      </button>
      <span className="hs-menu" role="menu" hidden={!open} onClick={() => setOpen(false)}>
        {options.map((option) => (
          <button key={option.label} type="button" role="menuitem" onClick={() => option.onClick?.()}>
            {option.label}
          </button>
        ))}
        {children}
      </span>
    </span>
  );
}

export function DropdownButtonItem(props: TriggerProps) {
  const { press, overlay } = useTrigger(props);
  return (
    <>
      <button type="button" role="menuitem" onClick={press} data-testid={props.testId}>
        {props.children}
      </button>
      {overlay}
    </>
  );
}
