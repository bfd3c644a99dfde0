import { Argument, Command } from 'commander';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type Edition = 'marketplace' | 'private';

export interface StageOptions {
  readonly edition: Edition;
  /** Becomes the HubSpot project, whole. Emptied first, if an earlier run made it. */
  readonly outDir: string;
  /** https origin of the server; that of `src/hsprofile.local.json` when left out. */
  readonly url?: string;
  /** Where the server listens on this machine, for trying the app locally; `http://localhost:3000` when left out. */
  readonly localOrigin?: string;
}

const LOCAL_ORIGIN = 'http://localhost:3000';
const ROOT = path.resolve(import.meta.dirname, '..');
/** Says that a folder is ours to empty. Hidden, so it is never uploaded. */
const MARKER = '.staged-by-ledgerline';
const PROFILE = 'src/hsprofile.local.json';
const APP = 'src/app/app-hsmeta.json';
const LOCAL = 'src/app/local.json';

interface AppMeta {
  config: { distribution: string; auth: { type: string; redirectUrls?: string[]; requiredScopes: string[] } };
}

/** The same exclusions as .hsignore, which `hs project upload` applies; a test compares the two. */
export function isShipped(file: string): boolean {
  const parts = file.split(path.sep);
  const name = parts.at(-1) ?? '';
  if (parts.some((part) => part.startsWith('.') || part === 'node_modules' || part === '__tests__')) return false;
  if (/\.test\.tsx?$/.test(name) || name === 'tsconfig.json' || name.endsWith('.log')) return false;
  return !file.startsWith(path.join('src', 'app', 'functions', 'source'));
}

/** Writes one edition as a complete HubSpot project, ready for `hs project upload --profile local`. */
export async function stageEdition({ edition, outDir, url, localOrigin = LOCAL_ORIGIN }: StageOptions): Promise<void> {
  if (url !== undefined) requireHttpsOrigin(url);
  await emptyOwnFolder(outDir);
  await cp(path.join(ROOT, 'src'), path.join(outDir, 'src'), {
    recursive: true,
    filter: (source) => isShipped(path.relative(ROOT, source)),
  });
  await cp(path.join(ROOT, '.hsignore'), path.join(outDir, '.hsignore'));
  await cp(path.join(ROOT, 'hsproject.json'), path.join(outDir, 'hsproject.json'));
  await linkPackages(outDir);
  if (url !== undefined) {
    await setVariable(outDir, 'LEDGERLINE_URL', url);
    await writeJson(outDir, LOCAL, { proxy: { [url]: localOrigin } });
  }
  if (edition === 'marketplace') await makeMarketplace(outDir, localOrigin);
}

/**
 * An app with OAuth cannot hold app functions, and neither auth nor distribution of an uploaded app can be changed; so
 * the second edition is a project of its own name, and its cards fetch.
 */
async function makeMarketplace(outDir: string, localOrigin: string): Promise<void> {
  await rm(path.join(outDir, 'src/app/functions'), { recursive: true });
  const project = (await readJson(outDir, 'hsproject.json')) as { name: string };
  await writeJson(outDir, 'hsproject.json', { ...project, name: `${project.name}-marketplace` });
  await setVariable(outDir, 'LEDGERLINE_DATA_PATH', 'fetch');
  const app = (await readJson(outDir, APP)) as AppMeta;
  app.config.distribution = 'marketplace';
  app.config.auth = {
    ...app.config.auth,
    type: 'oauth',
    redirectUrls: [`${localOrigin}/oauth/callback`, '${LEDGERLINE_URL}/oauth/callback'],
    requiredScopes: ['oauth', ...app.config.auth.requiredScopes],
  };
  await writeJson(outDir, APP, app);
}

function requireHttpsOrigin(url: string): void {
  if (URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).origin === url) return;
  throw new Error(`The url must be an https origin such as https://ledgerline.example.com, not ${url}.`);
}

async function setVariable(outDir: string, name: string, value: string): Promise<void> {
  const profile = (await readJson(outDir, PROFILE)) as { variables: Record<string, string> };
  profile.variables[name] = value;
  await writeJson(outDir, PROFILE, profile);
}

async function readJson(outDir: string, file: string): Promise<unknown> {
  return JSON.parse(await readFile(path.join(outDir, file), 'utf8'));
}

async function writeJson(outDir: string, file: string, content: unknown): Promise<void> {
  await writeFile(path.join(outDir, file), `${JSON.stringify(content, null, 2)}\n`);
}

/** Outside the checkout a builder would not find React and HubSpot's components. Uploads leave `node_modules` out. */
async function linkPackages(outDir: string): Promise<void> {
  if (!path.relative(ROOT, outDir).startsWith('..')) return;
  await symlink(path.join(ROOT, 'node_modules'), path.join(outDir, 'node_modules'), 'junction');
}

async function emptyOwnFolder(outDir: string): Promise<void> {
  const files = await readdir(outDir).catch((): string[] => []);
  if (files.length > 0 && !files.includes(MARKER)) {
    throw new Error(`${outDir} holds files that staging did not write. Name an empty or a new folder with --out.`);
  }
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await writeFile(path.join(outDir, MARKER), '');
}

if (import.meta.main) {
  const program = new Command('stage')
    .description('Writes one edition of the HubSpot project, ready for "hs project upload --profile local".')
    .addArgument(new Argument('<edition>').choices(['marketplace', 'private']))
    .option('--out <folder>', 'where to write it (default: dist/<edition>)')
    .option('--url <origin>', 'https origin of your Ledgerline server')
    .action(async (edition: Edition, options: { out?: string; url?: string }) => {
      const outDir = path.resolve(options.out ?? path.join(ROOT, 'dist', edition));
      await stageEdition({ edition, outDir, ...(options.url === undefined ? {} : { url: options.url }) });
      console.log(
        `Staged the ${edition} edition in ${outDir}.\nUpload it: cd ${outDir} && npx hs project upload --profile local`,
      );
    });
  await program.parseAsync().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
