import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppExtension, InstalledApp } from '../../app-registration.ts';
import { extensionRoot, fingerprint } from './fingerprint.ts';
import type { Shelf } from './shelf.ts';

const BUILDER = fileURLToPath(new URL('card-builder.ts', import.meta.url));
const SDK = '@hubspot/ui-extensions';
const BUILD_TIMEOUT_MS = 60_000;

/** A card or a page of an app: whatever has an entry file. */
export interface PlacedExtension {
  readonly app: Pick<InstalledApp, 'variables'>;
  readonly card: Pick<AppExtension, 'entrypoint'>;
}

export interface CardBundles {
  /** Builds the card unless its sources are as they were; the version names the bundle. Throws what the builder says. */
  version(placed: PlacedExtension): Promise<string>;
  bundle(version: string): Promise<Buffer | null>;
}

export function createCardBundles(shelf: Shelf): CardBundles {
  const running = new Map<string, Promise<void>>();
  const name = (version: string) => `card-${version}.js`;
  return {
    bundle: (version) => shelf.get(name(version)),
    async version({ app, card }) {
      const root = extensionRoot(card.entrypoint);
      const variables = JSON.stringify(app.variables);
      const version = await fingerprint(root, card.entrypoint, variables);
      if ((await shelf.get(name(version))) !== null) return version;
      const build = async () =>
        shelf.put(name(version), await buildCard({ root, entrypoint: card.entrypoint, variables }));
      const built = running.get(version) ?? build();
      running.set(version, built);
      try {
        await built;
      } finally {
        running.delete(version);
      }
      return version;
    },
  };
}

interface Build {
  readonly root: string;
  readonly entrypoint: string;
  readonly variables: string;
}

async function buildCard({ root, entrypoint, variables }: Build): Promise<Buffer> {
  const work = await mkdtemp(join(tmpdir(), 'card-build-'));
  try {
    const source = await resolvableRoot(root, join(work, 'source'));
    const output = join(work, 'output');
    await runBuilder([source, join(source, relative(root, entrypoint)), output, variables]);
    const built = (await readdir(output)).find((name) => name.endsWith('.js'));
    if (built === undefined) throw new Error(`HubSpot's builder wrote no bundle for ${basename(entrypoint)}.`);
    return await readFile(join(output, built));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * HubSpot's build runs `npm ci` in the extension's folder. Where that was not done, a copy beside the emulator's own
 * packages does the same, so that a project can be tried without installing anything in it.
 */
async function resolvableRoot(root: string, copy: string): Promise<string> {
  const has = (folder: string) => existsSync(join(folder, SDK, 'package.json'));
  if ((createRequire(join(root, 'package.json')).resolve.paths(SDK) ?? []).some(has)) return root;
  const own = (createRequire(import.meta.url).resolve.paths(SDK) ?? []).find(has);
  if (own === undefined) throw new Error(`${SDK} is not installed: run npm install in ${root}.`);
  await cp(root, copy, { recursive: true });
  await symlink(own, join(copy, 'node_modules'), 'junction');
  return copy;
}

async function runBuilder(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [BUILDER, ...args], { timeout: BUILD_TIMEOUT_MS }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(stderr.trim() || stdout.trim() || error.message));
    });
  });
}
