import { z } from 'zod';
import type { Call } from './call.ts';
import { isStandardObject } from './object-types.ts';
import { HUBSPOT_VERSION } from './version.ts';

const Schema = z.object({
  name: z.string(),
  objectTypeId: z.string(),
  fullyQualifiedName: z.string().optional(),
  requiredProperties: z.array(z.string()).default([]),
});
export type CustomObject = z.infer<typeof Schema>;
const Schemas = z.object({ results: z.array(Schema) });

export const schemas = (rest = ''): string => `/crm-object-schemas/${HUBSPOT_VERSION}/schemas${rest}`;

/**
 * The objects that an account made itself. A mapping calls them by the name they were made with; HubSpot's paths and
 * webhooks have the type id, which differs from account to account. HubSpot's own objects are called the same everywhere.
 */
export interface CustomObjects {
  /** The type id of an object, or the name itself when HubSpot knows it under that name, or knows none. */
  idOf(name: string): Promise<string>;
  nameOf(typeId: string): Promise<string>;
  find(name: string): Promise<CustomObject | null>;
  /** After a schema was made. */
  reload(): Promise<readonly CustomObject[]>;
}

export function createCustomObjects(call: Call): CustomObjects {
  let known: Promise<readonly CustomObject[]> | null = null;
  const reload = (): Promise<readonly CustomObject[]> => {
    const loading = load(call);
    known = loading;
    loading.catch(() => (known = null));
    return loading;
  };
  const find = async (name: string): Promise<CustomObject | null> => {
    if (isStandardObject(name)) return null;
    const called = (one: CustomObject): boolean =>
      [one.name, one.objectTypeId, one.fullyQualifiedName].some((each) => each?.toLowerCase() === name.toLowerCase());
    // Somebody may have made it since the list was read.
    return (await (known ?? reload())).find(called) ?? (await reload()).find(called) ?? null;
  };
  return {
    find,
    reload,
    idOf: async (name) => (await find(name))?.objectTypeId ?? name,
    async nameOf(typeId) {
      // A webhook of an object that no mapping names must not cost a call each time.
      if (isStandardObject(typeId)) return typeId;
      return (await (known ?? reload())).find((one) => one.objectTypeId === typeId)?.name ?? typeId;
    },
  };
}

async function load(call: Call): Promise<CustomObject[]> {
  const path = schemas('?includePropertyDefinitions=false&includeAssociationDefinitions=false');
  return Schemas.parse((await call({ method: 'GET', path, repeatable: true })).body).results;
}
