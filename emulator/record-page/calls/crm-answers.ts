import { z } from 'zod';
import { kindIn, type Place, type RecordPageDeps } from '../scene.ts';
import type { Caller } from './caller.ts';
import { valuesOf, type Values } from './crm-values.ts';
import { formatted, FormattingOptions, HookOptions } from './formatting.ts';

export const PropertiesRequest = z.object({
  names: z.union([z.literal('*'), z.array(z.string())]),
  options: HookOptions,
});
export const AssociationsRequest = z.object({
  request: z.object({
    toObjectType: z.string(),
    properties: z.array(z.string()).default([]),
    pageLength: z.number().int().min(1).max(100).default(100),
    offset: z.number().int().min(0).default(0),
  }),
  options: HookOptions,
});
export const FormatRequest = z.object({
  propertiesList: z.array(z.record(z.string(), z.string().nullable())),
  objectType: z.string(),
  formattingOptions: FormattingOptions,
});

/** `useCrmProperties`, `fetchCrmObjectProperties`. */
export function answerProperties(
  deps: Pick<RecordPageDeps, 'crm' | 'now'>,
  { portal, record }: Place,
  asked: z.infer<typeof PropertiesRequest>,
): Values {
  const names = asked.names === '*' ? Object.keys(record.properties) : asked.names;
  return valuesOf(deps, portal, record, names, asked.options);
}

/** `useAssociations`, each result with every way in which it is linked. */
export function answerAssociations(
  deps: RecordPageDeps,
  { portal, kind, record }: Place,
  asked: z.infer<typeof AssociationsRequest>,
) {
  const { portalId } = portal;
  const { toObjectType, properties, pageLength, offset } = asked.request;
  const other = kindIn(deps.catalog, portalId, toObjectType)?.objectTypeId ?? toObjectType;
  const types = deps.catalog.associationTypes(portalId, kind.objectTypeId, other);
  const all = deps.crm.associated(portalId, kind.objectTypeId, record.id, other);
  const from = { objectType: kind.objectTypeId, id: record.id };
  const results = all.slice(offset, offset + pageLength).map((one) => {
    const linked = deps.catalog.associationsBetween(portalId, from, { objectType: other, id: one.id });
    return {
      toObjectId: Number(one.id),
      associationTypes: types
        .filter(({ typeId }) => linked.includes(typeId))
        .map(({ category, typeId, label }) => ({ category, typeId, label: label ?? '' })),
      properties: valuesOf(deps, portal, one, properties, asked.options),
    };
  });
  const nextOffset = offset + results.length;
  return { results, hasMore: nextOffset < all.length, nextOffset };
}

/** `formatCrmProperties`. */
export function answerFormat(
  { crm, catalog, now }: RecordPageDeps,
  { portal }: Caller,
  asked: z.infer<typeof FormatRequest>,
): Values[] {
  const objectTypeId = kindIn(catalog, portal.portalId, asked.objectType)?.objectTypeId ?? asked.objectType;
  const definitions = crm.properties(portal.portalId, objectTypeId);
  const options = asked.formattingOptions;
  return asked.propertiesList.map((values) =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const definition = definitions.find((property) => property.name === name);
        if (!definition || value === null) return [name, value];
        return [name, formatted(definition, value, { portal, objectTypeId, values, options, now: now() })];
      }),
    ),
  );
}
