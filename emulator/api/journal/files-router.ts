import express, { type Request, type Response, type Router } from 'express';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import { FILES, isSigned } from './file-address.ts';
import { filesOf } from './publish.ts';
import { streamOf } from './rows.ts';

/** Serves the files of the journal to whoever has their address, with the storage's own errors (XML, not JSON). */
export function journalFilesRouter(hub: Hub): Router {
  const router = express.Router();
  router.get(`${FILES}/:appId/:offset`, (request, response) => serve(hub, request, response, null));
  router.get(`${FILES}/:appId/:portalId/:offset`, (request, response) => {
    serve(hub, request, response, Number(request.params.portalId));
  });
  return router;
}

function serve(hub: Hub, request: Request, response: Response, portalId: number | null): void {
  const { appId, offset } = request.params;
  const query = new URL(request.originalUrl, 'http://emulator').searchParams;
  const expiresAt = Number(query.get('X-Amz-Expires-At'));
  const app = hub.apps.find((one) => String(one.registration.appId) === appId);
  if (!app || !isSigned(app, request.path, expiresAt, query.get('X-Amz-Signature') ?? '')) {
    return refuse(response, 403, 'SignatureDoesNotMatch', 'The signature does not belong to this address.');
  }
  if (hub.clock.now() >= expiresAt) return refuse(response, 403, 'AccessDenied', 'Request has expired');
  const file = filesOf(hub, streamOf(app.registration.appId, portalId)).find((one) => one.offset === offset);
  if (!file) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
  response.json({ offset: file.offset, journalEvents: file.events, publishedAt: iso(file.publishedAt) });
}

function refuse(response: Response, status: number, code: string, message: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.status(status).type('application/xml').send(body);
}
