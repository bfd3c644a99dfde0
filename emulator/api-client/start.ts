import { Client } from '@hubspot/api-client';
import { portalToken } from '../api/oauth/installs.ts';
import { startTestEmulator, type TestEmulator } from '../testing/emulator.ts';
import { PORTAL } from '../testing/project.ts';
import { driven, type Driven } from './driven.ts';

type Options = Parameters<typeof startTestEmulator>[0];

export interface DrivenEmulator extends Driven {
  readonly hubspot: TestEmulator;
}

/** An emulator, and HubSpot's own client pointed at it. */
export async function startDriven(options: Options = {}): Promise<DrivenEmulator> {
  const hubspot = await startTestEmulator(options);
  const client = new Client({
    basePath: hubspot.url,
    accessToken: portalToken(PORTAL),
    limiterOptions: { maxConcurrent: 6 },
  });
  return { hubspot, ...driven(client) };
}
