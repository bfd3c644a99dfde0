import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { eachInput } from './each-input.ts';
import { allLimits, type AssociationLimit, limitOfType, putLimit, removeLimit } from './limits.ts';
import { associationPaths, defining, reading, readingAny } from './paths.ts';
import { type AssociationType, typeById } from './types.ts';

const Spec = z.object({ category: z.string(), typeId: z.coerce.number().int() });
const Limit = Spec.extend({ maxToObjectIds: z.number().int().positive() });
const PurgeBody = z.object({ inputs: z.array(Spec) });
const LimitBody = z.object({ inputs: z.array(Limit) });

const updatedView = ({ category, typeId, maxToObjectIds }: AssociationLimit): object => ({
  category,
  typeId,
  userEnforcedMaxToObjectIds: maxToObjectIds,
});

function view(call: Call, limit: AssociationLimit): object {
  const from = findTypeIn(call.hub, call.portalId, limit.fromTypeId);
  const to = findTypeIn(call.hub, call.portalId, limit.toTypeId);
  const label = from && to ? (typeById(call.hub, call.portalId, from, to, limit.typeId)?.label ?? null) : null;
  return { ...updatedView(limit), label };
}

const all = (call: Call): Answer =>
  ok({ results: allLimits(call.hub, call.portalId).map((limit) => view(call, limit)) });

function ofPair(call: Call): Answer {
  const from = typeOf(call, call.params['type']);
  const to = typeOf(call, call.params['toType']);
  const limits = allLimits(call.hub, call.portalId).filter(
    (limit) => limit.fromTypeId === from.id && limit.toTypeId === to.id,
  );
  return ok({ results: limits.map((limit) => view(call, limit)) });
}

function typeNamed(call: Call, { category, typeId }: z.infer<typeof Spec>): AssociationType {
  const from = typeOf(call, call.params['type']);
  const to = typeOf(call, call.params['toType']);
  const type = typeById(call.hub, call.portalId, from, to, typeId);
  if (type?.category === category) return type;
  throw invalid(`${category} ${typeId} is not an association type from ${from.plural} to ${to.plural}`);
}

function create(call: Call): Answer {
  const { inputs } = parseBody(LimitBody, call.body);
  return eachInput(call, inputs, call.hub.settings.batchInputs, 201, (input) => {
    const type = typeNamed(call, input);
    if (limitOfType(call.hub, call.portalId, type)) {
      throw new HubSpotError(409, 'CONFLICT', `Type ${type.typeId} has a limit already; update it instead`);
    }
    return [view(call, putLimit(call.hub, call.portalId, type, input.maxToObjectIds))];
  });
}

function update(call: Call): Answer {
  const { inputs } = parseBody(LimitBody, call.body);
  return eachInput(call, inputs, call.hub.settings.batchInputs, 200, (input) => {
    const type = typeNamed(call, input);
    if (!limitOfType(call.hub, call.portalId, type)) {
      throw notFound(`Type ${type.typeId} has no limit; create one instead`);
    }
    return [updatedView(putLimit(call.hub, call.portalId, type, input.maxToObjectIds))];
  });
}

function purge(call: Call): Answer {
  const { inputs } = parseBody(PurgeBody, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const types = inputs.map((input) => typeNamed(call, input));
  for (const type of types) removeLimit(call.hub, call.portalId, type);
  return call.version === 'v4' ? NO_CONTENT : batchAnswer(call.hub, 200, []);
}

const at = (rest: string): string[] => associationPaths(`/definitions/configurations${rest}`);
const batch = (rest: string): string[] => at(`/:type/:toType/batch/${rest}`);
const budget = 'associations';

export const limitEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at('/all'), budget, scopes: readingAny, run: all },
  { method: 'get', paths: at('/:type/:toType'), budget, scopes: reading, run: ofPair },
  { method: 'post', paths: batch('create'), budget, scopes: defining, run: create },
  { method: 'post', paths: batch('update'), budget, scopes: defining, run: update },
  { method: 'post', paths: batch('purge'), budget, scopes: defining, run: purge },
];
