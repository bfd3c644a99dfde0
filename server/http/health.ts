import { Router, type Request, type Response } from 'express';
import type { Secret } from '../secret.ts';
import { answerError } from './error-answer.ts';
import type { Metrics } from './metrics.ts';
import { isBearer } from './admin/bearer.ts';
import type { Readiness } from './readiness.ts';

export interface HealthDeps {
  readonly store: string;
  readonly metrics: Pick<Metrics, 'registry'>;
  readonly readiness: Readiness;
  /** Whoever asks for the metrics from elsewhere has one of these. */
  readonly metricsTokens: readonly Secret[];
}

/**
 * Liveness says that the process runs, readiness that it can take work: a full disk must not make a restart loop. Neither
 * tells more than that to whoever asks. The metrics tell how much business there is, so they are for this machine and for
 * who has a token.
 */
export function healthRouter({ store, metrics, readiness, metricsTokens }: HealthDeps): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ ok: true });
  });
  router.get('/ready', async (_request, response) => {
    const { ok, draining, checks } = await readiness.look();
    if (!ok) response.set('retry-after', '5');
    if (draining) response.set('connection', 'close');
    const bad = Object.entries(checks).flatMap(([name, problem]) => (problem === null ? [] : [`${name} ${problem}`]));
    const message = [...(draining ? ['It is being stopped.'] : []), ...bad.map((one) => `The ${one}.`)].join(' ');
    response.status(ok ? 200 : 503).json({ ok, store, checks, ...(!ok && { message }) });
  });
  router.get('/metrics', async (request, response) => {
    response.set('cache-control', 'no-store');
    if (!isNear(request) && !metricsTokens.some((token) => isBearer(request, token))) return refuse(response);
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

/** From this machine itself: a proxy on it that passes on what others ask says so in a header. */
function isNear(request: Request): boolean {
  const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => request.get(name) !== undefined);
  return !proxied && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
}

function refuse(response: Response): void {
  response.set('www-authenticate', 'Bearer');
  const message =
    'Send LEDGERLINE_METRICS_TOKEN or the admin token as a bearer token; from the machine itself none is needed.';
  answerError(response, 401, 'unauthorized', message);
}
