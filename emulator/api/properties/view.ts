import { iso } from '../objects/record.ts';
import { readOnlyOptions } from './change.ts';
import type { Property } from './definition.ts';

/** A definition as HubSpot answers it. */
export function propertyView(property: Property): Record<string, unknown> {
  const { archived, archivedAt, createdAt, updatedAt, readOnlyValue, usableAt: _, ...rest } = property;
  return {
    ...rest,
    ...(createdAt === null ? {} : { createdAt: iso(createdAt) }),
    ...(updatedAt === null ? {} : { updatedAt: iso(updatedAt) }),
    archived,
    ...(archived && archivedAt !== undefined ? { archivedAt: iso(archivedAt) } : {}),
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyOptions: readOnlyOptions(property),
      readOnlyValue,
    },
  };
}

/** Reading one of HubSpot's own leaves `archived` out. */
export function singleView(property: Property): object {
  const { archived, ...rest } = propertyView(property);
  return property.hubspotDefined ? rest : { ...rest, archived };
}
