import { Router, type Request, type Response } from 'express';
import { ConfigError } from '../engine/error.ts';
import { beginAttempt, COOKIE, cookieOptions, finishAttempt, readCookie } from './oauth-state.ts';
import type { Keyring } from './keyring.ts';
import { GrantRevoked, type OAuthClient } from './oauth-client.ts';
import { sendPage } from './page.ts';
import type { Tokenholder } from './tokens.ts';

interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface OAuthDeps {
  readonly authorizeUrl: string;
  readonly clientId: string;
  readonly redirectUrl: string;
  readonly scopes: readonly string[];
  readonly client: OAuthClient;
  readonly tokens: Tokenholder;
  readonly keyring: Pick<Keyring, 'signingKeys'>;
  readonly log: Log;
}

const AGAIN = [{ href: '/oauth/install', text: 'Start the install again' }];

export function oauthRouter(deps: OAuthDeps): Router {
  const router = Router();
  const options = cookieOptions(deps.redirectUrl.startsWith('https:'));
  router.get('/oauth/install', async (_request, response) => {
    const { state, challenge, cookie } = await beginAttempt(deps.keyring.signingKeys);
    const query = new URLSearchParams({
      client_id: deps.clientId,
      redirect_uri: deps.redirectUrl,
      scope: deps.scopes.join(' '),
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    response.cookie(COOKIE, cookie, options).redirect(`${deps.authorizeUrl}?${query}`);
  });
  router.get('/oauth/callback', async (request, response) => {
    response.clearCookie(COOKIE, { ...options, maxAge: undefined });
    await callback(deps, request, response);
  });
  return router;
}

async function callback(deps: OAuthDeps, request: Request, response: Response): Promise<void> {
  const verifier = await finishAttempt(
    deps.keyring.signingKeys,
    readCookie(request.get('cookie'), COOKIE),
    request.query['state'],
  );
  if (verifier === null) {
    return sendPage(response, 400, {
      title: 'This install was not started here',
      paragraphs: ['It began in another browser, or more than ten minutes ago. Nothing was installed.'],
      links: AGAIN,
    });
  }
  const { code } = request.query;
  if (typeof code !== 'string') {
    return sendPage(response, 200, {
      title: 'The install was cancelled',
      paragraphs: ['HubSpot reports that the permissions were not granted. Nothing was installed.'],
      links: AGAIN,
    });
  }
  try {
    const tokens = await deps.client.exchange(code, verifier);
    if (tokens.hub_id === undefined) throw new Error('HubSpot did not say which account the tokens are for');
    const domain = await deps.client.hubDomain(tokens.access_token);
    await deps.tokens.saveGrant(tokens.hub_id, tokens, domain);
    deps.log.info({ portalId: tokens.hub_id }, 'installed');
    sendPage(response, 200, {
      title: `Ledgerline is installed in ${domain ?? `account ${tokens.hub_id}`}`,
      paragraphs: [
        'Nothing has been written to HubSpot yet. Look at the plan of the first sync, then run it:',
        'npm run ledgerline -- plan, then npm run ledgerline -- sync.',
      ],
    });
  } catch (error) {
    deps.log.warn({ err: error }, 'install failed');
    sendFailure(response, error);
  }
}

function sendFailure(response: Response, error: unknown): void {
  if (error instanceof GrantRevoked) {
    return sendPage(response, 400, {
      title: 'HubSpot did not accept the install',
      paragraphs: ['The permission it gave was used already or has expired. Nothing was installed.'],
      links: AGAIN,
    });
  }
  if (error instanceof ConfigError) {
    return sendPage(response, 500, {
      title: 'This server is not set up for the app',
      paragraphs: [`${error.message} ${error.fix}`, 'Nothing was installed.'],
    });
  }
  sendPage(response, 502, {
    title: 'HubSpot did not answer as expected',
    paragraphs: ['Nothing was installed. Wait a minute and try again.'],
    links: AGAIN,
  });
}
