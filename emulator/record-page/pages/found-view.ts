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
        .map((property) => propertyView(deps, { portal, kind }, property, record.properties).display)
        .find((display) => display !== '') ?? `ID ${record.id}`,
    href: recordHref(crm, portal.portalId, kind, record.id),
  }));
}

const ANYWHERE = { ofEachType: 3, inAll: 12, looked: 50 } as const;

/** The search at the top of every page looks at every type; records that are called so come before the others. */
export const foundAnywhere = (deps: RecordPageDeps, portal: Portal, query: string): FoundView[] =>
  byName(
    kindsIn(deps.catalog, portal.portalId).flatMap((kind) =>
      byName(foundOf(deps, portal, kind, query, ANYWHERE.looked), query).slice(0, ANYWHERE.ofEachType),
    ),
    query,
  ).slice(0, ANYWHERE.inAll);

const byName = (found: readonly FoundView[], query: string): FoundView[] =>
  found.toSorted((one, other) => rankOf(one, query) - rankOf(other, query));

/** 0: the title begins with what was typed; 1: it holds it; 2: another property does. */
function rankOf({ title }: FoundView, query: string): number {
  const place = title.toLowerCase().indexOf(query.trim().toLowerCase());
  return place === 0 ? 0 : place > 0 ? 1 : 2;
}
