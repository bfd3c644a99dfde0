import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { runDir } from './environment.ts';
import type { Recorder } from './recorder.ts';

const dir = runDir();
// Ajv is a dependency of the tests alone: an emulator that nobody checks must start without it.
const recorder = dir === undefined ? null : (await import('./recorder.ts')).recorderInto(dir);

/** Holds every exchange against HubSpot's published files when a test run asks for it; otherwise does nothing. */
export const checkingConformance = (record: Recorder | null = recorder): RequestHandler =>
  record === null ? (_request, _response, next) => next() : recordingWith(record);

function recordingWith(record: Recorder): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    const sent = keepSent(response);
    // An answer that a fault cut off never finishes, and is nothing that HubSpot said.
    response.once('finish', () =>
      record({
        method: request.method,
        url: request.originalUrl,
        requestType: request.get('content-type') ?? null,
        requestBody: request.body as unknown,
        status: response.statusCode,
        responseType: response.get('content-type') ?? null,
        responseBody: Buffer.concat(sent),
      }),
    );
    next();
  };
}

/** Collects what is written to a response. */
function keepSent(response: Response): Buffer[] {
  const sent: Buffer[] = [];
  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) sent.push(Buffer.from(chunk as string));
  };
  const write = response.write.bind(response) as (...parts: unknown[]) => boolean;
  const end = response.end.bind(response) as (...parts: unknown[]) => Response;
  response.write = (...parts: unknown[]) => {
    keep(parts[0]);
    return write(...parts);
  };
  response.end = (...parts: unknown[]) => {
    keep(parts[0]);
    return end(...parts);
  };
  return sent;
}
