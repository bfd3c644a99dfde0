import { capital, indexHref, portalHref } from './hrefs.ts';
import type { Kind } from './kinds.ts';
import { appsIn, kindsIn, type Portal, type RecordPageDeps } from './scene.ts';

export interface NavigationLink {
  readonly label: string;
  readonly href: string;
}

/** One entry of the rail at the left, with what its menu offers. */
export interface NavigationSection {
  readonly name: string;
  readonly label: string;
  /** Path of a line drawing, 24 by 24. */
  readonly drawing: string;
  readonly links: readonly NavigationLink[];
}

const DRAWINGS = {
  crm: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4 4-6 8-6s8 2 8 6',
  commerce: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3',
  custom: 'M12 3l8 4v10l-8 4-8-4V7zM4 7l8 4 8-4M12 11v10',
  apps: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM17 14v6M14 17h6',
  development: 'M8 7l-5 5 5 5M16 7l5 5-5 5M14 4l-4 16',
} as const;

/** Sections without links are left out: a portal without custom objects has no such menu. */
export function navigation(deps: RecordPageDeps, portal: Portal): readonly NavigationSection[] {
  const { crm, catalog } = deps;
  const kinds = kindsIn(catalog, portal.portalId);
  const ordered = (areas: readonly Kind['area'][]): NavigationLink[] =>
    areas
      .flatMap((area) => kinds.filter((kind) => kind.area === area))
      .map((kind) => ({ label: capital(kind.many), href: indexHref(crm, portal.portalId, kind) }));
  const section = (name: keyof typeof DRAWINGS, label: string, links: readonly NavigationLink[]) => ({
    name,
    label,
    drawing: DRAWINGS[name],
    links,
  });
  return [
    section('crm', 'CRM', [...ordered(['crm', 'activities']), ...developmentLinks(crm, portal, RECORD_LINKS)]),
    section('commerce', 'Commerce', ordered(['commerce'])),
    section('custom', 'Custom', ordered(['custom'])),
    section('apps', 'Apps', appLinks(deps, portal)),
    section('development', 'Develop', developmentLinks(crm, portal, DEVELOPMENT_LINKS)),
  ].filter(({ links }) => links.length > 0);
}

const RECORD_LINKS: readonly NavigationLink[] = [{ label: 'Recycle bin', href: '/recycle-bin' }];

const DEVELOPMENT_LINKS: readonly NavigationLink[] = [
  { label: 'Installed apps', href: '/apps' },
  { label: 'Webhook deliveries', href: '/development/deliveries' },
  { label: 'API requests', href: '/development/requests' },
];

const developmentLinks = (crm: RecordPageDeps['crm'], portal: Portal, links: readonly NavigationLink[]) =>
  links.map(({ label, href }) => ({ label, href: portalHref(crm, portal.portalId, href) }));

const appLinks = (deps: RecordPageDeps, portal: Portal): NavigationLink[] =>
  appsIn(deps, portal.portalId).flatMap((app) => {
    const base = `/apps/${app.registration.appId}`;
    const link = (label: string, path: string) => ({ label, href: portalHref(deps.crm, portal.portalId, path) });
    return [
      ...(app.pages ? [link(app.name, base)] : []),
      ...(app.settings ? [link(`${app.name} settings`, `${base}/settings`)] : []),
    ];
  });
