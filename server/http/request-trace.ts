import type { RequestHandler } from 'express';
import { inTrace, newTrace } from '../trace.ts';
import type { Tracing } from '../tracing.ts';

/**
 * Each request has an id of its own, which the log has with everything that follows from it, and which the answer tells.
 * One that a stranger sends along is not taken: it could be another's.
 */
export function traceRequests(tracing: Tracing): RequestHandler {
  return (request, response, next) => {
    const trace = newTrace();
    response.set('x-request-id', trace.id);
    void inTrace(trace, () =>
      tracing.span(request.method, { kind: 'server' }, async (span) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        response.once('close', resolve);
        next();
        await promise;
        // The pattern of the path: the path itself may name a record, and there are endlessly many.
        const { path = '' } = (request.route as { path?: string } | undefined) ?? {};
        span.rename(`${request.method} ${request.baseUrl}${path}`);
        span.set({ 'http.response.status_code': response.statusCode });
      }),
    );
  };
}
