import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { AppEventType } from '../../app-event-type.ts';
import type { App } from '../../projects.ts';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, type Endpoint, ok } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { findEventType, fullyQualifiedName } from './event-types.ts';
import { placeOf } from './place.ts';
import { type AppEventRow, eventKey, eventTable, Occurrence } from './rows.ts';

/** Any one of these: the timeline's own, or the right to write what the event is shown on. */
export const APP_EVENT_SCOPES = [
  [
    'timeline',
    ...['contacts', 'companies', 'deals'].flatMap((area) => [`crm.objects.${area}.write`, `crm.schemas.${area}.write`]),
    'tickets',
  ],
];

export function callingApp(call: Call): App {
  if (call.principal.app) return call.principal.app;
  throw new HubSpotError(
    403,
    'MISSING_SCOPES',
    'App events can only be sent with the token of the app that defines them.',
  );
}

function eventTypeOf(call: Call, { eventTypeName, properties }: Occurrence): AppEventType {
  const app = callingApp(call);
  const type = findEventType(app, eventTypeName);
  if (!type) {
    const known = app.appEvents.map((one) => one.uid).join(', ') || 'none';
    throw invalid(`There is no event type "${eventTypeName}". Those of the project ${app.projectName}: ${known}.`);
  }
  const unknown = Object.keys(properties).find((name) => !type.properties.some((one) => one.name === name));
  if (unknown !== undefined) throw invalid(`The event type ${type.uid} has no property "${unknown}".`);
  return type;
}

const before = (call: Call, type: AppEventType, { id }: Occurrence): AppEventRow | undefined =>
  call.hub.tables
    .rows<AppEventRow>(eventTable(call.portalId))
    .get(eventKey(callingApp(call).registration.appId, type.uid, id));

/** The same again is accepted, because a caller may not know that it arrived; anything else under its id is not. */
function isRepeated(call: Call, occurrence: Occurrence): boolean {
  const old = before(call, eventTypeOf(call, occurrence), occurrence);
  if (!old) return false;
  if (isDeepStrictEqual(old.occurrence, occurrence)) return true;
  const message = `An occurrence ${occurrence.id} of ${occurrence.eventTypeName} already exists. Occurrences are immutable.`;
  throw new HubSpotError(409, 'CONFLICT', message);
}

function store(call: Call, occurrence: Occurrence): object {
  const { appId } = callingApp(call).registration;
  const eventType = eventTypeOf(call, occurrence);
  const { type, id } = placeOf(call, eventType, occurrence);
  const at = occurrence.timestamp === undefined ? call.hub.clock.now() : Date.parse(occurrence.timestamp);
  const row: AppEventRow = {
    appId,
    eventType: eventType.uid,
    objectTypeId: type.id,
    objectId: id,
    at,
    occurrence,
  };
  call.hub.tables.put(eventTable(call.portalId), eventKey(appId, eventType.uid, occurrence.id), row);
  return { ...occurrence, timestamp: new Date(at).toISOString() };
}

function send(call: Call): Answer {
  const occurrence = parseBody(Occurrence, call.body);
  return isRepeated(call, occurrence) ? { status: 200 } : created(store(call, occurrence));
}

/** One conflict refuses all of them. */
function sendMany(call: Call): Answer {
  const { inputs } = parseBody(z.object({ inputs: z.array(Occurrence) }), call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const repeated = inputs.map((one) => isRepeated(call, one));
  return batchAnswer(
    call.hub,
    200,
    inputs.map((one, place) => (repeated[place] ? one : store(call, one))),
  );
}

/** What a project calls its event, and what HubSpot calls it. */
function resolve(call: Call): Answer {
  const symbol = parseBody(z.object({ developerSymbol: z.string(), projectName: z.string() }), call.body);
  const app = callingApp(call);
  const type = app.appEvents.find((one) => one.uid === symbol.developerSymbol);
  if (!type || symbol.projectName !== app.projectName) {
    throw notFound('There is no App Event Type for the provided coordinates. Did you provide them correctly?');
  }
  return ok({ fullyQualifiedName: fullyQualifiedName(app, type), developerQualifiedSymbol: symbol });
}

const paths = (rest: string): string[] => [`/integrators/timeline/2026-03${rest}`, `/integrators/timeline/v4${rest}`];

export const appEventEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: paths('/events/batch'), scopes: () => APP_EVENT_SCOPES, run: sendMany },
  { method: 'post', paths: paths('/events'), scopes: () => APP_EVENT_SCOPES, run: send },
  { method: 'post', paths: paths('/types/projects'), caller: 'app', budget: 'none', scopes: () => [], run: resolve },
];
