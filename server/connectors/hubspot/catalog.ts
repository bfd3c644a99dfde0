import { z } from 'zod';
import type { FieldDescription } from '../../engine/connector.ts';
import { ConfigError } from '../../engine/error.ts';
import type { FieldType } from '../../engine/record.ts';
import type { ApiRecord } from './api-record.ts';
import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';
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
  /** Types of the named fields. A name that HubSpot lacks counts as text. */
  types(object: string, names: readonly string[]): Promise<(name: string) => FieldType>;
  /**
   * The same for fields that are to be read. HubSpot leaves unknown names out of its answers without a word, and a record
   * without the field would look like one whose value was cleared. Throws ConfigError for a name that it lacks.
   */
  readable(object: string, names: readonly string[]): Promise<(name: string) => FieldType>;
  /** Throws ConfigError when an answer lacks one of these fields because HubSpot does, since it was deleted meanwhile. */
  confirm(object: string, names: readonly string[], answered: readonly ApiRecord[]): Promise<void>;
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
  /** Fields that an answer lacked although they are there: one look at the definitions is enough. */
  const omitted = new Set<string>();
  const fields = async (object: string) => known.get(object) ?? loading.get(object) ?? reload(object);
  const having = async (object: string, names: readonly string[]): Promise<FieldsByName> => {
    const found = await fields(object);
    return names.every((name) => found.has(name)) ? found : reload(object);
  };
  return {
    fields,
    reload,
    async types(object, names) {
      const found = await having(object, names);
      return (name) => typeOf(found, name);
    },
    async readable(object, names) {
      const found = await having(object, names).catch((error: unknown) => Promise.reject(explained(error, object)));
      checkNames(object, names, found);
      return (name) => typeOf(found, name);
    },
    async confirm(object, names, answered) {
      const isAbsent = (name: string) => answered.some(({ properties }) => properties[name] === undefined);
      const absent = names.filter((name) => !omitted.has(`${object}.${name}`) && isAbsent(name));
      if (absent.length === 0) return;
      checkNames(object, absent, await reload(object));
      for (const name of absent) omitted.add(`${object}.${name}`);
    },
  };
}

const typeOf = (fields: FieldsByName, name: string): FieldType => fields.get(name)?.type ?? 'string';

/** HubSpot answers 400 or 404 for an object that the account does not have. */
const explained = (error: unknown, object: string): unknown =>
  error instanceof Refusal && [400, 404].includes(error.status)
    ? new ConfigError(
        `HubSpot has no object "${object}": ${error.words}`,
        'Correct its name in the mapping, or create the object in HubSpot.',
        { cause: error },
      )
    : error;

function checkNames(object: string, names: readonly string[], there: FieldsByName): void {
  const lacking = names.find((name) => !there.has(name));
  if (lacking === undefined) return;
  throw new ConfigError(
    `HubSpot has no property "${lacking}" of ${object}.`,
    'Correct the name in the mapping, or create the property again in HubSpot; a run creates those under "provision".',
  );
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
