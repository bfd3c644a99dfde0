import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppRegistration } from './app-registration.ts';
import { asJson, startEmulator } from './start.ts';

/** `npm run emulator`: HubSpot on this machine, until Ctrl-C. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const port = Number(env['EMULATOR_PORT'] ?? '4000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`EMULATOR_PORT must be a port number, not "${env['EMULATOR_PORT']}".`);
  }
  const seedFile = env['EMULATOR_SEED'];
  const emulator = await startEmulator({
    port,
    dataDir: env['EMULATOR_DATA'] ?? './data/emulator',
    apps: await registrations(env['EMULATOR_APPS']),
    log: (sentence) => console.log(sentence),
    ...(seedFile ? { seedFile } : {}),
  });
  console.log(`HubSpot emulator: ${emulator.url}`);
  process.send?.({ ready: true, url: emulator.url });
  let closing = false;
  const stop = (): void => {
    if (closing) return;
    closing = true;
    emulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('The emulator could not be closed cleanly; its state may lack the last 100 ms.', error);
        process.exit(1);
      },
    );
  };
  // A parent that dies closes the channel; then nobody is left to stop us.
  process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
}

async function registrations(file: string | undefined): Promise<AppRegistration[]> {
  if (!file) return [];
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`EMULATOR_APPS names ${file}, which cannot be read: ${(cause as Error).message}`, { cause });
  });
  const parsed = z.array(AppRegistration).safeParse(asJson(file, text));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} must hold an array of app registrations:\n${z.prettifyError(parsed.error)}`);
}

main(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
