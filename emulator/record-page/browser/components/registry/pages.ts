import { PageBreadcrumbs, PageBreadcrumbsCurrent, PageBreadcrumbsPageLink } from '../page-breadcrumbs.tsx';
import {
  HeaderActions,
  PageHeader,
  PageHeaderLink,
  PageHeaderPageLink,
  PageHeaderPrimaryAction,
  PageHeaderSecondaryActions,
  PrimaryHeaderActionButton,
  SecondaryHeaderActionButton,
} from '../page-header.tsx';
import { PageLink } from '../page-link.tsx';
import { PageTitle } from '../page-title.tsx';

/** `@hubspot/ui-extensions/pages` and `/pages/home`. */
export const PAGE_COMPONENTS = {
  HeaderActions,
  PageBreadcrumbs,
  PageBreadcrumbsCurrent,
  PageBreadcrumbsPageLink,
  PageHeader,
  PageHeaderLink,
  PageHeaderPageLink,
  PageHeaderPrimaryAction,
  PageHeaderSecondaryActions,
  PageLink,
  PageTitle,
  PrimaryHeaderActionButton,
  SecondaryHeaderActionButton,
};
