import type { ReactNode } from 'react';
import type { Base } from './base.ts';
import { buttonName, type ButtonProps } from './button.tsx';
import { useMenu } from './menu-keys.ts';
import { useTrigger, type TriggerProps } from './trigger.tsx';

interface DropdownProps extends Base {
  readonly buttonText?: string;
  readonly buttonSize?: string;
  readonly variant?: 'primary' | 'secondary' | 'transparent';
  readonly disabled?: boolean;
  readonly options?: readonly { readonly label: string; readonly onClick?: () => void }[];
}

export const Dropdown = ({ options = [], children, ...rest }: DropdownProps) => (
  <MenuButton {...rest}>
    {options.map((option) => (
      <button key={option.label} type="button" role="menuitem" tabIndex={-1} onClick={() => option.onClick?.()}>
        {option.label}
      </button>
    ))}
    {children}
  </MenuButton>
);

interface MenuButtonProps extends Base {
  readonly buttonText?: ReactNode;
  readonly buttonLabel?: string;
  readonly buttonSize?: string | undefined;
  readonly variant?: ButtonProps['variant'];
  readonly disabled?: boolean;
}

/** Items stay in the tree while the menu is shut: an item may hold the overlay that its click opened. */
export function MenuButton(props: MenuButtonProps) {
  const { testId, children, buttonText = 'More', buttonLabel, buttonSize, variant = 'secondary', disabled } = props;
  const { open, toggle, leave, placeProps } = useMenu();
  return (
    <span className="hs-dropdown" data-testid={testId} {...placeProps}>
      <button
        type="button"
        className={buttonName({ variant, ...(buttonSize ? { size: buttonSize } : {}) })}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={buttonLabel}
        disabled={disabled}
        onClick={toggle}
      >
        {buttonText} <i className="hs-caret" aria-hidden="true" />
      </button>
      <span className="hs-menu" role="menu" hidden={!open} onClick={leave}>
        {children}
      </span>
    </span>
  );
}

export function DropdownButtonItem(props: TriggerProps) {
  const { press, overlay, triggerProps } = useTrigger(props);
  return (
    <>
      <button {...triggerProps} type="button" role="menuitem" tabIndex={-1} onClick={press} data-testid={props.testId}>
        {props.children}
      </button>
      {overlay}
    </>
  );
}
