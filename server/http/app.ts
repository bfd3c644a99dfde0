import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import { answerError } from './error-answer.ts';
import { sendPage, STYLE_HASH } from './page.ts';
import type { RateLimits } from './refusals.ts';
import { traceRequests } from './request-trace.ts';
import { noTracing, type Tracing } from '../tracing.ts';

interface Log {
  error(details: object, message: string): void;
}

export interface AppParts {
  readonly routers: readonly Router[];
  readonly log: Log;
  readonly tracing?: Tracing;
  /** Of the pages that anybody may open. */
  readonly limits?: Pick<RateLimits, 'pages'>;
  /** So many hops of X-Forwarded-For are believed. */
  readonly trustedProxies?: number;
}

/** For APIs and for a few pages without script: nothing is loaded but their own style, and nobody frames them. */
const HEADERS: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: [STYLE_HASH],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
};

/** Puts the routers together. Order matters only for what comes last: not found, then failures. */
export function createApp({ routers, log, tracing = noTracing, limits, trustedProxies = 0 }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', trustedProxies);
  app.use(traceRequests(tracing), helmet(HEADERS));
  app.use((_request, response, next) => {
    // Nothing here is the same for everybody and for long.
    response.set('cache-control', 'no-store');
    next();
  });
  if (limits) app.use('/oauth', limits.pages);
  app.get('/', (_request, response) => {
    sendPage(response, 200, {
      title: 'This is a Ledgerline server',
      paragraphs: ['It keeps HubSpot in step with the system that holds the money.'],
      links: [
        { href: '/oauth/install', text: 'Install the app in a HubSpot account' },
        { href: '/ready', text: 'Is it ready?' },
      ],
    });
  });
  for (const router of routers) app.use(router);
  app.use((request: Request, response: Response) => {
    answerError(response, 404, 'not_found', `There is nothing at ${request.method} ${request.path}.`);
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    log.error({ err: error, path: request.path }, 'request failed');
    if (response.headersSent) return next(error);
    answerError(response, 500, 'failed', 'Something went wrong on the Ledgerline server; its log has the cause.');
  });
  return app;
}
