import { z } from 'zod';
import { APP_ID } from './edition.ts';
import { StopError } from './stop-error.ts';

const Portals = z.array(
  z.object({
    portalId: z.number(),
    apps: z.array(z.object({ appId: z.number(), accessToken: z.string().optional() })),
  }),
);

/** The access token of the private app in a portal of the emulator; HubSpot shows it on the app's page. */
export async function staticToken(emulatorUrl: string, portalId: number): Promise<string> {
  const portals = Portals.parse(await (await fetch(`${emulatorUrl}/_emulator/portals`)).json());
  const apps = portals.find((portal) => portal.portalId === portalId)?.apps ?? [];
  const token = apps.find(({ appId }) => appId === APP_ID)?.accessToken;
  if (token === undefined) {
    throw new StopError(
      `The private app is not in the emulated portal ${portalId}. Delete the data folder and start again.`,
    );
  }
  return token;
}
