import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { APP_EVENT_SCOPES, callingApp } from '../app-events/endpoints.ts';
import { placeOf } from '../app-events/place.ts';
import { type AppEventRow, eventKey, eventTable, Occurrence } from '../app-events/rows.ts';
import { filled } from '../app-events/timeline.ts';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, type Endpoint, ok } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { applyWrite } from '../objects/apply.ts';
import { planUpdate } from '../objects/plan.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { iso, type RecordRow, recordTable } from '../objects/record.ts';
import { eventTypeOf, templateAsType, type TemplateRow, templatesOf } from './template.ts';

const Value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Event = Occurrence.omit({ eventTypeName: true, properties: true, id: true }).extend({
  eventTemplateId: z.string().min(1),
  /** HubSpot makes one up, and puts one in the place of `{{uuid}}`. */
  id: z.string().min(1).max(500).optional(),
  tokens: z.record(z.string(), Value).default({}),
});
type Event = z.infer<typeof Event>;

function templateNamed(call: Call, id: string): TemplateRow {
  const row = templatesOf(call.hub, callingApp(call).registration.appId).get(id);
  if (!row) throw notFound(`There is no event template ${id} of this app`);
  return row;
}

function occurrenceOf(call: Call, { eventTemplateId, tokens, id = '{{uuid}}', ...rest }: Event): Occurrence {
  const named = { id: id.replaceAll('{{uuid}}', () => call.hub.random.uuid()), properties: tokens };
  return { ...rest, ...named, eventTypeName: eventTypeOf(eventTemplateId) };
}

function requireTokens(template: TemplateRow, tokens: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(tokens).find((name) => !template.tokens.some((token) => token.name === name));
  if (unknown !== undefined) throw invalid(`The event template ${template.id} has no token "${unknown}".`);
}

function send(call: Call, event: Event): AppEventRow {
  const { appId } = callingApp(call).registration;
  const template = templateNamed(call, event.eventTemplateId);
  requireTokens(template, event.tokens);
  const occurrence = occurrenceOf(call, event);
  const key = eventKey(appId, occurrence.eventTypeName, occurrence.id);
  const before = call.hub.tables.rows<AppEventRow>(eventTable(call.portalId)).get(key);
  if (before) return repeated(before, occurrence);
  const type = templateAsType(call.hub, appId, occurrence.eventTypeName);
  if (!type) throw notFound(`There is no event template ${template.id} of this app`);
  const place = placeOf(call, type, occurrence);
  const at = event.timestamp === undefined ? call.hub.clock.now() : Date.parse(event.timestamp);
  const row: AppEventRow = {
    appId,
    eventType: occurrence.eventTypeName,
    objectTypeId: place.type.id,
    objectId: place.id,
    at,
    occurrence,
  };
  call.hub.tables.put(eventTable(call.portalId), key, row);
  stamp(call, template, row);
  return row;
}

/** Events are immutable: the same one again is accepted, another one under its id is not. */
function repeated(before: AppEventRow, occurrence: Occurrence): AppEventRow {
  if (isDeepStrictEqual(before.occurrence, occurrence)) return before;
  throw new HubSpotError(409, 'CONFLICT', `There is another event ${occurrence.id} of this template already.`);
}

/** Values of tokens that name a property of the record become its values. */
function stamp(call: Call, { tokens }: TemplateRow, { objectTypeId, objectId, occurrence }: AppEventRow): void {
  const values = tokens.flatMap(({ name, objectPropertyName }) => {
    const value = occurrence.properties[name];
    return objectPropertyName === undefined || value === undefined ? [] : [[objectPropertyName, value] as const];
  });
  const type = findTypeIn(call.hub, call.portalId, objectTypeId);
  const row = type && call.hub.tables.rows<RecordRow>(recordTable(call.portalId, type)).get(objectId);
  if (values.length === 0 || !type || !row) return;
  const planned = planUpdate(call.hub, call.portalId, type, row, Object.fromEntries(values), new Set());
  call.hub.stats.wrote(applyWrite(call.hub, call.portalId, planned, call.actor).writes);
}

function viewOf(call: Call, { appId, eventType, objectId, at, occurrence }: AppEventRow): object {
  const { id, properties: tokens, eventTypeName: _, timestamp: _timestamp, ...rest } = occurrence;
  return {
    ...rest,
    id,
    eventTemplateId: eventType.slice(eventTypeOf('').length),
    objectType: templateAsType(call.hub, appId, eventType)?.objectType ?? '',
    objectId,
    tokens,
    timestamp: iso(at),
    createdAt: iso(at),
  };
}

function createOne(call: Call): Answer {
  return created(viewOf(call, send(call, parseBody(Event, call.body))));
}

function createMany(call: Call): Answer {
  const { inputs } = parseBody(z.object({ inputs: z.array(Event) }), call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const rows = inputs.map((one) => send(call, one));
  return batchAnswer(
    call.hub,
    201,
    rows.map((row) => viewOf(call, row)),
  );
}

function eventOf(call: Call): AppEventRow {
  const { templateId = '', eventId = '' } = call.params;
  const { id } = templateNamed(call, templateId);
  const key = eventKey(callingApp(call).registration.appId, eventTypeOf(id), eventId);
  const row = call.hub.tables.rows<AppEventRow>(eventTable(call.portalId)).get(key);
  if (!row) throw notFound(`There is no event ${eventId} of the event template ${templateId}`);
  return row;
}

const templateText = (call: Call, part: 'headerTemplate' | 'detailTemplate'): string => {
  const { occurrence } = eventOf(call);
  return filled(templateNamed(call, call.params['templateId'] ?? '')[part] ?? '', occurrence);
};

const render = (call: Call): Answer => ({
  status: 200,
  raw: Buffer.from(templateText(call, 'headerTemplate')),
  headers: { 'content-type': 'text/html; charset=utf-8' },
});

const ofApp = (method: Endpoint['method'], rest: string, run: Endpoint['run']): Endpoint => ({
  method,
  paths: [`/integrators/timeline/v3/events${rest}`],
  scopes: () => APP_EVENT_SCOPES,
  run,
});

export const timelineEventEndpoints: readonly Endpoint[] = [
  ofApp('post', '/batch/create', createMany),
  ofApp('post', '', createOne),
  ofApp('get', '/:templateId/:eventId', (call) => ok(viewOf(call, eventOf(call)))),
  ofApp('get', '/:templateId/:eventId/detail', (call) => ok({ details: templateText(call, 'detailTemplate') })),
  ofApp('get', '/:templateId/:eventId/render', render),
];
