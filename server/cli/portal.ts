import type { Server } from './admin-client.ts';
import { Status } from './answers.ts';
import { CliError } from './cli-error.ts';

/** The private edition has no install page: it is connected by its static token. */
export const howToConnect = (server: Server): string =>
  `open ${server.url}/oauth/install, or for the private edition run "ledgerline connect"`;

/** The portal that `--portal` names, or the only one there is. */
export async function choosePortal(server: Server, wanted: number | undefined): Promise<number> {
  const { portals } = await server.admin('GET', '/status', Status);
  const ids = portals.map(({ portalId }) => portalId);
  const [only, another] = ids;
  if (only === undefined) throw new CliError(`No HubSpot account is connected: ${howToConnect(server)}.`);
  if (wanted !== undefined && !ids.includes(wanted)) {
    throw new CliError(`Portal ${wanted} is not connected. Connected: ${ids.join(', ')}.`);
  }
  if (wanted === undefined && another !== undefined) {
    throw new CliError(`Say which portal with --portal <id>. Connected: ${ids.join(', ')}.`);
  }
  return wanted ?? only;
}
