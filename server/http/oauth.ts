import { Router, type Request, type Response } from 'express';
import { installFrom, type InstallDeps } from './install.ts';
import { CANCELLED, failedInstall, NOT_STARTED_HERE, refusedByHubSpot, type FailedInstall } from './install-failure.ts';
import { AGAIN, outcomePage, type Outcome } from './install-page.ts';
import {
  ATTEMPT,
  beginAttempt,
  cookieName,
  cookieOptions,
  finishAttempt,
  OUTCOME,
  readCookie,
  readSigned,
  sign,
} from './oauth-state.ts';
import { sendPage } from './page.ts';

export interface OAuthDeps extends InstallDeps {
  readonly authorizeUrl: string;
  readonly clientId: string;
  readonly redirectUrl: string;
}

/**
 * /oauth/install begins an install, `?portalId=` one that is meant for that account only; /oauth/callback takes
 * HubSpot's answer; /oauth/installed tells how it ended, also when it is loaded again, and with no code in its address.
 */
export function oauthRouter(deps: OAuthDeps): Router {
  const router = Router();
  const options = cookieOptions(isSecure(deps));
  const [attemptCookie, outcomeCookie] = [cookieName(ATTEMPT, isSecure(deps)), cookieName(OUTCOME, isSecure(deps))];
  router.get('/oauth/install', async (request, response) => {
    const portalId = accountId(request.query['portalId']);
    const { state, challenge, cookie } = await beginAttempt(deps.keyring.signingKeys, portalId);
    const query = new URLSearchParams({
      client_id: deps.clientId,
      redirect_uri: deps.redirectUrl,
      scope: deps.scopes.join(' '),
      ...(deps.optionalScopes?.length ? { optional_scope: deps.optionalScopes.join(' ') } : {}),
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    response.cookie(attemptCookie, cookie, options).redirect(`${deps.authorizeUrl}?${query}`);
  });
  router.get('/oauth/callback', async (request, response) => {
    response.clearCookie(attemptCookie, { ...options, maxAge: undefined });
    const ended = await callback(deps, request);
    if ('status' in ended) return sendPage(response, ended.status, ended);
    response.cookie(outcomeCookie, await sign(deps.keyring.signingKeys, OUTCOME, ended), options);
    response.redirect(303, '/oauth/installed');
  });
  router.get('/oauth/installed', (request, response) => showOutcome(deps, request, response));
  return router;
}

const isSecure = ({ redirectUrl }: OAuthDeps): boolean => redirectUrl.startsWith('https:');

async function callback(deps: OAuthDeps, request: Request): Promise<Outcome | FailedInstall> {
  const { state, code, error, error_description: description } = request.query;
  const cookie = readCookie(request.get('cookie'), cookieName(ATTEMPT, isSecure(deps)));
  const attempt = await finishAttempt(deps.keyring.signingKeys, cookie, state);
  if (attempt === null) return NOT_STARTED_HERE;
  if (typeof error === 'string' && error !== 'access_denied') {
    deps.log.warn({ error }, 'HubSpot did not finish an install');
    return refusedByHubSpot(error.slice(0, 100), typeof description === 'string' ? description.slice(0, 300) : '');
  }
  if (typeof code !== 'string') return CANCELLED;
  try {
    return await installFrom(deps, code, attempt);
  } catch (cause) {
    deps.log.warn({ err: cause }, 'install failed');
    return failedInstall(cause);
  }
}

async function showOutcome(deps: OAuthDeps, request: Request, response: Response): Promise<void> {
  const cookie = readCookie(request.get('cookie'), cookieName(OUTCOME, isSecure(deps)));
  const outcome = await readSigned<Outcome>(deps.keyring.signingKeys, OUTCOME, cookie ?? '');
  if (outcome !== null) return sendPage(response, 200, outcomePage(outcome));
  sendPage(response, 200, {
    title: 'There is no install to tell of',
    paragraphs: ['This page shows for ten minutes how an install ended, in the browser that did it.'],
    links: AGAIN,
  });
}

function accountId(asked: unknown): number | null {
  const id = typeof asked === 'string' && /^\d{1,15}$/.test(asked) ? Number(asked) : 0;
  return id > 0 ? id : null;
}
