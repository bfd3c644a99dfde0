import { z } from 'zod';
import { batchAnswer, requireBatchSize, runBatch } from '../http/batch.ts';
import { Id, parseBody, Properties } from '../http/body.ts';
import { type Answer, type Call, crmPaths, type Endpoint, NO_CONTENT, typeOf } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { applyWrite, archive } from './apply.ts';
import { requireDeletable } from './deletion-rules.ts';
import { CreateInput, linksOf, reading, warned, writing } from './endpoints.ts';
import { historyView } from './history.ts';
import { anyOrder } from './any-order.ts';
import { findRecord, type PlannedWrite, planCreate, planUpdate, requireIdProperty } from './plan.ts';
import type { RecordRow } from './record.ts';
import type { ObjectType } from './types.ts';
import { knownNames, recordView, recordViews } from './view.ts';

const traceId = { objectWriteTraceId: z.string().optional() };
const ReadBody = z.object({
  inputs: z.array(z.object({ id: Id })),
  properties: z.array(z.string()).nullish(),
  propertiesWithHistory: z.array(z.string()).nullish(),
  idProperty: z.string().nullish(),
});
const CreateBody = z.object({ inputs: z.array(CreateInput.extend(traceId)) });
const UpdateInput = z.object({
  id: Id,
  idProperty: z
    .string()
    .nullish()
    .transform((name) => name ?? undefined),
  properties: Properties,
  ...traceId,
});
const UpdateBody = z.object({ inputs: z.array(UpdateInput) });
type UpdateInput = z.infer<typeof UpdateInput>;
const ArchiveBody = z.object({ inputs: z.array(z.object({ id: Id })) });

function read(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const body = parseBody(ReadBody, call.body);
  requireBatchSize(body.inputs, call.hub.settings.batchInputs);
  const { propertiesWithHistory: histories = null } = body;
  if (histories && histories.length > 0) requireFewHistories(call, body.inputs.length);
  const oldIds = call.hub.settings.mergedIdsInBatchRead;
  const archived = call.query.get('archived') === 'true';
  const missing: string[] = [];
  const rows = new Map<string, RecordRow>();
  for (const { id } of body.inputs) {
    const row = findRecord(call.hub, call.portalId, type, id, body.idProperty ?? undefined, oldIds);
    if (row && (row.archivedAt !== undefined) === archived) rows.set(row.id, row);
    else missing.push(id);
  }
  const names = knownNames(call.hub, call.portalId, type, body.properties);
  const view = recordViews(call.hub, call.portalId, type, names);
  const results = [...rows.values()].map((row) =>
    Object.assign(view(row), historyView(call.hub, call.portalId, type, row, histories)),
  );
  return batchAnswer(call.hub, 200, anyOrder(call.hub, results), missing.length === 0 ? [] : [notRead(type, missing)]);
}

function requireFewHistories(call: Call, inputs: number): void {
  const most = call.hub.settings.historyPageSize;
  if (inputs <= most) return;
  throw invalid(
    `The maximum number of inputs supported in a batch request for property histories is ${most}. Please reduce the number of items and try again`,
  );
}

const notRead = (type: ObjectType, ids: readonly string[]): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`,
  context: { ids },
});

/** Applies one planned write and answers it as an item of the batch. */
function applied(call: Call, planned: PlannedWrite, names: readonly string[], traced: string | undefined) {
  const { row, writes } = applyWrite(call.hub, call.portalId, planned, call.actor);
  call.hub.stats.wrote(writes);
  const trace = traced === undefined ? {} : { objectWriteTraceId: traced };
  const shown = names.length > 0 ? names : Object.keys(row.properties);
  return { ...recordView(call.hub, call.portalId, planned.type, row, shown), ...trace, ...warned(planned) };
}

function create(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { inputs } = parseBody(CreateBody, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const { results, errors } = runBatch(
    inputs,
    (input, claims) => {
      const links = linksOf(call, type, input.associations ?? []);
      return planCreate(call.hub, call.portalId, type, input.properties, links, claims, call.version);
    },
    (planned, input) => applied(call, planned, [], input.objectWriteTraceId),
  );
  return batchAnswer(call.hub, 201, anyOrder(call.hub, results), errors);
}

function requireDistinct(inputs: readonly UpdateInput[]): void {
  const seen = new Set<string>();
  for (const { id, idProperty } of inputs) {
    const key = `${idProperty ?? ''}=${id.toLowerCase()}`;
    if (seen.has(key)) throw invalid(`Duplicate IDs found in batch input: [${id}]. IDs must be unique`);
    seen.add(key);
  }
}

function updateInputs(call: Call): UpdateInput[] {
  const { inputs } = parseBody(UpdateBody, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  requireDistinct(inputs);
  return inputs;
}

function update(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { results, errors } = runBatch(
    updateInputs(call),
    ({ id, idProperty, properties }, claims) => {
      const row = findRecord(call.hub, call.portalId, type, id, idProperty);
      if (!row || row.archivedAt !== undefined) throw notFound(`No ${type.singular} with ID ${id} exists`);
      return planUpdate(call.hub, call.portalId, type, row, properties, claims, call.version);
    },
    (planned, input) => applied(call, planned, Object.keys(input.properties), input.objectWriteTraceId),
  );
  return batchAnswer(call.hub, 200, anyOrder(call.hub, results), errors);
}

function upsert(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { results, errors } = runBatch(
    updateInputs(call),
    ({ id, idProperty, properties }, claims) => {
      if (idProperty === undefined) throw invalid('idProperty is required for every input of an upsert');
      requireIdProperty(call.hub, call.portalId, type, idProperty);
      requireWholeUpsert(call, idProperty, properties);
      const row = findRecord(call.hub, call.portalId, type, id, idProperty);
      const named = { [idProperty]: id, ...properties };
      return row
        ? planUpdate(call.hub, call.portalId, type, row, named, claims, call.version)
        : planCreate(call.hub, call.portalId, type, named, [], claims, call.version);
    },
    (planned, input) => ({
      ...applied(call, planned, Object.keys(input.properties), input.objectWriteTraceId),
      new: planned.before === null,
    }),
  );
  return batchAnswer(call.hub, 200, anyOrder(call.hub, results), errors);
}

/** HubSpot does no partial upserts by e-mail: the properties must say the address as well. */
function requireWholeUpsert(call: Call, idProperty: string, properties: Readonly<Record<string, unknown>>): void {
  if (idProperty !== 'email' || call.hub.settings.partialUpsertByEmail || 'email' in properties) return;
  throw invalid('Partial upserts are not supported with idProperty "email": give every input its email in properties.');
}

function remove(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { inputs } = parseBody(ArchiveBody, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  for (const { id } of inputs) {
    const row = findRecord(call.hub, call.portalId, type, id, undefined);
    if (row) requireDeletable(type, row);
  }
  for (const { id } of inputs) if (archive(call.hub, call.portalId, type, id, call.actor)) call.hub.stats.wrote(1);
  return NO_CONTENT;
}

const at = (name: string): string[] => crmPaths('objects', `/:type/batch/${name}`);

export const objectBatchEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: at('read'), scopes: reading, run: read },
  { method: 'post', paths: at('create'), scopes: writing, run: create },
  { method: 'post', paths: at('update'), scopes: writing, run: update },
  { method: 'post', paths: at('upsert'), scopes: writing, run: upsert },
  { method: 'post', paths: at('archive'), scopes: writing, run: remove },
];
