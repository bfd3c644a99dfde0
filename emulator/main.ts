import { z } from 'zod';
import { AppRegistration } from './app-registration.ts';
import { portalViews } from './api/control/portals.ts';
import { checked } from './checked.ts';
import { readData } from './seed-file.ts';
import { startWithHub } from './start.ts';

/** `npm run emulator`: HubSpot on this machine, until Ctrl-C. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const seedFile = env['EMULATOR_SEED'];
  const dataDir = env['EMULATOR_DATA'] || './data/emulator';
  const { hub, url, close } = await startWithHub({
    port: portOf(env['EMULATOR_PORT']),
    dataDir,
    apps: await registrations(env['EMULATOR_APPS']),
    log: (sentence) => console.log(sentence),
    ...(seedFile ? { seedFile } : {}),
  });
  let closing = false;
  const stop = (): void => {
    if (closing) return;
    closing = true;
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('The emulator could not be closed cleanly; its state may lack the last 100 ms.', error);
        process.exit(1);
      },
    );
  };
  // A parent that dies closes the channel; then nobody is left to stop us.
  process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
  console.log(greeting(url, portalViews(hub), dataDir));
  process.send?.({ ready: true, url });
}

function portOf(text: string | undefined): number {
  const port = Number(text || '4000');
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`EMULATOR_PORT must be a port number from 0 (any free one) to 65535, not "${text}".`);
}

async function registrations(file: string | undefined): Promise<AppRegistration[]> {
  if (!file) return [];
  const data = await readData(file, 'EMULATOR_APPS names a file:');
  return checked(z.array(AppRegistration), data, `${file} must hold an array of app registrations`);
}

/** What somebody who starts it for the first time needs to know. */
function greeting(url: string, portals: ReturnType<typeof portalViews>, dataDir: string): string {
  const lines = portals.flatMap(({ portalId, name, accessToken, apps }) => [
    `Portal ${portalId}, ${name}: token ${accessToken} (every scope, no limits)`,
    ...apps.map((app) => `  app ${app.name}, ${app.auth}${app.accessToken ? `: token ${app.accessToken}` : ''}`),
  ]);
  return [
    `HubSpot emulator: ${url}`,
    `  CRM pages        ${url}/`,
    `  install an app   ${url}/oauth/authorize?client_id=...&redirect_uri=...&scope=...`,
    `  control plane    ${url}/_emulator/portals, /apps, /clock, /faults, /requests, /settings, /snapshots`,
    `  state            ${dataDir} (POST ${url}/_emulator/reset goes back to the seed)`,
    ...lines,
    'Settings: EMULATOR_PORT, EMULATOR_DATA, EMULATOR_SEED and EMULATOR_APPS (YAML or JSON); see emulator/README.md.',
  ].join('\n');
}

main(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
