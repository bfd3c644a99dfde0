import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, ok } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { type RecordRow, recordTable, valueOf } from '../objects/record.ts';
import { installOf } from '../oauth/installs.ts';
import { callingApp, journalEndpoint, journalPaths } from './app-call.ts';
import { objectEvent, propertyChanges } from './events.ts';
import { write } from './publish.ts';
import { type SnapshotRow, snapshotTable } from './rows.ts';

const HOUR = 3_600_000;
const SnapshotRequest = z.object({
  portalId: z.number().int(),
  objectId: z.number().int(),
  objectTypeId: z.string(),
  properties: z.array(z.string()),
});
type SnapshotRequest = z.infer<typeof SnapshotRequest>;

/** The state of the moment goes into the journal, without a subscription to it. */
function create(call: Call): Answer {
  const { snapshotRequests } = parseBody(z.object({ snapshotRequests: z.array(SnapshotRequest).min(1) }), call.body);
  const { appId } = callingApp(call).registration;
  const snapshotResponses = snapshotRequests.map((request) => {
    const { portalId, objectId, objectTypeId } = request;
    const row: SnapshotRow = {
      id: call.hub.random.uuid(),
      initiatedAt: call.hub.clock.now(),
      failure: take(call, request),
    };
    call.hub.tables.put(snapshotTable(appId), row.id, row);
    return { portalId, objectId, objectTypeId, snapshotStatusId: row.id };
  });
  return ok({ snapshotResponses });
}

/** Answers why there is none; null when there is one. */
function take(call: Call, { portalId, objectId, objectTypeId, properties }: SnapshotRequest): string | null {
  const { hub } = call;
  const { appId } = callingApp(call).registration;
  if (!installOf(hub, appId, portalId)) return `The app is not installed in account ${portalId}.`;
  const type = findTypeIn(hub, portalId, objectTypeId);
  const row = type && hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(String(objectId));
  if (!type || !row || row.archivedAt !== undefined) return `There is no record ${objectId} of type ${objectTypeId}.`;
  const values = Object.fromEntries(properties.map((name) => [name, valueOf(type, row, name) ?? '']));
  const more = { propertyChanges: propertyChanges(hub, portalId, type, values) };
  write(hub, appId, portalId, objectEvent(hub, 'SNAPSHOT', { portalId, type, id: row.id }, more));
  return null;
}

function status(call: Call): Answer {
  const id = call.params['statusId'] ?? '';
  const row = call.hub.tables.rows<SnapshotRow>(snapshotTable(callingApp(call).registration.appId)).get(id);
  if (!row) throw notFound(`There is no snapshot with the status ${id}.`);
  const { initiatedAt, failure } = row;
  const completedAt = initiatedAt + call.hub.settings.journalPublishMs;
  const now = call.hub.clock.now();
  if (now < completedAt) return ok({ id, initiatedAt, status: 'IN_PROGRESS' });
  if (failure !== null) {
    return ok({ id, initiatedAt, completedAt, status: 'FAILED', errorCode: 'VALIDATION_ERROR', message: failure });
  }
  const expired = now >= completedAt + call.hub.settings.journalRetentionHours * HOUR;
  return ok({ id, initiatedAt, completedAt, status: expired ? 'EXPIRED' : 'SUCCESS' });
}

const statusPaths = [
  ...journalPaths('journal', '/status/:statusId'),
  ...journalPaths('journal-local', '/status/:statusId'),
];

export const snapshotEndpoints: readonly Endpoint[] = [
  journalEndpoint({ method: 'post', paths: journalPaths('snapshots', '/crm'), scope: 'snapshots.write', run: create }),
  journalEndpoint({ method: 'get', paths: statusPaths, scope: 'snapshots.read', run: status }),
];
