import { z } from 'zod';
import type { Crm, CrmRecord } from '../../crm.ts';
import { formatValue } from '../format-value.ts';
import { findKind } from '../kinds.ts';
import type { Place, Portal } from '../scene.ts';

const ToFormat = z.union([z.literal('all'), z.array(z.string())]).optional();
const Options = z.object({ propertiesToFormat: ToFormat }).default({});

export const PropertiesRequest = z.object({ names: z.union([z.literal('*'), z.array(z.string())]), options: Options });
export const AssociationsRequest = z.object({
  request: z.object({
    toObjectType: z.string(),
    properties: z.array(z.string()).default([]),
    pageLength: z.number().int().min(1).max(100).default(100),
    offset: z.number().int().min(0).default(0),
  }),
  options: Options,
});
export const SearchRequest = z.object({
  request: z.object({
    objectType: z.string(),
    properties: z.array(z.string()).default([]),
    query: z.string().default(''),
    pageLength: z.number().int().min(1).max(200).default(100),
    after: z.string().regex(/^\d+$/).default('0'),
    filterGroups: z.array(z.unknown()).default([]),
    sorts: z.array(z.unknown()).default([]),
  }),
  options: Options,
});
export const FormatRequest = z.object({
  propertiesList: z.array(z.record(z.string(), z.string().nullable())),
  objectType: z.string(),
});

type Values = Record<string, string | null>;

/** Values by name; those asked for are formatted as HubSpot's own pages show them. */
function valuesOf(
  crm: Crm,
  portal: Portal,
  record: CrmRecord,
  names: readonly string[],
  format: z.infer<typeof ToFormat>,
): Values {
  const definitions = format === undefined ? [] : crm.properties(portal.portalId, record.objectTypeId);
  const value = (name: string): string | null => {
    const raw = name === 'hs_object_id' ? record.id : (record.properties[name] ?? null);
    const definition = definitions.find((property) => property.name === name);
    if (raw === null || !definition || !(format === 'all' || format?.includes(name))) return raw;
    return formatValue(definition, raw, portal.timezone);
  };
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}

/** `useCrmProperties`, `fetchCrmObjectProperties`. */
export function answerProperties(
  crm: Crm,
  { portal, record }: Place,
  asked: z.infer<typeof PropertiesRequest>,
): Values {
  const names = asked.names === '*' ? Object.keys(record.properties) : asked.names;
  return valuesOf(crm, portal, record, names, asked.options.propertiesToFormat);
}

/** `useAssociations`. The emulator's `Crm` does not tell labels, so the one type of each result is HubSpot's default. */
export function answerAssociations(
  crm: Crm,
  { portal, kind, record }: Place,
  asked: z.infer<typeof AssociationsRequest>,
) {
  const { toObjectType, properties, pageLength, offset } = asked.request;
  const all = crm.associated(portal.portalId, kind.objectTypeId, record.id, toObjectType);
  const results = all.slice(offset, offset + pageLength).map((one) => ({
    toObjectId: Number(one.id),
    associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 0, label: '' }],
    properties: valuesOf(crm, portal, one, properties, asked.options.propertiesToFormat),
  }));
  const nextOffset = offset + results.length;
  return { results, hasMore: nextOffset < all.length, nextOffset };
}

/** `useCrmSearch` by text. `Crm` knows no filters and no sorting: a card that asks for them gets a clear error. */
export function answerSearch(crm: Crm, { portal }: Pick<Place, 'portal'>, asked: z.infer<typeof SearchRequest>) {
  const { objectType, properties, query, pageLength, after, filterGroups, sorts } = asked.request;
  if (filterGroups.length > 0 || sorts.length > 0) {
    throw new Error("The emulator's record page searches by query only: filterGroups and sorts are not emulated.");
  }
  const offset = Number(after);
  const page = query ? { query, offset, limit: pageLength } : { offset, limit: pageLength };
  const { total, records } = crm.list(portal.portalId, objectType, page);
  const next = offset + records.length;
  return {
    results: records.map((one) => ({
      objectId: Number(one.id),
      properties: valuesOf(crm, portal, one, properties, asked.options.propertiesToFormat),
    })),
    total,
    hasMore: next < total,
    ...(next < total ? { after: String(next) } : {}),
  };
}

/** `formatCrmProperties`. */
export function answerFormat(
  crm: Crm,
  { portal }: Pick<Place, 'portal'>,
  asked: z.infer<typeof FormatRequest>,
): Values[] {
  const objectType = findKind(asked.objectType)?.objectTypeId ?? asked.objectType;
  const definitions = crm.properties(portal.portalId, objectType);
  return asked.propertiesList.map((values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const definition = definitions.find((property) => property.name === name);
        return [name, definition ? formatValue(definition, value, portal.timezone) : value];
      }),
    ),
  );
}
