import { type Call, typeOf } from '../http/endpoint.ts';

/** Definitions may be read with the right to the records, and with the right to change definitions. */
export const readingSchema = (call: Call) => {
  const type = typeOf(call, call.params['type']);
  const schema = type.schemaScopes.map((scope) => scope.replace(/\.write$/, '.read'));
  return [[...type.readScopes, ...type.writeScopes, ...schema, ...type.schemaScopes]];
};

export const writingSchema = (call: Call) => [typeOf(call, call.params['type']).schemaScopes];
