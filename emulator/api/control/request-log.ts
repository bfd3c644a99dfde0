import type { Captured } from '../store/captured.ts';
import type { RequestDetail } from './request-detail.ts';

export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** null for a request without an app: the portal's own token, or none. */
  readonly appId: number | null;
}

const KEPT = 1000;

/** The last requests, oldest first. */
export interface RequestLog extends Captured<readonly LoggedRequest[]> {
  add(request: LoggedRequest, detail: RequestDetail): void;
  all(): readonly LoggedRequest[];
  /** What else is known of a request; nothing of one that a snapshot brought back. */
  detailOf(request: LoggedRequest): RequestDetail | undefined;
  reset(): void;
}

export function createRequestLog(): RequestLog {
  const ring: LoggedRequest[] = [];
  const details = new WeakMap<LoggedRequest, RequestDetail>();
  let next = 0;
  const all = (): readonly LoggedRequest[] => [...ring.slice(next), ...ring.slice(0, next)];
  const restore = (requests: readonly LoggedRequest[]): void => {
    ring.splice(0, ring.length, ...requests);
    next = ring.length % KEPT;
  };
  return {
    add(request, detail) {
      details.set(request, detail);
      ring[next] = request;
      next = (next + 1) % KEPT;
    },
    all,
    detailOf: (request) => details.get(request),
    reset: () => restore([]),
    capture: all,
    restore,
  };
}
