import { Children } from 'react';
import type { Base } from './base.ts';
import { PageAnchor, type PageLinkProps } from './page-link.tsx';

export const PageBreadcrumbs = ({ testId, children }: Base) => (
  <nav className="hs-breadcrumbs" aria-label="Breadcrumbs" data-testid={testId}>
    <ol>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </ol>
  </nav>
);

export const PageBreadcrumbsPageLink = (props: PageLinkProps) => <PageAnchor {...props} className="hs-link" />;

export const PageBreadcrumbsCurrent = ({ testId, children }: Base) => (
  <span aria-current="page" data-testid={testId}>
    {children}
  </span>
);
