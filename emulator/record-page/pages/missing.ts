import { capital, indexHref, portalHref } from '../hrefs.ts';
import type { Kind } from '../kinds.ts';
import type { Missing } from '../record-document.ts';
import { kindIn, type Portal, type RecordPageDeps } from '../scene.ts';

export const NO_ACCOUNT: Missing = { missing: 'There is no such account.', links: [] };

export const noSuchType = (objectType: string): Missing => ({
  missing: `This account has no object type “${objectType}”.`,
  links: [],
});

/** A deleted record can be had back; one that never was cannot. */
export function noSuchRecord(deps: RecordPageDeps, portal: Portal, objectType: string, id: string): Missing {
  const kind = kindIn(deps.catalog, portal.portalId, objectType);
  if (!kind) return noSuchType(objectType);
  const list = { label: capital(kind.many), href: indexHref(deps.crm, portal.portalId, kind) };
  if (!isDeleted(deps, portal, kind, id)) {
    return { missing: `There is no ${kind.one} with the ID ${id}.`, links: [list] };
  }
  const bin = { label: 'Recycle bin', href: binHref(deps, portal, kind) };
  return { missing: `This ${kind.one} was deleted. It can be restored.`, links: [bin, list] };
}

function isDeleted({ crm }: RecordPageDeps, { portalId }: Portal, { objectTypeId }: Kind, id: string): boolean {
  const { total } = crm.archivedList(portalId, objectTypeId, { offset: 0, limit: 0 });
  return crm.archivedList(portalId, objectTypeId, { offset: 0, limit: total }).records.some((one) => one.id === id);
}

function binHref({ crm }: RecordPageDeps, { portalId }: Portal, { objectTypeId }: Kind): string {
  const href = portalHref(crm, portalId, '/recycle-bin');
  return `${href}${href.includes('?') ? '&' : '?'}type=${objectTypeId}`;
}
