import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { AssociationSpec, Id, parseBody } from '../http/body.ts';
import { type Answer, type Call, crmPaths, type Endpoint, NO_CONTENT, typeOf } from '../http/endpoint.ts';
import { HubSpotError } from '../http/errors.ts';
import { dissociate } from '../objects/apply.ts';
import type { ObjectType } from '../objects/types.ts';
import { linkByDefault, linkByLabels, toView } from './endpoints.ts';
import { linkTable } from './index-of-links.ts';
import { wantedTypes } from './link.ts';

/** The associations guide's own caps, wider than those of records. */
const MOST_READ = 1000;
const MOST_WRITTEN = 2000;

const Ref = z.object({ id: Id });
const ReadBody = z.object({ inputs: z.array(Ref) });
const PairBody = z.object({ inputs: z.array(z.object({ from: Ref, to: Ref })) });
const LabelBody = z.object({
  inputs: z.array(z.object({ from: Ref, to: Ref, types: z.array(AssociationSpec).min(1) })),
});
const ArchiveBody = z.object({ inputs: z.array(z.object({ from: Ref, to: z.array(Ref) })) });

const typesOf = (call: Call): [ObjectType, ObjectType] => [typeOf(call.params['type']), typeOf(call.params['toType'])];

/** A record without associations is an error item of a 207, not an empty result. */
function read(call: Call): Answer {
  const [type, toType] = typesOf(call);
  const { inputs } = parseBody(ReadBody, call.body);
  requireBatchSize(inputs, MOST_READ);
  const results: object[] = [];
  const errors: object[] = [];
  for (const { id } of inputs) {
    const ids = call.hub.links.of(linkTable(call.portalId, type, toType), id);
    const to = ids.map((toId) => toView(call, { type, id }, { type: toType, id: toId }));
    if (ids.length > 0) results.push({ from: { id }, to });
    else errors.push(nothingAssociated(type, toType, id));
  }
  return batchAnswer(call.hub, 200, results, errors);
}

const nothingAssociated = (type: ObjectType, toType: ObjectType, id: string): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  message: `No ${toType.singular} is associated with ${type.singular} ${id}.`,
  context: { fromObjectId: [id], fromObjectType: [type.singular], toObjectType: [toType.singular] },
});

/** Every input is tried; what fails is listed beside what worked. */
function each<Input>(call: Call, inputs: readonly Input[], complete: number, work: (input: Input) => object[]): Answer {
  requireBatchSize(inputs, MOST_WRITTEN);
  const results: object[] = [];
  const errors: object[] = [];
  for (const input of inputs) {
    try {
      results.push(...work(input));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      errors.push({ status: 'error', category: error.category, message: error.message, ...error.parts });
    }
  }
  return batchAnswer(call.hub, complete, results, errors);
}

function createDefaults(call: Call): Answer {
  const [type, toType] = typesOf(call);
  wantedTypes(type, toType);
  return each(call, parseBody(PairBody, call.body).inputs, 200, ({ from, to }) =>
    linkByDefault(call, { type, id: from.id }, { type: toType, id: to.id }),
  );
}

function createLabelled(call: Call): Answer {
  const [type, toType] = typesOf(call);
  return each(call, parseBody(LabelBody, call.body).inputs, 201, ({ from, to, types }) => {
    const ends = [
      { type, id: from.id },
      { type: toType, id: to.id },
    ] as const;
    return [linkByLabels(call, ...ends, types)];
  });
}

/** v4 answers 204; the dated description says 200 with a batch answer, whose content it leaves open. */
function remove(call: Call): Answer {
  const [type, toType] = typesOf(call);
  const { inputs } = parseBody(ArchiveBody, call.body);
  requireBatchSize(inputs, MOST_WRITTEN);
  for (const { from, to } of inputs) {
    for (const { id } of to) {
      const removed = dissociate(call.hub, call.portalId, { type, id: from.id }, { type: toType, id }, call.actor);
      if (removed) call.hub.stats.wrote(1);
    }
  }
  return call.path.startsWith('/crm/v4/') ? NO_CONTENT : batchAnswer(call.hub, 200, []);
}

const reading = (call: Call) => [typeOf(call.params['type']).readScopes];
const writing = (call: Call) => [typeOf(call.params['type']).writeScopes];
const at = (rest: string): string[] => crmPaths('associations', `/:type/:toType/batch/${rest}`, ['v4']);

export const associationBatchEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: at('read'), scopes: reading, run: read },
  { method: 'post', paths: at('create'), scopes: writing, run: createLabelled },
  { method: 'post', paths: at('associate/default'), scopes: writing, run: createDefaults },
  { method: 'post', paths: at('archive'), scopes: writing, run: remove },
];
