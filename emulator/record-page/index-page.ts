import type { Crm, CrmRecord, PropertyDefinition } from '../crm.ts';
import { formatValue } from './format-value.ts';
import { KINDS, titleOf, type Kind } from './kinds.ts';
import { markup, type Markup } from './markup.ts';
import type { Portal } from './scene.ts';
import { capital, indexHref, recordHref, shell } from './shell.ts';

const PAGE_SIZE = 25;

/** `/`: every portal with links to its lists. */
export function homePage(crm: Crm): string {
  const [first] = crm.portals();
  const portals = crm.portals().map((portal) => {
    const links = KINDS.map((kind) => {
      const { total } = crm.list(portal.portalId, kind.objectTypeId, { offset: 0, limit: 1 });
      return markup`<li><a href="${indexHref(crm, portal.portalId, kind)}">${capital(kind.plural)}</a><span>${total}</span></li>`;
    });
    return markup`<section class="home-portal"><h2>${portal.name}</h2><p>Portal ${portal.portalId} · ${portal.timezone}</p><ul>${links}</ul></section>`;
  });
  const body = markup`<main class="index"><h1>Portals</h1><div class="home-portals">${portals}</div></main>`;
  const portal = first ?? { portalId: 0, name: 'No portal yet', timezone: 'UTC' };
  return shell({ crm, portal, kind: null, title: 'Portals', body });
}

/** `/records/{objectType}`: a page of records, newest first. */
export function indexPage(crm: Crm, portal: Portal, kind: Kind, asked: { query: string; page: number }): string {
  const offset = (asked.page - 1) * PAGE_SIZE;
  const search = asked.query ? { query: asked.query } : {};
  const { total, records } = crm.list(portal.portalId, kind.objectTypeId, { ...search, offset, limit: PAGE_SIZE });
  const definitions = crm.properties(portal.portalId, kind.objectTypeId);
  const columns = kind.columns.flatMap((name) => definitions.find((property) => property.name === name) ?? []);
  const body = markup`<main class="index"><div class="index-head"><h1>${capital(kind.plural)}</h1><p>${total} record${total === 1 ? '' : 's'}${
    asked.query ? ` for “${asked.query}”` : ''
  }</p></div>
<table class="index-table"><thead><tr><th>Name</th>${columns.map((column) => markup`<th>${column.label}</th>`)}</tr></thead>
<tbody>${records.map((record) => row(crm, portal, kind, columns, record))}</tbody></table>
${records.length === 0 ? markup`<p class="index-empty">No ${kind.plural} here.</p>` : ''}${pager(portal, kind, asked, total)}</main>`;
  return shell({ crm, portal, kind, title: capital(kind.plural), query: asked.query, body });
}

function row(crm: Crm, portal: Portal, kind: Kind, columns: readonly PropertyDefinition[], record: CrmRecord): Markup {
  const cells = columns.map(
    (column) => markup`<td>${formatValue(column, record.properties[column.name], portal.timezone) || '--'}</td>`,
  );
  const href = recordHref(crm, portal.portalId, kind, record.id);
  return markup`<tr><td><a href="${href}">${titleOf(kind, record)}</a></td>${cells}</tr>`;
}

function pager(portal: Portal, kind: Kind, asked: { query: string; page: number }, total: number): Markup {
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const link = (page: number, text: string): Markup => {
    if (page < 1 || page > pages) return markup`<span aria-disabled="true">${text}</span>`;
    const query = new URLSearchParams({ portal: String(portal.portalId), page: String(page) });
    if (asked.query) query.set('q', asked.query);
    return markup`<a href="/records/${kind.plural}?${query.toString()}">${text}</a>`;
  };
  return markup`<nav class="index-pager" aria-label="Pages">${link(asked.page - 1, '‹ Prev')}<span>${asked.page} of ${pages}</span>${link(asked.page + 1, 'Next ›')}</nav>`;
}
