import { useLayoutEffect, useRef, useState } from 'react';
import type { Base } from './base.ts';
import { MenuButton } from './dropdown.tsx';
import { Icon } from './icon.tsx';

interface ButtonRowProps extends Base {
  readonly disableDropdown?: boolean;
  readonly dropDownButtonOptions?: {
    readonly text?: string;
    readonly size?: string;
    readonly variant?: 'primary' | 'secondary' | 'transparent';
  };
}

/** What the menu button needs at the end of the row. */
const MENU_PIXELS = 110;

/** The buttons that do not fit: hidden where they stand, since they belong to the card's tree. */
function useSurplus() {
  const ref = useRef<HTMLDivElement>(null);
  const [surplus, setSurplus] = useState<readonly HTMLElement[]>([]);
  useLayoutEffect(() => {
    const row = ref.current;
    const list = row?.querySelector<HTMLElement>('.hs-button-row-all');
    if (!row || !list) return undefined;
    const measure = () => {
      const buttons = [...list.children] as HTMLElement[];
      const end = (button: HTMLElement) => button.offsetLeft + button.offsetWidth;
      const last = buttons.at(-1);
      const all = last === undefined || end(last) <= row.clientWidth;
      const over = all ? [] : buttons.filter((button) => end(button) > row.clientWidth - MENU_PIXELS);
      for (const button of buttons) button.style.visibility = over.includes(button) ? 'hidden' : '';
      setSurplus((before) => (before.length === 0 && over.length === 0 ? before : over));
    };
    const resized = new ResizeObserver(measure);
    const changed = new MutationObserver(measure);
    resized.observe(row);
    changed.observe(list, { childList: true, characterData: true, subtree: true });
    return () => {
      resized.disconnect();
      changed.disconnect();
    };
  }, []);
  return { ref, surplus };
}

/** Buttons beside each other; those that do not fit move into a menu. */
export function ButtonRow({ testId, children, disableDropdown = false, dropDownButtonOptions = {} }: ButtonRowProps) {
  const { ref, surplus } = useSurplus();
  const { text = 'More', size, variant = 'secondary' } = dropDownButtonOptions;
  return (
    <div ref={ref} className="hs-button-row" data-testid={testId}>
      <div className="hs-button-row-all">{children}</div>
      {surplus.length > 0 ? (
        <MenuButton
          buttonText={text === '' ? <Icon name="settings" screenReaderText="More" /> : text}
          buttonSize={size}
          variant={variant}
          disabled={disableDropdown}
        >
          {surplus.map((button) => (
            <button
              key={button.textContent}
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={button instanceof HTMLButtonElement && button.disabled}
              onClick={() => button.click()}
            >
              {button.textContent}
            </button>
          ))}
        </MenuButton>
      ) : null}
    </div>
  );
}
