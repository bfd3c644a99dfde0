import express, { type Request, type Response, type Router } from 'express';
import type { Hub } from '../hub.ts';
import { exportById, exportFileTable } from './export.ts';
import { EXPORT_FILES, isSigned } from './file-address.ts';

/** Serves exported files to whoever has their address, with the storage's own errors (XML, not JSON). */
export function exportFilesRouter(hub: Hub): Router {
  const router = express.Router();
  router.get(`${EXPORT_FILES}/:portalId/:id.csv`, (request, response) => serve(hub, request, response));
  return router;
}

function serve(hub: Hub, request: Request<{ portalId: string; id: string }>, response: Response): void {
  const { id } = request.params;
  const portalId = Number(request.params.portalId);
  const query = new URL(request.originalUrl, 'http://emulator').searchParams;
  const expiresAt = Number(query.get('Expires'));
  const row = exportById(hub, portalId, id);
  if (!row || !isSigned(row, request.path, expiresAt, query.get('Signature') ?? '')) {
    return refuse(response, 403, 'SignatureDoesNotMatch', 'The signature does not belong to this address.');
  }
  if (hub.clock.now() >= expiresAt) {
    return refuse(response, 403, 'AccessDenied', 'Request has expired; ask for the status again to get a new address.');
  }
  const file = hub.tables.rows<{ text: string }>(exportFileTable(portalId)).get(id);
  if (!file) return refuse(response, 404, 'NoSuchKey', 'The specified key does not exist.');
  response.type('text/csv').send(file.text);
}

function refuse(response: Response, status: number, code: string, message: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.status(status).type('application/xml').send(body);
}
