import { ConfigError } from '../engine/error.ts';
import type { Tokenholder } from '../http/tokens.ts';
import type { Db } from '../store/db.ts';
import { getInstall } from '../store/installs.ts';

/**
 * The journal says that the account has removed the app. It may have installed it again since, and the journal may tell of it
 * twice, so HubSpot is asked: of an account without the app it renews no token, and the holder of the tokens writes that
 * down. Resolves to whether the install ended by this.
 */
export async function confirmUninstalled(db: Db, tokens: Tokenholder, portalId: number): Promise<boolean> {
  const isActive = async () => (await getInstall(db, portalId))?.state === 'active';
  if (!(await isActive())) return false;
  try {
    await tokens.accessToken(portalId, await tokens.accessToken(portalId));
  } catch (error) {
    // Of a setting that is wrong as well, which does not end the install.
    if (!(error instanceof ConfigError)) throw error;
  }
  return !(await isActive());
}
