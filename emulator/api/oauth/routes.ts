import express, { type Request, type Response, type Router } from 'express';
import { requireLivingOAuthV1 } from '../http/ended-versions.ts';
import type { Hub, PortalRow } from '../hub.ts';
import { askedFor, cancel, connect, type Consent } from './authorize.ts';
import { consentPage, problemPage } from './consent-page.ts';
import { OAuthError } from './faults.ts';
import { type Form, revoke, token } from './grants.ts';
import { introspect, legacyTokenView } from './introspect.ts';

const VERSIONS = ['v1', 'v3', '2026-03', '2026-09'];
const AUTHORIZE = ['/oauth/authorize', '/oauth/:accountId/authorize'];

/** The pages and endpoints of OAuth; none of them needs a token or counts against a limit. */
export function oauthRouter(hub: Hub): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false });
  router.get(AUTHORIZE, (request, response) => {
    const consent = askedOrProblem(hub, request, response);
    const portals = portalsFor(hub, request);
    if (!consent) return;
    if (portals.length > 0) response.type('html').send(consentPage(consent, portals));
    else
      response
        .status(400)
        .type('html')
        .send(problemPage(noAccount((request.params as { accountId?: string }).accountId)));
  });
  router.post(AUTHORIZE, form, (request, response) => {
    const consent = askedOrProblem(hub, request, response);
    if (!consent) return;
    const answer = (request.body ?? {}) as Form;
    if (answer['decision'] !== 'connect') {
      response.redirect(302, cancel(hub, consent));
      return;
    }
    const portal = portalsFor(hub, request).find((one) => String(one.portalId) === answer['portalId']);
    if (portal) response.redirect(302, connect(hub, consent, portal.portalId));
    else response.status(400).type('html').send(problemPage('Choose one of the accounts.'));
  });
  router.use('/oauth/v1', (_request, _response, next) => {
    requireLivingOAuthV1(hub);
    next();
  });
  for (const version of VERSIONS) {
    router.post(
      `/oauth/${version}/token`,
      form,
      answering((body, query) => token(hub, version === 'v1' ? { ...query, ...body } : body, version)),
    );
    if (version === 'v1') continue;
    router.post(
      `/oauth/${version}/token/introspect`,
      form,
      answering((body) => introspect(hub, body)),
    );
    router.post(
      `/oauth/${version}/token/revoke`,
      form,
      answering((body) => revoke(hub, body)),
    );
  }
  legacy(hub, router);
  return router;
}

function askedOrProblem(hub: Hub, request: Request, response: Response): Consent | null {
  const asked = askedFor(hub, new URL(request.originalUrl, 'http://emulator').searchParams);
  if ('consent' in asked) return asked.consent;
  response.status(400).type('html').send(problemPage(asked.problem));
  return null;
}

const noAccount = (accountId: string | undefined): string =>
  accountId === undefined
    ? 'There is no account here that the app could be installed in.'
    : `There is no account ${accountId} here; /oauth/authorize without a number lets you choose.`;

/** The account-pinned address offers that account only. */
const portalsFor = (hub: Hub, request: Request): PortalRow[] =>
  [...hub.tables.rows<PortalRow>('portals').values()].filter(
    (one) => request.params['accountId'] === undefined || String(one.portalId) === request.params['accountId'],
  );

/** v1 takes fields from the query too; from v3 on, HubSpot reads the body alone. */
function answering(work: (body: Form, query: Form) => object | void) {
  return (request: Request, response: Response): void => {
    response.locals['known'] = true;
    try {
      const body = work((request.body ?? {}) as Form, request.query as Form);
      if (body === undefined) response.sendStatus(200);
      else response.json(body);
    } catch (fault) {
      if (!(fault instanceof OAuthError)) throw fault;
      response.status(fault.status).json(fault.body);
    }
  };
}

function legacy(hub: Hub, router: Router): void {
  for (const kind of ['access', 'refresh'] as const) {
    router.get(`/oauth/v1/${kind}-tokens/:token`, (request, response) => {
      const view = legacyTokenView(hub, kind, request.params['token']);
      if (view) response.json(view);
      else
        response
          .status(404)
          .json({ status: 'error', message: `${kind} token does not exist`, category: 'OBJECT_NOT_FOUND' });
    });
  }
  router.delete('/oauth/v1/refresh-tokens/:token', (request, response) => {
    hub.tables.remove('refreshTokens', request.params['token']);
    response.sendStatus(204);
  });
}
