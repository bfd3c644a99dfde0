import type { Crm } from '../crm.ts';
import { capital, portalHref } from './hrefs.ts';
import { jsonScript, markup, type Markup } from './markup.ts';
import { navigation, type NavigationSection } from './navigation.ts';
import type { Boot } from './pages/boot.ts';
import { VIEWER, type Portal, type RecordPageDeps } from './scene.ts';

interface Shell {
  readonly portal: Portal;
  /** Address whose navigation entry is lit. */
  readonly current: string;
  readonly title: string;
  readonly body: Markup;
  /** What the page's script starts from. */
  readonly boot: Boot;
}

/** The frame of every page: navigation at the left, search and account at the top. */
export function shell(deps: RecordPageDeps, { portal, current, title, body, boot }: Shell): string {
  const { crm } = deps;
  const initials = `${VIEWER.firstName.charAt(0)}${VIEWER.lastName.charAt(0)}`;
  const page = markup`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${capital(title)}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/_page/assets/page.css"></head><body>
<a class="shell-skip" href="#content">Skip to content</a>
<nav class="shell-nav" aria-label="Main"><a class="shell-mark" href="${portalHref(crm, portal.portalId, '/')}" aria-label="Home"><i></i></a>${navigation(
    deps,
    portal,
  ).map((section) => sectionMarkup(section, current))}</nav>
<header class="shell-top"><div id="global-search"></div>
<span class="shell-note">Local emulator</span>${portalSwitch(crm, portal)}
<span class="shell-avatar" role="img" aria-label="Signed in as ${VIEWER.firstName} ${VIEWER.lastName}">${initials}</span></header>
${body}${jsonScript('boot', boot)}<script src="/_page/assets/page.js"></script></body></html>`;
  return page.html;
}

const drawing = (path: string): Markup => markup`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;

/** A menu opens by pointer, click or Enter; the script keeps `aria-expanded` right and closes it by Escape. */
function sectionMarkup({ name, label, drawing: path, links }: NavigationSection, current: string): Markup {
  const isHere = links.some(({ href }) => href === current);
  const entries = links.map(
    ({ label: text, href }) =>
      markup`<li><a href="${href}" aria-current="${href === current ? 'page' : 'false'}">${text}</a></li>`,
  );
  return markup`<div class="shell-section${isHere ? ' shell-here' : ''}"><button type="button" aria-expanded="false" aria-controls="nav-${name}">${drawing(path)}<span>${label}</span></button>
<ul id="nav-${name}" aria-label="${label}">${entries}</ul></div>`;
}

function portalSwitch(crm: Crm, portal: Portal): Markup {
  const label = markup`<span class="shell-portal">${portal.name}<small>${portal.portalId}</small></span>`;
  const others = crm.portals();
  if (others.length < 2) return label;
  const entries = others.map(
    (each) =>
      markup`<li><a href="${portalHref(crm, each.portalId, '/')}" aria-current="${each.portalId === portal.portalId ? 'true' : 'false'}">${each.name}<small>${each.portalId}</small></a></li>`,
  );
  return markup`<details class="shell-switch"><summary aria-label="Switch account: ${portal.name}">${label}</summary><ul>${entries}</ul></details>`;
}
