import { useEffect, useRef } from 'react';
import { classes, shortSize, type Base } from './base.ts';
import { externalLink, hrefOf, type Href } from './href.ts';
import { useTrigger, type TriggerProps } from './trigger.tsx';

export interface ButtonProps extends TriggerProps {
  readonly href?: Href;
  readonly disabled?: boolean;
  readonly variant?: 'primary' | 'secondary' | 'destructive' | 'transparent';
  readonly type?: 'button' | 'reset' | 'submit';
  readonly size?: string;
  readonly truncate?: boolean;
}

const nameOf = ({ variant = 'secondary', size, truncate = false }: ButtonProps) =>
  classes('hs-button', `hs-button-${variant}`, `hs-button-${shortSize(size, 'md')}`, truncate && 'hs-truncate');

export function Button(props: ButtonProps) {
  const { children, href, disabled = false, type = 'button', testId } = props;
  const { press, overlay } = useTrigger(props);
  const target = hrefOf(href);
  if (target !== null && !disabled) {
    return (
      <a className={nameOf(props)} href={target} {...externalLink(href)} onClick={press} data-testid={testId}>
        {children}
      </a>
    );
  }
  return (
    <>
      <button className={nameOf(props)} type={type} disabled={disabled} onClick={press} data-testid={testId}>
        {children}
      </button>
      {overlay}
    </>
  );
}

interface LoadingButtonProps extends ButtonProps {
  readonly loading?: boolean;
  readonly overlayOptions?: { readonly openBehavior?: 'onClick' | 'onLoadingFinish' };
}

/** With `openBehavior: 'onLoadingFinish'` the overlay waits for the work that the click began. */
export function LoadingButton({ loading = false, overlayOptions, ...props }: LoadingButtonProps) {
  const { children, disabled = false, type = 'button', testId } = props;
  const { press, tell, openOverlay, overlay } = useTrigger(props);
  const waits = overlayOptions?.openBehavior === 'onLoadingFinish';
  const before = useRef(loading);
  useEffect(() => {
    if (waits && before.current && !loading) openOverlay();
    before.current = loading;
  }, [loading, waits, openOverlay]);
  return (
    <>
      <button
        className={nameOf(props)}
        type={type}
        disabled={disabled || loading}
        aria-busy={loading}
        onClick={waits ? tell : press}
        data-testid={testId}
      >
        {loading ? <i className="hs-spinner hs-spinner-button" aria-hidden="true" /> : null}
        {children}
      </button>
      {overlay}
    </>
  );
}

export const ButtonRow = ({ testId, children }: Base) => (
  <div className="hs-button-row" data-testid={testId}>
    {children}
  </div>
);
