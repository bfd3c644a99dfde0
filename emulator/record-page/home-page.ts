import { capital, indexHref, portalHref } from './hrefs.ts';
import type { Kind } from './kinds.ts';
import { markup, type Markup } from './markup.ts';
import { kindsIn, VIEWER, type Portal, type RecordPageDeps } from './scene.ts';
import { shell } from './shell.ts';

const AREAS: readonly { readonly area: Kind['area']; readonly label: string }[] = [
  { area: 'crm', label: 'CRM' },
  { area: 'commerce', label: 'Commerce' },
  { area: 'activities', label: 'Activities' },
  { area: 'custom', label: 'Custom objects' },
];

/** `/`: every portal with links to its lists. */
export function homePage(deps: RecordPageDeps, portal: Portal): string {
  const portals = deps.crm.portals().map((each) => portalMarkup(deps, each));
  const body = markup`<main class="index" id="content"><div class="index-head"><h1>Good to see you, ${VIEWER.firstName}</h1></div>
<p class="home-intro">This is a HubSpot that runs on your machine. What you do here is told to the installed apps as HubSpot would tell them.</p>
<div class="home-portals">${portals}</div></main>`;
  const { portalId, timezone } = portal;
  const boot = { page: 'plain', viewer: VIEWER, portal: { portalId, timezone } } as const;
  return shell(deps, { portal, current: '', title: 'Home', body, boot });
}

function portalMarkup(deps: RecordPageDeps, portal: Portal): Markup {
  const kinds = kindsIn(deps.catalog, portal.portalId);
  const areas = AREAS.map(({ area, label }) => ({ label, kinds: kinds.filter((kind) => kind.area === area) }));
  const lists = areas.map(({ label, kinds: own }) =>
    own.length === 0
      ? markup``
      : markup`<div class="home-area"><h3>${label}</h3><ul>${own.map((kind) => entry(deps, portal, kind))}</ul></div>`,
  );
  return markup`<section class="home-portal"><h2>${portal.name}</h2><p>Account ${portal.portalId} · ${portal.timezone} ·
<a href="${portalHref(deps.crm, portal.portalId, '/apps')}">Installed apps</a></p><div class="home-areas">${lists}</div></section>`;
}

function entry({ crm }: RecordPageDeps, portal: Portal, kind: Kind): Markup {
  const { total } = crm.list(portal.portalId, kind.objectTypeId, { offset: 0, limit: 0 });
  return markup`<li><a href="${indexHref(crm, portal.portalId, kind)}">${capital(kind.many)}</a><span>${total.toLocaleString('en')}</span></li>`;
}
