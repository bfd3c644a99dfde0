import { classes } from './base.ts';
import { hrefOf, type Href } from './href.ts';
import { HrefText, linkTarget } from './href-text.tsx';
import { useTrigger, type TriggerProps } from './trigger.tsx';

interface LinkProps extends TriggerProps {
  readonly href?: Href;
  readonly variant?: 'primary' | 'destructive' | 'light' | 'dark';
  readonly preventDefault?: boolean;
}

/** Without an address it is a button that looks like a link: it triggers its overlay or the card's handler. */
export function Link(props: LinkProps) {
  const { testId, children, href, variant = 'primary', preventDefault = false } = props;
  const { press, overlay, triggerProps } = useTrigger(props);
  const target = hrefOf(href);
  const shared = { ...triggerProps, className: classes('hs-link', `hs-link-${variant}`) };
  return (
    <>
      {target === null || preventDefault ? (
        <button {...shared} type="button" onClick={press} data-testid={testId}>
          {children}
        </button>
      ) : (
        <a {...shared} {...linkTarget(target, href)} onClick={press} data-testid={testId}>
          <HrefText href={href}>{children}</HrefText>
        </a>
      )}
      {overlay}
    </>
  );
}
