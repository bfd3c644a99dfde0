import type { ReactNode } from 'react';
import { isExternal, type Href } from './href.ts';
import { Icon } from './icon.tsx';

/** A link that leaves HubSpot opens a tab of its own and says so by an icon. */
export const HrefText = ({ href, children }: { href: Href; children?: ReactNode }) => (
  <>
    {children}
    {isExternal(href) ? (
      <>
        {' '}
        <Icon name="externalLink" screenReaderText="(opens in a new tab)" />
      </>
    ) : null}
  </>
);

export const linkTarget = (target: string, href: Href): { href: string; target?: string; rel?: string } => ({
  href: target,
  ...(isExternal(href) ? { target: '_blank', rel: 'noopener noreferrer' } : {}),
});
