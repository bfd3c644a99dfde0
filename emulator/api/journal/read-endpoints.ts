import { z } from 'zod';
import { batchAnswer } from '../http/batch.ts';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import { installsIn } from '../oauth/installs.ts';
import { callingApp, journalEndpoint, journalPaths } from './app-call.ts';
import { fileAddress } from './file-address.ts';
import { filesOf } from './publish.ts';
import { type FileRow, streamOf } from './rows.ts';

const MOST = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The journal over all portals, or of `installPortalId`; a local one needs it unless the app has one portal only. */
function streamFor(call: Call): string {
  const { appId } = callingApp(call).registration;
  const wanted = call.query.get('installPortalId');
  if (wanted !== null) return streamOf(appId, portalOf(wanted));
  if (!call.path.includes('/journal-local/')) return streamOf(appId, null);
  const portals = portalsOf(call.hub, appId);
  if (portals.length === 1) return streamOf(appId, portals[0] ?? null);
  throw invalid(`installPortalId is needed: the app is installed in ${portals.length} accounts.`);
}

function portalOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw invalid(`installPortalId must be a number, not "${text}"`);
}

const portalsOf = (hub: Hub, appId: number): number[] =>
  [...hub.tables.rows('portals').keys()]
    .map(Number)
    .filter((portalId) => installsIn(hub, portalId).some((app) => app.registration.appId === appId));

function entryOf(call: Call, stream: string, file: FileRow): object {
  const expiresAt = call.hub.clock.now() + call.hub.settings.journalUrlSeconds * 1000;
  const url = fileAddress(callingApp(call), call.baseUrl, stream, file.offset, expiresAt);
  return { url, expiresAt: iso(expiresAt), currentOffset: file.offset };
}

function entry(call: Call, pick: (files: readonly FileRow[]) => FileRow | undefined): Answer {
  const stream = streamFor(call);
  const file = pick(filesOf(call.hub, stream));
  return file ? ok(entryOf(call, stream, file)) : NO_CONTENT;
}

/** What comes after an offset. HubSpot does not say what it answers for one that has aged out. */
function after(call: Call, files: readonly FileRow[]): readonly FileRow[] {
  const offset = call.params['offset'] ?? '';
  if (!UUID.test(offset)) throw invalid(`"${offset}" is not an offset: it must be a UUID.`);
  const place = files.findIndex((file) => file.offset === offset);
  if (place >= 0) return files.slice(place + 1);
  const answer = call.hub.settings.journalUnknownOffset;
  if (answer === 200) return files;
  if (answer === 204) return [];
  throw notFound(`The offset ${offset} is not in the journal; it may be older than the journal keeps.`);
}

function countOf(call: Call): number {
  const count = Number(call.params['count']);
  if (Number.isInteger(count) && count >= 1 && count <= MOST) return count;
  throw invalid(`count must be a number from 1 to ${MOST}, not "${call.params['count']}"`);
}

function batch(call: Call, pick: (files: readonly FileRow[], count: number) => readonly FileRow[]): Answer {
  const stream = streamFor(call);
  const picked = pick(filesOf(call.hub, stream), countOf(call));
  return batchAnswer(
    call.hub,
    200,
    picked.map((file) => entryOf(call, stream, file)),
  );
}

function readMany(call: Call): Answer {
  const { inputs } = parseBody(z.object({ inputs: z.array(z.string()).max(MOST) }), call.body);
  const stream = streamFor(call);
  const files = new Map(filesOf(call.hub, stream).map((file) => [file.offset, file]));
  const found = inputs.flatMap((offset) => files.get(offset) ?? []);
  const errors = inputs.filter((offset) => !files.has(offset)).map(missing);
  return batchAnswer(
    call.hub,
    200,
    found.map((file) => entryOf(call, stream, file)),
    errors,
  );
}

const missing = (offset: string): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `The offset ${offset} is not in the journal.`,
  errors: [],
  context: { id: [offset] },
  links: {},
});

const both = (rest: string): string[] => [...journalPaths('journal', rest), ...journalPaths('journal-local', rest)];
const get = (rest: string, run: Endpoint['run']): Endpoint =>
  journalEndpoint({ method: 'get', paths: both(rest), scope: 'read', run });

export const readEndpoints: readonly Endpoint[] = [
  get('/earliest', (call) => entry(call, (files) => files[0])),
  get('/latest', (call) => entry(call, (files) => files.at(-1))),
  get('/offset/:offset/next', (call) => entry(call, (files) => after(call, files)[0])),
  get('/batch/earliest/:count', (call) => batch(call, (files, count) => files.slice(0, count))),
  get('/batch/latest/:count', (call) => batch(call, (files, count) => files.slice(-count))),
  get('/batch/:offset/next/:count', (call) => batch(call, (files, count) => after(call, files).slice(0, count))),
  journalEndpoint({ method: 'post', paths: both('/batch/read'), scope: 'read', run: readMany }),
];
