import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { Id, parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { nothingAssociated } from './batch-endpoints.ts';
import { eachInput } from './each-input.ts';
import { linkRow, linkTable } from './index-of-links.ts';
import { reading, writing } from './paths.ts';
import { v3Names } from './v3-names.ts';
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

function create(call: Call): Answer {
  const { inputs } = parseBody(LinkBody, call.body);
  return eachInput(call, inputs, call.hub.settings.associationsWritten, 201, (input) => {
    const [from, to, spec] = endsAndSpec(call, input);
    const row = linkRow(call.hub.tables, linkTable(call.portalId, from.type, to.type), from.id, to.id);
    const there = namesOf(call)
      .filter(([, type]) => row?.typeIds.includes(type.typeId))
      .map(([, type]) => ({ associationCategory: type.category, associationTypeId: type.typeId }));
    linkByLabels(call, from, to, [...there, spec]);
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

const at = (rest: string): string[] => [`/crm/v3/associations/:type/:toType/${rest}`];
const budget = 'associations';

/** The first associations API, which HubSpot's client still has; labels are names here. */
export const v3AssociationEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at('types'), budget, scopes: reading, run: types },
  { method: 'post', paths: at('batch/read'), budget, scopes: reading, run: read },
  { method: 'post', paths: at('batch/create'), budget, scopes: writing, run: create },
  { method: 'post', paths: at('batch/archive'), budget, scopes: writing, run: remove },
];
