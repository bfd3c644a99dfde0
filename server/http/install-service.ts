import { ConfigError } from '../engine/error.ts';
import { Refused } from '../jobs/refused.ts';
import { allPortals, endInstall, getInstall, type Install } from '../store/installs.ts';
import { purgePortal } from '../store/purge.ts';
import { accountOf } from './account-info.ts';
import type { OAuthClient } from './oauth-client.ts';
import { rotateKeys, type Rotation, type RotationDeps } from './rotate-keys.ts';
import type { Tokenholder } from './tokens.ts';

export interface InstallServiceDeps extends RotationDeps {
  readonly apiUrl: string;
  readonly oauth: OAuthClient | null;
  readonly tokens: Tokenholder;
  readonly goneDays: number;
}

export type InstallView = Omit<Install, 'tokens'>;

/** What an operator does with installs and their keys. All of it rejects with Refused, ConfigError or RetryLater. */
export interface InstallService {
  /** All accounts there are tokens of, also those whose install ended and whose data is still kept. */
  list(): Promise<InstallView[]>;
  rotateKeys(): Promise<Rotation>;
  /** Private edition: the account that the static token is for. */
  connect(accessToken: string): Promise<{ portalId: number }>;
  /** `inHubSpot`: the app is gone there too; a private one has to be removed by hand. */
  uninstall(portalId: number): Promise<{ portalId: number; inHubSpot: boolean; keptDays: number }>;
  /** Deletes now what would be deleted later. */
  purge(portalId: number): Promise<void>;
}

export const installService = (deps: InstallServiceDeps): InstallService => ({
  async list() {
    const installs = await Promise.all((await allPortals(deps.db)).map((portalId) => getInstall(deps.db, portalId)));
    return installs.flatMap((install) => (install === null ? [] : [withoutTokens(install)]));
  },
  rotateKeys: () => rotateKeys(deps),
  async connect(accessToken) {
    const portalId = await accountOf(deps.apiUrl, accessToken);
    await deps.tokens.connectStatic(portalId, accessToken);
    return { portalId };
  },
  uninstall: async (portalId) => ({ portalId, inHubSpot: await uninstall(deps, portalId), keptDays: deps.goneDays }),
  async purge(portalId) {
    const install = await getInstall(deps.db, portalId);
    if (install === null) throw new Refused(`Nothing is kept of account ${portalId}.`);
    if (install.state === 'active') {
      throw new Refused(`Ledgerline is installed in account ${portalId}. Run "ledgerline uninstall" first.`);
    }
    await purgePortal(deps.db, portalId);
  },
});

const withoutTokens = ({ tokens: _sealed, ...install }: Install): InstallView => install;

async function uninstall({ db, oauth, tokens }: InstallServiceDeps, portalId: number): Promise<boolean> {
  const install = await getInstall(db, portalId);
  if (install?.state !== 'active') throw new Refused(`Ledgerline is not installed in account ${portalId}.`);
  if (install.edition === 'marketplace') {
    if (oauth === null) {
      throw new ConfigError('The server does not know the app.', 'Set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.');
    }
    const token = await tokens.accessToken(portalId).catch(async (error: unknown) => {
      // The refresh has just found out that the app is gone there already.
      if ((await getInstall(db, portalId))?.state !== 'active') return null;
      throw error;
    });
    if (token !== null) await oauth.uninstall(token);
  }
  await endInstall(db, portalId, 'uninstalled');
  return install.edition === 'marketplace';
}
