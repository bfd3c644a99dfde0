import { recordHref } from '../hrefs.ts';
import { titleOf, type Kind } from '../kinds.ts';
import { kindsIn, type Portal, type RecordPageDeps } from '../scene.ts';
import { pick, propertyView } from './property-view.ts';

/** A record as an answer to a search. */
export interface FoundView {
  readonly id: string;
  readonly objectTypeId: string;
  readonly singular: string;
  readonly title: string;
  readonly hint: string;
  readonly href: string;
}

/** The first records of a type that match; without a query the newest. */
export function foundOf(deps: RecordPageDeps, portal: Portal, kind: Kind, query: string, limit: number): FoundView[] {
  const { crm } = deps;
  const search = query ? { query } : {};
  const { records } = crm.list(portal.portalId, kind.objectTypeId, { ...search, offset: 0, limit });
  const hints = pick([kind.subtitle, ...kind.columns], crm.properties(portal.portalId, kind.objectTypeId));
  return records.map((record) => ({
    id: record.id,
    objectTypeId: kind.objectTypeId,
    singular: kind.one,
    title: titleOf(kind, record),
    hint:
      hints
        .map((property) => propertyView(deps, portal, property, record.properties).display)
        .find((display) => display !== '') ?? `ID ${record.id}`,
    href: recordHref(crm, portal.portalId, kind, record.id),
  }));
}

/** The search at the top of every page looks at every type. */
export const foundAnywhere = (deps: RecordPageDeps, portal: Portal, query: string): FoundView[] =>
  kindsIn(deps.catalog, portal.portalId)
    .flatMap((kind) => foundOf(deps, portal, kind, query, 3))
    .slice(0, 12);
