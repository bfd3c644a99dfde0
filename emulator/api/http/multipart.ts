import busboy from 'busboy';
import type { Request, RequestHandler, Response } from 'express';
import type { Hub } from '../hub.ts';
import type { UploadedFile } from './endpoint.ts';
import { HubSpotError, invalid } from './errors.ts';

/** Reads a multipart/form-data body: its fields become the body, its files go to `response.locals`. */
export function readingUpload(hub: Hub): RequestHandler {
  return async (request, response, next) => {
    if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw notMultipart();
    const { fields, files } = await partsOf(hub, request);
    request.body = fields;
    response.locals['files'] = files;
    next();
  };
}

export const uploadedFiles = (response: Response): readonly UploadedFile[] =>
  (response.locals['files'] as readonly UploadedFile[] | undefined) ?? [];

interface Parts {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly UploadedFile[];
}

function partsOf(hub: Hub, request: Request): Promise<Parts> {
  const fileSize = hub.settings.importFileBytes;
  const fields: Record<string, string> = {};
  const files: UploadedFile[] = [];
  return new Promise((resolve, reject) => {
    const reader = busboy({ headers: request.headers, defParamCharset: 'utf8', limits: { fileSize } });
    const broken = (error: unknown): void =>
      reject(invalid(`The multipart body is broken: ${(error as Error).message}`));
    reader.on('field', (name, value) => {
      fields[name] = value;
    });
    reader.on('file', (field, stream, { filename = '' }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => reject(tooLarge(filename, fileSize)));
      stream.on('error', broken);
      stream.on('end', () => files.push({ field, name: filename, content: Buffer.concat(chunks) }));
    });
    reader.on('close', () => resolve({ fields, files }));
    reader.on('error', broken);
    request.on('error', broken);
    request.pipe(reader);
  });
}

const notMultipart = (): HubSpotError =>
  new HubSpotError(415, 'VALIDATION_ERROR', 'Send this as multipart/form-data, with the file as one of its parts.');

const tooLarge = (name: string, most: number): HubSpotError =>
  new HubSpotError(413, 'VALIDATION_ERROR', `The file ${name} is larger than ${most} bytes; send it in parts.`);
