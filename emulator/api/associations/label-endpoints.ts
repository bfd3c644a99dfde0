import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { createLabel, deleteLabel, updateLabel } from './labels.ts';
import { associationPaths, defining, reading } from './paths.ts';
import { type AssociationType, associationTypes } from './types.ts';

const CreateBody = z.object({ name: z.string().min(1), label: z.string(), inverseLabel: z.string().optional() });
const UpdateBody = z.object({
  associationTypeId: z.coerce.number().int(),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).optional(),
});

const labelView = ({ category, typeId, label }: AssociationType): object => ({ category, typeId, label });

/** Seen live on 2026-09: the object types are named in the answer, but always null. */
const dated = (call: Call) => (type: AssociationType) => {
  const ends = call.version === 'v4' ? {} : { fromObjectTypeId: null, toObjectTypeId: null };
  return { ...labelView(type), ...ends };
};

const endsOf = (call: Call) => [typeOf(call, call.params['type']), typeOf(call, call.params['toType'])] as const;

const list = (call: Call): Answer =>
  ok({ results: associationTypes(call.hub, call.portalId, ...endsOf(call)).map(dated(call)) });

const create = (call: Call): Answer =>
  ok({
    results: createLabel(call.hub, call.portalId, ...endsOf(call), parseBody(CreateBody, call.body)).map(dated(call)),
  });

function update(call: Call): Answer {
  const { associationTypeId, label, inverseLabel } = parseBody(UpdateBody, call.body);
  updateLabel(call.hub, call.portalId, associationTypeId, label, inverseLabel);
  return NO_CONTENT;
}

function remove(call: Call): Answer {
  deleteLabel(call.hub, call.portalId, Number(call.params['typeId']));
  return NO_CONTENT;
}

const LABELS = associationPaths('/:type/:toType/labels');
const budget = 'associations';

export const labelEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: LABELS, budget, scopes: reading, run: list },
  { method: 'post', paths: LABELS, budget, scopes: defining, run: create },
  { method: 'put', paths: LABELS, budget, scopes: defining, run: update },
  {
    method: 'delete',
    paths: associationPaths('/:type/:toType/labels/:typeId'),
    budget,
    scopes: defining,
    run: remove,
  },
];
