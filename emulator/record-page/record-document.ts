import { portalHref } from './hrefs.ts';
import { markup } from './markup.ts';
import type { NavigationLink } from './navigation.ts';
import type { Boot, PageBoot } from './pages/boot.ts';
import { VIEWER, type Portal, type RecordPageDeps } from './scene.ts';
import { shell } from './shell.ts';

/** What the script of a record page starts from. */
export type RecordBoot = Extract<Boot, { page: 'record' }>;

interface Document {
  readonly portal: Portal;
  /** Address whose navigation entry is lit. */
  readonly current: string;
  readonly title: string;
  readonly boot: PageBoot;
}

/** The frame and the first state of a page, and the script that draws it. */
export function pageDocument(deps: RecordPageDeps, { portal, current, title, boot }: Document): string {
  const body = markup`<div id="page"></div>`;
  const { portalId, timezone } = portal;
  return shell(deps, {
    portal,
    current,
    title,
    body,
    boot: { ...boot, viewer: VIEWER, portal: { portalId, timezone } },
  });
}

/** What an address names and is not there, and where the reader may go instead. */
export interface Missing {
  readonly missing: string;
  readonly links: readonly NavigationLink[];
}

/** A page that says what is missing and leads back. */
export function missingDocument(deps: RecordPageDeps, { missing, links }: Missing, at?: Portal): string {
  const portal = at ??
    deps.crm.portals()[0] ?? { portalId: 0, name: 'No portal yet', timezone: 'UTC', currency: 'USD' };
  const ways = [...links, { label: 'Home', href: portalHref(deps.crm, portal.portalId, '/') }];
  const body = markup`<main class="index missing" id="content"><h1>Not found</h1><p>${missing}</p>
<ul>${ways.map(({ label, href }) => markup`<li><a href="${href}">${label}</a></li>`)}</ul></main>`;
  const { portalId, timezone } = portal;
  const boot = { page: 'plain', viewer: VIEWER, portal: { portalId, timezone } } as const;
  return shell(deps, { portal, current: '', title: 'Not found', body, boot });
}
