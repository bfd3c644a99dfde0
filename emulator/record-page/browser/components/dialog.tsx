import { useId, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { classes } from './base.ts';
import { useDialogFocus } from './dialog-focus.ts';

interface DialogProps {
  readonly className: string;
  /** A modal dialog darkens the page and keeps the focus. */
  readonly modal: boolean;
  readonly title: string | undefined;
  readonly label: string | undefined;
  readonly testId: string | undefined;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** Title bar, close button and focus of whatever opens above the page. */
export function Dialog({ className, modal, title, label, testId, close, children }: DialogProps) {
  const focus = useDialogFocus(close, modal);
  const titleId = useId();
  return createPortal(
    // A portal's events still reach the card's form or trigger that it was opened from.
    <div className={classes(modal && 'hs-backdrop')} onClick={stop} onSubmit={stop} onMouseOver={stop} onFocus={stop}>
      <div
        {...focus}
        className={className}
        role="dialog"
        aria-modal={modal || undefined}
        aria-label={label}
        aria-labelledby={label === undefined ? titleId : undefined}
        tabIndex={-1}
        data-testid={testId}
      >
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" aria-label="Close" onClick={close}>
            ×
          </button>
        </header>
        {children}
      </div>
    </div>,
    document.body,
  );
}

const stop = (event: { stopPropagation(): void }): void => event.stopPropagation();
