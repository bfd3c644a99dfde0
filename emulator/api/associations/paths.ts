import { type Call, crmPaths, type Scopes, typeOf } from '../http/endpoint.ts';
import { typesIn } from '../objects/portal-types.ts';

/** `/crm/associations/...` in the dated versions; v4 is written in two ways, and HubSpot's client uses both. */
export const associationPaths = (rest: string): string[] => [
  ...crmPaths('associations', rest, ['v4']),
  `/crm/associations/v4${rest}`,
];

/** The description asks for any one scope of the objects; the emulator, for one of the object that a call starts from. */
export const reading = (call: Call): Scopes => {
  const { readScopes, writeScopes } = typeOf(call, call.params['type']);
  return [[...readScopes, ...writeScopes]];
};

export const writing = (call: Call): Scopes => [typeOf(call, call.params['type']).writeScopes];

/** Of calls that name no object: any scope of any of them. */
export const readingAny = (call: Call): Scopes => [
  typesIn(call.hub, call.portalId).flatMap((type) => [...type.readScopes, ...type.writeScopes]),
];

/** Definitions belong to the schema: its scopes count as well as those of the records. */
export const defining = (call: Call): Scopes => {
  const { writeScopes, schemaScopes } = typeOf(call, call.params['type']);
  return [[...writeScopes, ...schemaScopes]];
};
