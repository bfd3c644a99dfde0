import { z } from 'zod';
import type { FieldDescription } from '../../engine/connector.ts';
import type { FieldType } from '../../engine/record.ts';
import type { Call } from './call.ts';
import { fieldType } from './values.ts';
import { HUBSPOT_VERSION } from './version.ts';

const PropertyOption = z.looseObject({ value: z.string(), label: z.string() });
/** A property's definition, as far as it matters here. */
export const Property = z.object({
  name: z.string(),
  type: z.string(),
  hasUniqueValue: z.boolean().default(false),
  calculated: z.boolean().default(false),
  options: z.array(PropertyOption).default([]),
  /** The options are kept elsewhere: in pipelines, among users. The list of the definition may be empty or old. */
  externalOptions: z.boolean().default(false),
  /** `OWNER`: the values are ids of owners. */
  referencedObjectType: z.string().nullish(),
  modificationMetadata: z
    .object({ readOnlyValue: z.boolean().default(false), readOnlyOptions: z.boolean().default(false) })
    .optional(),
});
export type Property = z.infer<typeof Property>;
const Properties = z.object({ results: z.array(Property) });

export const definitions = (object: string, rest = ''): string =>
  `/crm/properties/${HUBSPOT_VERSION}/${encodeURIComponent(object)}${rest}`;

export type FieldsByName = ReadonlyMap<string, FieldDescription>;

/** What is known of an object's fields, for all connectors of a portal. */
export type KnownFields = Map<string, FieldsByName>;

/** Property definitions of one portal, fetched once; `reload` after they were changed, or when one is missed. */
export interface Catalog {
  fields(object: string): Promise<FieldsByName>;
  reload(object: string): Promise<FieldsByName>;
  /** Types of the named fields. A name that HubSpot lacks counts as text; reads leave it blank, writes are refused. */
  types(object: string, names: readonly string[]): Promise<(name: string) => FieldType>;
}

/**
 * `known` is shared, what is being loaded is not: a card must not wait for a reading that a backfill has begun and that has
 * to wait its turn.
 */
export function createCatalog(call: Call, known: KnownFields = new Map()): Catalog {
  const loading = new Map<string, Promise<FieldsByName>>();
  const reload = (object: string) => {
    const fields = load(call, object);
    loading.set(object, fields);
    const settle = (): void => {
      if (loading.get(object) === fields) loading.delete(object);
    };
    void fields.then((found) => known.set(object, found), settle).then(settle);
    return fields;
  };
  const fields = async (object: string) => known.get(object) ?? loading.get(object) ?? reload(object);
  return {
    fields,
    reload,
    async types(object, names) {
      let found = await fields(object);
      if (names.some((name) => !found.has(name))) found = await reload(object);
      return (name) => found.get(name)?.type ?? 'string';
    },
  };
}

async function load(call: Call, object: string): Promise<FieldsByName> {
  const answer = await call({ method: 'GET', path: definitions(object), repeatable: true });
  const { results } = Properties.parse(answer.body);
  return new Map(results.map((property) => [property.name, described(object, property)]));
}

function described(object: string, property: z.infer<typeof Property>): FieldDescription {
  const { name, type, calculated, modificationMetadata, externalOptions } = property;
  const options = property.options.map(({ value }) => value);
  return {
    name,
    type: fieldType(type),
    readOnly: calculated || (modificationMetadata?.readOnlyValue ?? false),
    // A contact's e-mail address identifies it although the property does not say so.
    unique: property.hasUniqueValue || name === 'hs_object_id' || (object === 'contacts' && name === 'email'),
    ...(type === 'enumeration' && !externalOptions && options.length > 0 ? { options } : {}),
  };
}
