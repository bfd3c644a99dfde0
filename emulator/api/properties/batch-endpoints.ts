import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, crmPaths, type Endpoint, NO_CONTENT, typeOf } from '../http/endpoint.ts';
import { HubSpotError } from '../http/errors.ts';
import type { ObjectType } from '../objects/types.ts';
import { archiveProperty } from './change.ts';
import { createProperty } from './create.ts';
import type { Property } from './definition.ts';
import { PropertyCreate } from './input.ts';
import { readProperty } from './lookup.ts';
import { readingSchema, writingSchema } from './scopes.ts';
import { propertyView } from './view.ts';

const Names = z.object({ inputs: z.array(z.object({ name: z.string() })) });
const Reads = Names.extend({
  archived: z.boolean().default(false),
  dataSensitivity: z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']).default('non_sensitive'),
});
const Creates = z.object({ inputs: z.array(PropertyCreate) });

function read(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { inputs, ...wanted } = parseBody(Reads, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const named = inputs.map(({ name }) => ({ name, found: readProperty(call.hub, call.portalId, type, name, wanted) }));
  const missing = named.filter((one) => !one.found).map((one) => one.name);
  const results = named.flatMap(({ found }) => (found ? [propertyView(found)] : []));
  return batchAnswer(call.hub, 200, results, missing.length === 0 ? [] : [notRead(type, missing)]);
}

const notRead = (type: ObjectType, names: readonly string[]): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `Some ${type.singular} properties do not exist: ${names.join(', ')}`,
  context: { name: names },
});

/** Every definition stands alone: those that are refused are told beside those that were made. */
function create(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { inputs } = parseBody(Creates, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const results: Property[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    try {
      results.push(createProperty(call.hub, call.portalId, type, input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      errors.push(notMade(input.name, error));
    }
  }
  return batchAnswer(call.hub, 201, results.map(propertyView), errors);
}

const notMade = (name: string, { category, message, parts }: HubSpotError): object => ({
  status: 'error',
  category,
  message,
  ...parts,
  context: { ...parts.context, name: [name] },
});

/** Names that are not there are passed over: a batch has no answer to tell them in. */
function archive(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { inputs } = parseBody(Names, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  for (const { name } of inputs) {
    try {
      archiveProperty(call.hub, call.portalId, type, name);
    } catch (error) {
      if (!(error instanceof HubSpotError) || error.status !== 404) throw error;
    }
  }
  return NO_CONTENT;
}

const at = (rest: string): string[] => crmPaths('properties', `/:type/batch/${rest}`);

export const propertyBatchEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: at('read'), scopes: readingSchema, run: read },
  { method: 'post', paths: at('create'), scopes: writingSchema, run: create },
  { method: 'post', paths: at('archive'), scopes: writingSchema, run: archive },
];
