import type { PropertyDefinition } from '../../crm.ts';
import type { Place, RecordPageDeps } from '../scene.ts';
import { pick } from './property-view.ts';

interface Section {
  readonly title: string;
  readonly properties: readonly PropertyDefinition[];
}

/** "About", then one section for each group an integration made, then what else has a value. */
export function sectionsOf(
  { catalog }: RecordPageDeps,
  { portal, kind, record }: Place,
  definitions: readonly PropertyDefinition[],
): Section[] {
  const about = pick(kind.about, definitions);
  const rest = definitions.filter((property) => !about.includes(property));
  // HubSpot's own groups are called companyinformation, dealinformation, conversioninformation, ...
  const isOwn = (property: PropertyDefinition) =>
    /information|activity|engagement|history|^hs_|analytics/.test(property.groupName);
  const groups = [...new Set(rest.filter((property) => !isOwn(property)).map((property) => property.groupName))];
  const labels = catalog.propertyGroups(portal.portalId, kind.objectTypeId);
  return [
    { title: `About this ${kind.one}`, properties: about },
    ...groups.map((group) => ({
      title: labels.find(({ name }) => name === group)?.label ?? readable(group),
      properties: rest.filter((property) => property.groupName === group),
    })),
    {
      title: 'Other properties',
      properties: rest.filter((property) => isOwn(property) && record.properties[property.name]),
    },
  ].filter((section) => section.properties.length > 0);
}

const readable = (group: string): string => group.charAt(0).toUpperCase() + group.slice(1).replaceAll('_', ' ');
