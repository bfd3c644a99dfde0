import { useEffect, useRef } from 'react';
import { classes, shortSize } from './base.ts';
import { hrefOf, type Href } from './href.ts';
import { HrefText, linkTarget } from './href-text.tsx';
import { Icon } from './icon.tsx';
import { useTrigger, type TriggerProps } from './trigger.tsx';

export interface ButtonProps extends TriggerProps {
  readonly href?: Href;
  readonly disabled?: boolean;
  readonly variant?: 'primary' | 'secondary' | 'destructive' | 'transparent';
  readonly type?: 'button' | 'reset' | 'submit';
  readonly size?: string;
  readonly truncate?: boolean;
}

export const buttonName = ({ variant = 'secondary', size, truncate = false }: Omit<ButtonProps, 'children'>) =>
  classes('hs-button', `hs-button-${variant}`, `hs-button-${shortSize(size, 'md')}`, truncate && 'hs-button-truncate');

export function Button(props: ButtonProps) {
  const { children, href, disabled = false, type = 'button', truncate = false, testId } = props;
  const { press, overlay, triggerProps } = useTrigger(props);
  const target = hrefOf(href);
  const text = truncate ? <TruncatedText>{children}</TruncatedText> : children;
  if (target !== null && !disabled) {
    return (
      <>
        <a
          {...triggerProps}
          className={buttonName(props)}
          {...linkTarget(target, href)}
          onClick={press}
          data-testid={testId}
        >
          <HrefText href={href}>{text}</HrefText>
        </a>
        {overlay}
      </>
    );
  }
  return (
    <>
      <button
        {...triggerProps}
        className={buttonName(props)}
        type={type}
        disabled={disabled}
        onClick={press}
        data-testid={testId}
      >
        {text}
      </button>
      {overlay}
    </>
  );
}

/** The full text comes as a title when it did not fit. */
const TruncatedText = ({ children }: Pick<ButtonProps, 'children'>) => (
  <span
    className="hs-truncate"
    onMouseEnter={({ currentTarget }) => {
      currentTarget.title = currentTarget.scrollWidth > currentTarget.clientWidth ? currentTarget.innerText : '';
    }}
  >
    {children}
  </span>
);

interface LoadingButtonProps extends ButtonProps {
  readonly loading?: boolean;
  readonly resultIconName?: string;
  readonly overlayOptions?: { readonly openBehavior?: 'onClick' | 'onLoadingFinish' };
}

/** With `openBehavior: 'onLoadingFinish'` the overlay waits for the work that the click began. */
export function LoadingButton(props: LoadingButtonProps) {
  const { children, loading = false, disabled = false, type = 'button', overlayOptions, testId } = props;
  const { press, tell, openOverlay, overlay, triggerProps } = useTrigger(props);
  const waits = overlayOptions?.openBehavior === 'onLoadingFinish';
  const worked = useRef(false);
  const before = useRef(loading);
  if (loading) worked.current = true;
  useEffect(() => {
    if (waits && before.current && !loading) openOverlay();
    before.current = loading;
    // `openOverlay` is new with every drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loading, waits]);
  return (
    <>
      <button
        {...triggerProps}
        className={buttonName(props)}
        type={type}
        disabled={disabled || loading}
        aria-busy={loading}
        onClick={waits ? tell : press}
        data-testid={testId}
      >
        {loading ? <i className="hs-spinner hs-spinner-button" aria-hidden="true" /> : null}
        {children}
        {worked.current && !loading ? <Icon name={props.resultIconName ?? 'success'} /> : null}
      </button>
      {overlay}
    </>
  );
}
