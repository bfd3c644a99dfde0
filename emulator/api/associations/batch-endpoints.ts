import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { AssociationSpec, Id, parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, typeOf } from '../http/endpoint.ts';
import type { ObjectType } from '../objects/types.ts';
import { eachInput } from './each-input.ts';
import { type End, wantedTypes } from './link.ts';
import { associationPaths, reading, writing } from './paths.ts';
import { linksPage } from './views.ts';
import { linkByDefault, linkByLabels, unlinkAll, unlinkLabels } from './write-links.ts';

const Ref = z.object({ id: Id });
const ReadBody = z.object({ inputs: z.array(Ref.extend({ after: z.string().nullish() })) });
const PairBody = z.object({ inputs: z.array(z.object({ from: Ref, to: Ref })) });
const LabelBody = z.object({
  inputs: z.array(z.object({ from: Ref, to: Ref, types: z.array(AssociationSpec).min(1) })),
});
const ArchiveBody = z.object({ inputs: z.array(z.object({ from: Ref, to: z.array(Ref) })) });

const PAGE = 500;

type Ends = readonly [End, End];

function endsOf(call: Call, from: { readonly id: string }, to: { readonly id: string }): Ends {
  const type = typeOf(call, call.params['type']);
  const toType = typeOf(call, call.params['toType']);
  return [
    { type, id: from.id },
    { type: toType, id: to.id },
  ];
}

/** A record without associations is an error item of a 207, not an empty result. */
function read(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const toType = typeOf(call, call.params['toType']);
  const { inputs } = parseBody(ReadBody, call.body);
  requireBatchSize(inputs, call.hub.settings.associationsRead);
  const results: object[] = [];
  const errors: object[] = [];
  for (const { id, after } of inputs) {
    const page = linksPage(call, { type, id }, toType, after ?? null, PAGE);
    const next = page.after === null ? {} : { paging: { next: { after: page.after } } };
    if (page.views.length > 0) results.push({ from: { id }, to: page.views, ...next });
    else errors.push(nothingAssociated(type, toType, id));
  }
  return batchAnswer(call.hub, 200, results, errors);
}

export const nothingAssociated = (type: ObjectType, toType: ObjectType, id: string): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  message: `No ${toType.singular} is associated with ${type.singular} ${id}.`,
  context: { fromObjectId: [id], fromObjectType: [type.singular], toObjectType: [toType.singular] },
  errors: [],
  links: {},
});

const most = (call: Call): number => call.hub.settings.associationsWritten;

/** The only batch whose description has no 207: errors come with a 200. */
function createDefaults(call: Call): Answer {
  const { inputs } = parseBody(PairBody, call.body);
  wantedTypes(call.hub, call.portalId, typeOf(call, call.params['type']), typeOf(call, call.params['toType']));
  const answer = eachInput(call, inputs, most(call), 200, ({ from, to }) =>
    linkByDefault(call, ...endsOf(call, from, to)),
  );
  return { ...answer, status: 200 };
}

function createLabelled(call: Call): Answer {
  const { inputs } = parseBody(LabelBody, call.body);
  return eachInput(call, inputs, most(call), 201, ({ from, to, types }) => [
    linkByLabels(call, ...endsOf(call, from, to), types),
  ]);
}

/** v4 answers 204; the dated description says 200 with a batch answer, whose content it leaves open. */
function archived(call: Call): Answer {
  return call.version === 'v4' || call.hub.settings.associationArchiveIs204
    ? NO_CONTENT
    : batchAnswer(call.hub, 200, []);
}

function remove(call: Call): Answer {
  const { inputs } = parseBody(ArchiveBody, call.body);
  requireBatchSize(inputs, most(call));
  for (const { from, to } of inputs) for (const one of to) unlinkAll(call, ...endsOf(call, from, one));
  return archived(call);
}

function removeLabels(call: Call): Answer {
  const { inputs } = parseBody(LabelBody, call.body);
  requireBatchSize(inputs, most(call));
  for (const { from, to, types } of inputs) unlinkLabels(call, ...endsOf(call, from, to), types);
  return archived(call);
}

const at = (rest: string): string[] => associationPaths(`/:type/:toType/batch/${rest}`);
const budget = 'associations';

export const associationBatchEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: at('read'), budget, scopes: reading, run: read },
  { method: 'post', paths: at('create'), budget, scopes: writing, run: createLabelled },
  { method: 'post', paths: at('associate/default'), budget, scopes: writing, run: createDefaults },
  { method: 'post', paths: at('labels/archive'), budget, scopes: writing, run: removeLabels },
  { method: 'post', paths: at('archive'), budget, scopes: writing, run: remove },
];
