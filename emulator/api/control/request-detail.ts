import type { Request, Response } from 'express';

/** What the developer's page shows of a request beside its line in the log; it differs from run to run. */
export interface RequestDetail {
  readonly durationMs: number;
  readonly requestBody: string;
  readonly responseBody: string;
}

/** Enough to read, little enough to keep a thousand of. */
const KEPT_CHARACTERS = 8192;

/** Begins to watch a request; the answer, to be called when it is over, is what was seen. */
export function watchRequest(request: Request, response: Response): () => RequestDetail {
  const started = performance.now();
  // Bodies of OAuth hold secrets and tokens.
  const isSecret = request.originalUrl.startsWith('/oauth');
  let responseBody = '';
  const end = response.end.bind(response) as (...given: unknown[]) => Response;
  response.end = (...given: unknown[]): Response => {
    if (!isSecret) responseBody = beginning(given[0]);
    return end(...given);
  };
  return () => ({
    durationMs: Math.round(performance.now() - started),
    requestBody: isSecret ? '' : requestText(request),
    responseBody,
  });
}

function beginning(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk.slice(0, KEPT_CHARACTERS);
  return Buffer.isBuffer(chunk) ? chunk.toString('utf8', 0, KEPT_CHARACTERS) : '';
}

/** Large bodies are not written out again: the log must not slow down what it logs. */
function requestText(request: Request): string {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length === 0 || request.body === undefined) return '';
  return length > KEPT_CHARACTERS ? `${length} bytes, too many to keep` : JSON.stringify(request.body);
}
