import { labelsOf } from '../objects/portal-types.ts';
import { isCustom, type ObjectType } from '../objects/types.ts';
import type { Tables } from '../store/tables.ts';
import { builtInProperties } from './catalog.ts';

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly archived: boolean;
}

/** Table of a portal's own groups, and of HubSpot's that it has changed, by name. */
export const groupTable = (portalId: number, type: ObjectType): string => `groups/${portalId}/${type.id}`;

/** Deleted groups are gone: nothing restores one. */
export function allGroups(tables: Tables, portalId: number, type: ObjectType): PropertyGroup[] {
  const names = new Set([...builtInProperties(type).values()].map((property) => property.groupName));
  const label = groupLabel(tables, portalId, type);
  const groups = new Map<string, PropertyGroup>(
    [...names].map((name) => [name, { name, label, displayOrder: 0, archived: false }]),
  );
  for (const group of tables.rows<PropertyGroup>(groupTable(portalId, type)).values()) groups.set(group.name, group);
  return [...groups.values()];
}

function groupLabel(tables: Tables, portalId: number, type: ObjectType): string {
  const { singular } = labelsOf({ tables }, portalId, type);
  return `${singular} ${isCustom(type) ? 'Information' : 'information'}`;
}
