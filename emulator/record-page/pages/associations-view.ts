import type { CatalogAssociation } from '../../portal-catalog.ts';
import { indexHref, recordHref } from '../hrefs.ts';
import { titleOf, type Kind } from '../kinds.ts';
import { kindsIn, type Place, type RecordPageDeps } from '../scene.ts';
import { pick, propertyView } from './property-view.ts';

export interface AssociatedView {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly labels: readonly CatalogAssociation[];
  readonly lines: readonly { readonly label: string; readonly display: string }[];
}

/** Associated records of one type, and how more can be added. */
export interface AssociationList {
  readonly objectTypeId: string;
  readonly singular: string;
  readonly plural: string;
  readonly href: string;
  readonly total: number;
  /** Labels to choose from; the unlabelled link is always there. */
  readonly labels: readonly CatalogAssociation[];
  /** Always open, as on HubSpot's page; the others are when they hold something. */
  readonly main: boolean;
  /** All of them: what is linked already is not offered again. */
  readonly ids: readonly string[];
  /** The first ones, to read. */
  readonly records: readonly AssociatedView[];
}

const SHOWN = 50;
const MAIN = new Set(['0-1', '0-2', '0-3', '0-5']);

/** One list for every type that HubSpot lets this one be associated with. Activities have the timeline instead. */
export function associationLists(deps: RecordPageDeps, place: Place): AssociationList[] {
  const { portal, kind } = place;
  return kindsIn(deps.catalog, portal.portalId)
    .filter((other) => other.area !== 'activities')
    .flatMap((other) => {
      const types = deps.catalog.associationTypes(portal.portalId, kind.objectTypeId, other.objectTypeId);
      const found = deps.crm.associated(portal.portalId, kind.objectTypeId, place.record.id, other.objectTypeId);
      return types.length === 0 && found.length === 0 ? [] : [associationList(deps, place, other, types, found)];
    })
    .toSorted((one, next) => rank(one) - rank(next));
}

const rank = ({ main, total }: AssociationList): number => (main ? 0 : 1) + (total > 0 || main ? 0 : 1);

function associationList(
  deps: RecordPageDeps,
  { portal, kind, record }: Place,
  other: Kind,
  types: readonly CatalogAssociation[],
  found: ReturnType<RecordPageDeps['crm']['associated']>,
): AssociationList {
  const { portalId } = portal;
  const columns = pick(other.columns.slice(0, 3), deps.crm.properties(portalId, other.objectTypeId));
  const from = { objectType: kind.objectTypeId, id: record.id };
  const records = found.slice(0, SHOWN).map((one) => {
    const to = { objectType: other.objectTypeId, id: one.id };
    const typeIds = deps.catalog.associationsBetween(portalId, from, to);
    return {
      id: one.id,
      title: titleOf(other, one),
      href: recordHref(deps.crm, portalId, other, one.id),
      labels: types.filter(({ typeId, label }) => label !== null && typeIds.includes(typeId)),
      lines: columns
        .map((property) => propertyView(deps, { portal, kind: other }, property, one.properties))
        .map(({ label, display }) => ({ label, display }))
        .filter((line) => line.display !== ''),
    };
  });
  return {
    objectTypeId: other.objectTypeId,
    singular: other.one,
    plural: other.many,
    href: indexHref(deps.crm, portalId, other),
    total: found.length,
    labels: types.filter(({ label }) => label !== null),
    main: MAIN.has(other.objectTypeId) && other.objectTypeId !== kind.objectTypeId,
    ids: found.map(({ id }) => id),
    records,
  };
}
