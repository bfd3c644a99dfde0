import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { Id, parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, limitOf, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import { recordView } from '../objects/view.ts';
import { nothingAssociated } from './batch-endpoints.ts';
import { eachInput } from './each-input.ts';
import { linkRow, linkTable } from './index-of-links.ts';
import { requireRecord } from './link.ts';
import { reading, writing } from './paths.ts';
import { v3Names } from './v3-names.ts';
import { linkedIds } from './views.ts';
import { linkByLabels, unlinkLabels } from './write-links.ts';

const Ref = z.object({ id: Id });
const ReadBody = z.object({ inputs: z.array(Ref) });
const Link = z.object({ from: Ref, to: Ref, type: z.union([z.string(), z.number()]).transform(String) });
const LinkBody = z.object({ inputs: z.array(Link) });

const pairOf = (call: Call) => [typeOf(call, call.params['type']), typeOf(call, call.params['toType'])] as const;

const namesOf = (call: Call) => v3Names(call.hub, call.portalId, ...pairOf(call));

const types = (call: Call): Answer =>
  ok({ results: namesOf(call).map(([name, type]) => ({ id: String(type.typeId), name })) });

function read(call: Call): Answer {
  const [type, toType] = pairOf(call);
  const { inputs } = parseBody(ReadBody, call.body);
  requireBatchSize(inputs, call.hub.settings.associationsRead);
  const table = linkTable(call.portalId, type, toType);
  const names = namesOf(call);
  const results: object[] = [];
  const errors: object[] = [];
  for (const { id } of inputs) {
    const to = call.hub.links.of(table, id).flatMap((toId) => {
      const typeIds = linkRow(call.hub.tables, table, id, toId)?.typeIds ?? [];
      return names.filter(([, one]) => typeIds.includes(one.typeId)).map(([name]) => ({ id: toId, type: name }));
    });
    if (to.length > 0) results.push({ from: { id }, to });
    else errors.push(nothingAssociated(type, toType, id));
  }
  return batchAnswer(call.hub, 200, results, errors);
}

/** v3 adds one type to a link, by name or number, and leaves the others. */
function endsAndSpec(call: Call, { from, to, type: spelling }: z.infer<typeof Link>) {
  const [fromType, toType] = pairOf(call);
  const found = namesOf(call).find(([name, one]) => name === spelling || String(one.typeId) === spelling)?.[1];
  if (!found) throw invalid(`${spelling} is not an association type from ${fromType.plural} to ${toType.plural}`);
  const spec = { associationCategory: found.category, associationTypeId: found.typeId };
  return [{ type: fromType, id: from.id }, { type: toType, id: to.id }, spec] as const;
}

function addType(call: Call, input: z.infer<typeof Link>): void {
  const [from, to, spec] = endsAndSpec(call, input);
  const row = linkRow(call.hub.tables, linkTable(call.portalId, from.type, to.type), from.id, to.id);
  const there = namesOf(call)
    .filter(([, type]) => row?.typeIds.includes(type.typeId))
    .map(([, type]) => ({ associationCategory: type.category, associationTypeId: type.typeId }));
  linkByLabels(call, from, to, [...there, spec]);
}

function create(call: Call): Answer {
  const { inputs } = parseBody(LinkBody, call.body);
  return eachInput(call, inputs, call.hub.settings.associationsWritten, 201, (input) => {
    addType(call, input);
    return [{ from: input.from, to: input.to, type: input.type }];
  });
}

function remove(call: Call): Answer {
  const { inputs } = parseBody(LinkBody, call.body);
  requireBatchSize(inputs, call.hub.settings.associationsWritten);
  for (const input of inputs) {
    const [from, to, spec] = endsAndSpec(call, input);
    unlinkLabels(call, from, to, [spec]);
  }
  return NO_CONTENT;
}

/** The names of the types by which a record is associated with another one. */
function namesBetween(call: Call, fromId: string, toId: string): string[] {
  const typeIds = linkRow(call.hub.tables, linkTable(call.portalId, ...pairOf(call)), fromId, toId)?.typeIds ?? [];
  return namesOf(call)
    .filter(([, type]) => typeIds.includes(type.typeId))
    .map(([name]) => name);
}

/** One entry a type: a record with two labels is there twice. */
function list(call: Call): Answer {
  const [type, toType] = pairOf(call);
  const { id = '' } = call.params;
  requireRecord(call.hub, call.portalId, { type, id });
  const { ids, after } = linkedIds(call, { type, id }, toType, call.query.get('after'), limitOf(call.query, 500, 500));
  const results = ids.flatMap((toId) => namesBetween(call, id, toId).map((name) => ({ id: toId, type: name })));
  return ok({ results, ...(after === null ? {} : { paging: { next: { after } } }) });
}

const linkInPath = ({ params }: Call): z.infer<typeof Link> => ({
  from: { id: params['id'] ?? '' },
  to: { id: params['toId'] ?? '' },
  type: params['name'] ?? '',
});

function putOne(call: Call): Answer {
  addType(call, linkInPath(call));
  const [type] = pairOf(call);
  const row = call.hub.tables.rows<RecordRow>(recordTable(call.portalId, type)).get(call.params['id'] ?? '');
  if (!row) throw notFound();
  return ok(recordView(call.hub, call.portalId, type, row, null));
}

function removeOne(call: Call): Answer {
  const [from, to, spec] = endsAndSpec(call, linkInPath(call));
  unlinkLabels(call, from, to, [spec]);
  return NO_CONTENT;
}

const ofRecord = (rest: string): string[] => [`/crm/v3/objects/:type/:id/associations/:toType${rest}`];

const at = (rest: string): string[] => [`/crm/v3/associations/:type/:toType/${rest}`];
const budget = 'associations';

/** The first associations API, which HubSpot's client still has; labels are names here. */
export const v3AssociationEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: ofRecord(''), scopes: reading, run: list },
  { method: 'put', paths: ofRecord('/:toId/:name'), scopes: writing, run: putOne },
  { method: 'delete', paths: ofRecord('/:toId/:name'), scopes: writing, run: removeOne },
  { method: 'get', paths: at('types'), budget, scopes: reading, run: types },
  { method: 'post', paths: at('batch/read'), budget, scopes: reading, run: read },
  { method: 'post', paths: at('batch/create'), budget, scopes: writing, run: create },
  { method: 'post', paths: at('batch/archive'), budget, scopes: writing, run: remove },
];
