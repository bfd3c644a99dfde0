import { join } from 'node:path';
import { adminOf, type Admin } from './admin.ts';
import { PORTAL_ID, type Edition, type Ports } from './edition.ts';
import { installApp } from './install-app.ts';
import { dataFolderIsUsable, portIsFree } from './preflight.ts';
import { startEmulator, startErp, startServer, type Setting } from './programs.ts';
import type { Program } from './program.ts';
import { isEmpty, sentence, type Report } from './report.ts';
import { demoSecrets } from './secrets.ts';
import { findShowcase, type Showcase } from './showcase.ts';
import { staticToken } from './static-token.ts';
import { stageEdition } from '../../scripts/stage.ts';

export interface Demo {
  readonly showcase: Showcase;
  readonly admin: Admin;
  readonly serverUrl: string;
  readonly emulatorUrl: string;
  readonly erpUrl: string;
  /** Resolves with the first program that ends on its own. */
  readonly broken: Promise<string>;
  /** Stops the demo ERP alone, to see what the others make of it. */
  stopErp(): Promise<void>;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly edition: Edition;
  readonly ports: Ports;
  readonly dataDir: string;
  /** The folder is one in which all is in step already, so nobody wants to see that again. */
  readonly isSynced?: boolean;
}

/** Emulator, demo ERP and server, installed, planned and synced: everything `npm start` does. */
export async function startDemo(options: DemoOptions, report: Report): Promise<Demo> {
  const { edition, ports, dataDir } = options;
  dataFolderIsUsable(dataDir);
  await portIsFree(ports.emulator, 'the HubSpot emulator', 'EMULATOR_PORT');
  await portIsFree(ports.erp, 'the demo ERP', 'DEMO_ERP_PORT');
  await portIsFree(ports.server, 'the server', 'PORT');
  const projectDir = join(dataDir, 'project');
  const setting: Setting = { edition, ports, dataDir, projectDir, secrets: demoSecrets(join(dataDir, 'demo.json')) };
  const running: Program[] = [];
  const stop = async () => {
    for (const program of running.splice(0).toReversed()) await program.stop();
  };
  try {
    const demo = await startAll(setting, running, stop, report);
    if (!options.isSynced) await sync(demo.admin, report);
    return { ...demo, showcase: await findShowcase(demo.erpUrl, demo.emulatorUrl, ports) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(
  setting: Setting,
  running: Program[],
  stop: () => Promise<void>,
  report: Report,
): Promise<Omit<Demo, 'showcase'>> {
  const { edition, ports, dataDir, projectDir } = setting;
  const start = async (title: string, program: () => Promise<Program>) => {
    const started = await report.step(title, program, ({ url }) => url);
    running.push(started);
    return started;
  };
  await report.step(`HubSpot project staged, ${edition} edition`, () =>
    stageEdition({ edition, outDir: projectDir, localOrigin: `http://localhost:${ports.server}` }),
  );
  const erp = await start('Demo ERP (Northwind)', () => startErp(setting));
  const emulator = await start('HubSpot emulator', () => startEmulator(setting));
  const token = edition === 'private' ? await staticToken(emulator.url, PORTAL_ID) : null;
  const server = await start('Ledgerline server', () => startServer(setting, erp, emulator, token));
  const admin = adminOf(server.url, join(dataDir, 'admin-token'));
  if (!(await admin.installed(PORTAL_ID))) {
    await report.step('App installed through OAuth', () => installApp(server.url, PORTAL_ID));
  }
  const broken = Promise.race(running.map((program) => program.ended.then(() => program.name)));
  return {
    admin,
    serverUrl: server.url,
    emulatorUrl: emulator.url,
    erpUrl: erp.url,
    broken,
    stopErp: () => erp.stop(),
    stop,
  };
}

async function sync(admin: Admin, report: Report): Promise<void> {
  const plan = await report.bar('Plan', (progress) => admin.run(PORTAL_ID, 'plan', progress), sentence);
  if (isEmpty(plan)) {
    report.say('  ✓ Everything is in place; nothing to write');
    return;
  }
  await report.bar('First sync', (progress) => admin.run(PORTAL_ID, 'sync', progress), sentence);
}
