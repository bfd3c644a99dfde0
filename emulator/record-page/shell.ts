import type { Crm } from '../crm.ts';
import { KINDS, type Kind } from './kinds.ts';
import { markup, type Markup } from './markup.ts';
import { VIEWER, type Portal } from './scene.ts';

const portalQuery = (crm: Crm, portalId: number): string =>
  crm.portals()[0]?.portalId === portalId ? '' : `?portal=${portalId}`;

export const indexHref = (crm: Crm, portalId: number, kind: Kind): string =>
  `/records/${kind.plural}${portalQuery(crm, portalId)}`;

export const recordHref = (crm: Crm, portalId: number, kind: Kind, id: string): string =>
  `/records/${kind.plural}/${encodeURIComponent(id)}${portalQuery(crm, portalId)}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Line drawings of the navigation, 24 by 24. */
const DRAWINGS: Readonly<Record<string, string>> = {
  companies: 'M4 20V5h9v15M13 10h7v10M3 20h18M7 9h3M7 13h3M16 14h1',
  contacts: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4 4-6 8-6s8 2 8 6',
  deals: 'M3 8h18v11H3zM8 8V5h8v3M3 13h18',
  orders: 'M5 4h14v16l-3-2-4 2-4-2-3 2zM8 9h8M8 13h8',
  invoices: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3',
  products: 'M12 3l8 4v10l-8 4-8-4V7zM4 7l8 4 8-4M12 11v10',
};

const drawing = (name: string): Markup =>
  markup`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${DRAWINGS[name] ?? ''}"/></svg>`;

interface Shell {
  readonly crm: Crm;
  readonly portal: Portal;
  /** Kind whose navigation entry is lit. */
  readonly kind: Kind | null;
  readonly title: string;
  readonly query?: string;
  readonly body: Markup;
}

/** The frame of every page: navigation at the left, search and account at the top. */
export function shell({ crm, portal, kind, title, query = '', body }: Shell): string {
  const entries = KINDS.map(
    (each) => markup`<a href="${indexHref(crm, portal.portalId, each)}" title="${capital(each.plural)}"
      aria-current="${each === kind ? 'page' : 'false'}">${drawing(each.plural)}<span>${capital(each.plural)}</span></a>`,
  );
  const initials = `${VIEWER.firstName.charAt(0)}${VIEWER.lastName.charAt(0)}`;
  const page = markup`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/_page/assets/page.css"></head><body>
<nav class="shell-nav" aria-label="Objects"><a class="shell-mark" href="/" title="All portals" aria-label="All portals"><i></i></a>${entries}</nav>
<header class="shell-top"><form class="shell-search" role="search" action="/records/${(kind ?? KINDS[0])?.plural ?? 'companies'}">
<input type="hidden" name="portal" value="${portal.portalId}"><input type="search" name="q" value="${query}"
 placeholder="Search ${(kind ?? KINDS[0])?.plural ?? ''}" aria-label="Search"></form>
<span class="shell-note">Local emulator</span><span class="shell-portal">${portal.name}<small>${portal.portalId}</small></span>
<span class="shell-avatar" title="${VIEWER.firstName} ${VIEWER.lastName}">${initials}</span></header>
${body}</body></html>`;
  return page.html;
}
