import { formatValue } from '../format-value.ts';
import { recordHref } from '../hrefs.ts';
import { titleOf } from '../kinds.ts';
import type { Place, RecordPageDeps } from '../scene.ts';
import { propertyView, type PropertyView } from './property-view.ts';

export interface ValueView {
  readonly display: string;
  readonly at: string;
  readonly source: string;
}

/** "View all properties": every property of the record by group, with its earlier values. */
export interface HistoryView {
  readonly portalId: number;
  readonly timezone: string;
  readonly objectTypeId: string;
  readonly objectId: string;
  readonly singular: string;
  readonly title: string;
  readonly recordHref: string;
  readonly groups: readonly {
    readonly label: string;
    readonly properties: readonly (PropertyView & { readonly history: readonly ValueView[] })[];
  }[];
}

export function historyView(deps: RecordPageDeps, place: Place): HistoryView {
  const { portal, kind, record } = place;
  const { portalId } = portal;
  const definitions = deps.crm.properties(portalId, kind.objectTypeId).filter((property) => !property.hidden);
  const groups = deps.catalog.propertyGroups(portalId, kind.objectTypeId);
  const history = deps.catalog.history(portalId, { objectType: kind.objectTypeId, id: record.id });
  const datetime = { type: 'datetime', fieldType: 'date', options: [] } as const;
  const names = [...new Set(definitions.map((property) => property.groupName))];
  return {
    portalId,
    timezone: portal.timezone,
    objectTypeId: kind.objectTypeId,
    objectId: record.id,
    singular: kind.one,
    title: titleOf(kind, record),
    recordHref: recordHref(deps.crm, portalId, kind, record.id),
    groups: names.map((name) => ({
      label: groups.find((group) => group.name === name)?.label ?? name,
      properties: definitions
        .filter((property) => property.groupName === name)
        .map((property) => ({
          ...propertyView(deps, place, property, record.properties),
          history: (history[property.name] ?? []).map(({ value, at, source }) => ({
            display: propertyView(deps, place, property, { ...record.properties, [property.name]: value }).display,
            at: formatValue(datetime, String(at), portal.timezone),
            source,
          })),
        })),
    })),
  };
}
