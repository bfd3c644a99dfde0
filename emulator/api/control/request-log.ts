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
export interface RequestLog {
  add(request: LoggedRequest): void;
  all(): readonly LoggedRequest[];
  reset(): void;
}

export function createRequestLog(): RequestLog {
  const ring: LoggedRequest[] = [];
  let next = 0;
  return {
    add(request) {
      ring[next] = request;
      next = (next + 1) % KEPT;
    },
    all: () => [...ring.slice(next), ...ring.slice(0, next)],
    reset() {
      ring.length = 0;
      next = 0;
    },
  };
}
