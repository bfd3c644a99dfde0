import express, { type Request, type Response, type Router } from 'express';
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
    if (consent) response.type('html').send(consentPage(consent, portalsFor(hub, request)));
  });
  router.post(AUTHORIZE, form, (request, response) => {
    const consent = askedOrProblem(hub, request, response);
    if (!consent) return;
    const answer = (request.body ?? {}) as Form;
    if (answer['decision'] !== 'connect') {
      response.redirect(302, cancel(consent));
      return;
    }
    const portal = portalsFor(hub, request).find((one) => String(one.portalId) === answer['portalId']);
    if (portal) response.redirect(302, connect(hub, consent, portal.portalId));
    else response.status(400).type('html').send(problemPage('Choose one of the accounts.'));
  });
  for (const version of VERSIONS) {
    router.post(
      `/oauth/${version}/token`,
      form,
      answering((body) => token(hub, body, version)),
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

/** The account-pinned address offers that account only. */
const portalsFor = (hub: Hub, request: Request): PortalRow[] =>
  [...hub.tables.rows<PortalRow>('portals').values()].filter(
    (one) => request.params['accountId'] === undefined || String(one.portalId) === request.params['accountId'],
  );

/** Fields are read from the body alone: since v3 HubSpot ignores the query. */
function answering(work: (body: Form) => object | void) {
  return (request: Request, response: Response): void => {
    try {
      const body = work((request.body ?? {}) as Form);
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
