import type { AppEventType } from '../../app-event-type.ts';
import type { Call } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { applyWrite } from '../objects/apply.ts';
import { findRecord, planCreate } from '../objects/plan.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import type { Occurrence } from './rows.ts';

export interface Place {
  readonly type: ObjectType;
  readonly id: string;
}

/** The record that an event belongs to: by id, a contact also by e-mail, a company by domain. */
export function placeOf(call: Call, eventType: AppEventType, occurrence: Occurrence): Place {
  const { hub, portalId } = call;
  const type = findTypeIn(hub, portalId, eventType.objectType);
  if (!type) throw invalid(`The object type ${eventType.objectType} of the event type does not exist.`);
  const { objectId, email, domain } = occurrence;
  if (objectId !== undefined)
    return required(type, findRecord(hub, portalId, type, objectId, undefined, true), objectId);
  if (email !== undefined && type.singular === 'contact') return { type, id: contactWith(call, type, email) };
  if (domain !== undefined && type.singular === 'company')
    return required(type, companyWith(call, type, domain), domain);
  throw invalid('Say which record the event belongs to: objectId, or email of a contact, or domain of a company.');
}

function required(type: ObjectType, row: RecordRow | undefined, named: string): Place {
  if (row && row.archivedAt === undefined) return { type, id: row.id };
  throw invalid(`There is no ${type.singular} "${named}".`);
}

/** An event for an unknown e-mail makes the contact, as the timeline API always did. */
function contactWith(call: Call, type: ObjectType, email: string): string {
  const known = findRecord(call.hub, call.portalId, type, email.toLowerCase(), 'email');
  if (known && known.archivedAt === undefined) return known.id;
  const planned = planCreate(call.hub, call.portalId, type, { email }, [], new Set());
  const { row, writes } = applyWrite(call.hub, call.portalId, planned, call.actor);
  call.hub.stats.wrote(writes);
  return row.id;
}

function companyWith(call: Call, type: ObjectType, domain: string): RecordRow | undefined {
  const rows = call.hub.tables.rows<RecordRow>(recordTable(call.portalId, type)).values();
  return [...rows].find((row) => row.archivedAt === undefined && row.properties['domain'] === domain.toLowerCase());
}
