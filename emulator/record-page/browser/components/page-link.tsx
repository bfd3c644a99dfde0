import { useContext } from 'react';
import { PageNavigationContext, pathOf } from '../card/page-navigation.ts';
import type { Base } from './base.ts';

export interface PageLinkProps extends Base {
  readonly to: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** To another page of the same app, without loading HubSpot's page again. */
export function PageAnchor({
  testId,
  children,
  to,
  params,
  className,
  role,
}: PageLinkProps & { className: string; role?: string }) {
  const { hrefOf, go } = useContext(PageNavigationContext);
  const path = pathOf(to, params);
  return (
    <a
      className={className}
      role={role}
      tabIndex={role === 'menuitem' ? -1 : undefined}
      href={hrefOf(path)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(path);
      }}
      data-testid={testId}
    >
      {children}
    </a>
  );
}

export const PageLink = (props: PageLinkProps) => <PageAnchor {...props} className="hs-link" />;
