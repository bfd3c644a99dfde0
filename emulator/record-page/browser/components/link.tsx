import { classes } from './base.ts';
import { externalLink, hrefOf, type Href } from './href.ts';
import { useTrigger, type TriggerProps } from './trigger.tsx';

interface LinkProps extends TriggerProps {
  readonly href?: Href;
  readonly variant?: 'primary' | 'destructive' | 'light' | 'dark';
  readonly preventDefault?: boolean;
}

/** Without an address it is a button that looks like a link: it triggers its overlay or the card's handler. */
export function Link(props: LinkProps) {
  const { testId, children, href, variant = 'primary', preventDefault = false } = props;
  const { press, overlay } = useTrigger(props);
  const target = hrefOf(href);
  const name = classes('hs-link', `hs-link-${variant}`);
  if (target === null || preventDefault || props.overlay !== undefined) {
    return (
      <>
        <button type="button" className={name} onClick={press} data-testid={testId}>
          {children}
        </button>
        {overlay}
      </>
    );
  }
  return (
    <a className={name} href={target} {...externalLink(href)} onClick={press} data-testid={testId}>
      {children}
    </a>
  );
}
