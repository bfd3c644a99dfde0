import type { Db } from '../store/db.ts';
import { getInstall, type Install } from '../store/installs.ts';
import type { Outcome } from './install-page.ts';
import { WrongAccount } from './install-failure.ts';
import type { Keyring } from './keyring.ts';
import type { OAuthClient, Tokens } from './oauth-client.ts';
import type { Remembered } from './oauth-state.ts';
import type { Tokenholder } from './tokens.ts';

export interface InstallDeps {
  readonly db: Db;
  readonly scopes: readonly string[];
  /** Granted where the account has what they are about. */
  readonly optionalScopes?: readonly string[];
  /** Accounts that may install the app here; null: every one that HubSpot lets. */
  readonly accounts: readonly number[] | null;
  readonly client: OAuthClient;
  readonly tokens: Tokenholder;
  readonly keyring: Pick<Keyring, 'signingKeys'>;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}

/** Turns the code into tokens and saves them. Throws WrongAccount, and what OAuthClient throws. */
export async function installFrom(deps: InstallDeps, code: string, attempt: Remembered): Promise<Outcome> {
  const tokens = await deps.client.exchange(code, attempt.verifier);
  const portalId = tokens.hub_id;
  if (portalId === undefined) throw new Error('HubSpot did not say which account the tokens are for');
  const before = await getInstall(deps.db, portalId);
  await requireWelcome(deps, tokens, { portalId, meant: attempt.portalId, isKnown: before?.state === 'active' });
  const hubDomain = (await deps.client.hubDomain(tokens.access_token)) ?? before?.hubDomain ?? null;
  await deps.tokens.saveGrant(portalId, tokens, hubDomain);
  const granted = tokens.scopes ?? deps.scopes;
  const added = before === null ? [] : granted.filter((scope) => !before.scopes.includes(scope));
  const missing = deps.scopes.filter((scope) => !granted.includes(scope));
  const kind = kindOf(before, added);
  deps.log.info({ portalId, kind, added, missing }, 'installed');
  return { kind, portalId, hubDomain, added, missing };
}

function kindOf(before: Install | null, added: readonly string[]): Outcome['kind'] {
  if (before === null) return 'new';
  if (before.state !== 'active') return 'back';
  return added.length > 0 ? 'more' : 'again';
}

interface Asked {
  readonly portalId: number;
  readonly meant: number | null;
  readonly isKnown: boolean;
}

/** A grant that is not wanted is given back at once, unless it is the one that an install of that account lives on. */
async function requireWelcome({ accounts, client }: InstallDeps, tokens: Tokens, asked: Asked): Promise<void> {
  const { portalId, meant, isKnown } = asked;
  const isMeant = meant === null || meant === portalId;
  const isWelcome = accounts === null || accounts.includes(portalId);
  if (isMeant && isWelcome) return;
  if (!isKnown) await client.uninstall(tokens.access_token);
  if (!isWelcome) {
    throw new WrongAccount({
      title: `This server is not for account ${portalId}`,
      paragraphs: [
        'The company that runs it allows certain HubSpot accounts only. Nothing was installed, and the app is removed from your account again.',
        'If yours should be one of them, give its number to the person who runs this server.',
      ],
    });
  }
  throw new WrongAccount({
    title: 'That was another account',
    paragraphs: [
      `The install was meant for account ${meant}, and you chose ${portalId} in HubSpot. ` +
        (isKnown ? 'Nothing has changed in either.' : 'Nothing was installed, and the app is removed from it again.'),
    ],
    links: [{ href: `/oauth/install?portalId=${meant}`, text: `Choose account ${meant}` }],
  });
}
