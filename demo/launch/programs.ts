import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ID, CLIENT_ID, PORTAL_ID, PUBLIC_ORIGIN, type Edition, type Ports } from './edition.ts';
import { startProgram, type Program } from './program.ts';
import type { DemoSecrets } from './secrets.ts';
import { serverFlags } from './server-flags.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Setting {
  readonly edition: Edition;
  readonly ports: Ports;
  readonly dataDir: string;
  readonly projectDir: string;
  readonly secrets: DemoSecrets;
}

export function startErp({ dataDir, ports }: Setting): Promise<Program> {
  return startProgram({
    name: 'demo ERP',
    file: join(root, 'demo/erp/main.ts'),
    env: { DEMO_ERP_PORT: String(ports.erp), LEDGERLINE_DATA: dataDir },
    logFile: join(dataDir, 'erp.log'),
  });
}

export function startEmulator(setting: Setting): Promise<Program> {
  const { dataDir, ports, secrets, edition, projectDir } = setting;
  const local = `http://localhost:${ports.server}`;
  const registration = {
    appId: APP_ID,
    clientId: CLIENT_ID,
    clientSecret: secrets.clientSecret,
    projectDir,
    profile: 'local',
    proxy: { [PUBLIC_ORIGIN]: local },
    functionSecrets: { LEDGERLINE_URL: local, LEDGERLINE_FUNCTION_SECRET: secrets.functionSecret },
    installedIn: edition === 'private' ? [PORTAL_ID] : [],
  };
  const appsFile = join(dataDir, 'emulator-apps.json');
  writeFileSync(appsFile, JSON.stringify([registration], null, 2), { mode: 0o600 });
  return startProgram({
    name: 'HubSpot emulator',
    file: join(root, 'emulator/main.ts'),
    env: {
      EMULATOR_PORT: String(ports.emulator),
      EMULATOR_DATA: join(dataDir, 'emulator'),
      EMULATOR_SEED: join(root, 'demo/portal.json'),
      EMULATOR_APPS: appsFile,
    },
    logFile: join(dataDir, 'emulator.log'),
  });
}

export function startServer(setting: Setting, erp: Program, emulator: Program, staticToken: string | null) {
  const { dataDir, ports, secrets } = setting;
  return startProgram({
    name: 'server',
    file: join(root, 'server/main.ts'),
    flags: serverFlags(),
    env: {
      PORT: String(ports.server),
      LEDGERLINE_DATA: dataDir,
      PUBLIC_BASE_URL: PUBLIC_ORIGIN,
      OAUTH_REDIRECT_URL: `http://localhost:${ports.server}/oauth/callback`,
      HUBSPOT_API_URL: emulator.url,
      HUBSPOT_AUTHORIZE_URL: `${emulator.url}/oauth/authorize`,
      HUBSPOT_APP_ID: String(APP_ID),
      HUBSPOT_CLIENT_ID: CLIENT_ID,
      HUBSPOT_CLIENT_SECRET: secrets.clientSecret,
      LEDGERLINE_FUNCTION_SECRET: secrets.functionSecret,
      LEDGERLINE_MAPPING: join(root, 'demo/northwind.mapping.yaml'),
      LEDGERLINE_CONNECTION: join(root, 'demo/northwind.connection.yaml'),
      ERP_URL: erp.url,
      ERP_NAME: 'Northwind ERP',
      ...(staticToken === null ? {} : { HUBSPOT_ACCESS_TOKEN: staticToken, HUBSPOT_PORTAL_ID: String(PORTAL_ID) }),
    },
    logFile: join(dataDir, 'server.log'),
  });
}
