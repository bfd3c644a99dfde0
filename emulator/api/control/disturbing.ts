import type { NextFunction, Request, Response } from 'express';
import type { Hub } from '../hub.ts';
import { principalOf } from '../oauth/callers.ts';
import { type Disturbance } from './faults.ts';
import { faultyAnswer } from './faulty-answer.ts';

/** Disturbs requests as `/_emulator/faults` says. */
export function disturbing(hub: Hub) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const disturbance = hub.faults.take({
      method: request.method,
      path: request.originalUrl.split('?')[0] ?? '/',
      appId: () => appOf(hub, request),
    });
    if (!disturbance) return next();
    if (disturbance.delayMs === 0) return disturb(hub, disturbance, request, response, next);
    setTimeout(() => disturb(hub, disturbance, request, response, next), disturbance.delayMs).unref();
  };
}

function disturb(hub: Hub, { fault }: Disturbance, request: Request, response: Response, next: NextFunction): void {
  if (fault.resetConnection) {
    request.socket.destroy();
    return;
  }
  const answer = fault.status === undefined ? null : faultyAnswer(fault, fault.status, hub.random.uuid());
  if (fault.dropAfterWrite) insteadOfEnding(response, () => void request.socket.destroy());
  else if (answer && fault.afterWrite) insteadOfEnding(response, () => answer(response));
  else if (fault.slowBody) insteadOfEnding(response, trickled(response, fault.slowBody));
  else if (fault.truncateBody !== undefined)
    insteadOfEnding(response, truncated(request, response, fault.truncateBody));
  if (answer && !fault.afterWrite) answer(response);
  else next();
}

/** The handler works as ever; what it would send is handed over instead. */
function insteadOfEnding(response: Response, run: (body: Buffer) => void): void {
  const end = response.end.bind(response);
  response.end = ((body?: string | Uint8Array) => {
    response.end = end;
    run(body === undefined ? Buffer.alloc(0) : Buffer.from(body as string));
    return response;
  }) as Response['end'];
}

const trickled =
  (response: Response, { bytes, everyMs }: { readonly bytes: number; readonly everyMs: number }) =>
  (body: Buffer): void => {
    const send = (from: number): void => {
      if (response.destroyed) return;
      if (from >= body.length) return void response.end();
      response.write(body.subarray(from, from + bytes));
      setTimeout(() => send(from + bytes), everyMs).unref();
    };
    send(0);
  };

/** The header has announced the whole length, so that a careful client notices. */
const truncated =
  (request: Request, response: Response, bytes: number) =>
  (body: Buffer): void => {
    response.write(body.subarray(0, bytes), () => void request.socket.destroy());
  };

/** A token that is no good has no app; the endpoint will say so. */
function appOf(hub: Hub, request: Request): number | null {
  try {
    return principalOf(hub, request.headers.authorization).app?.registration.appId ?? null;
  } catch {
    return null;
  }
}
