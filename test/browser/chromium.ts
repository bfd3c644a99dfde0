import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
];

/** As root, in containers and without a display or a large /dev/shm. */
const FLAGS = ['--no-sandbox', '--disable-setuid-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** The packaged browser is a Lambda build: it has no zygote, and headless is part of its binary. */
const PACKAGED_FLAGS = ['--no-zygote', '--headless=shell', '--font-render-hinting=none'];

interface FoundBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The packaged browser unpacks to `$TMPDIR` and reuses whatever lies there, half written or of another version. So it is
 * unpacked in a folder of its own and renamed: two test processes at once cannot see each other's half. A process of its
 * own does it, because inside Jest `process.env` is a copy that `os.tmpdir()` does not read.
 */
function packagedChromium(): FoundBrowser {
  const folder = join(tmpdir(), 'ledgerline-chromium-153');
  if (!existsSync(folder)) {
    const staging = mkdtempSync(`${folder}-`);
    execFileSync(process.execPath, [join(import.meta.dirname, 'unpack-chromium.mjs')], {
      // Only this value makes it unpack its own NSS libraries.
      env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
    writeFileSync(join(staging, 'fonts', 'fonts.conf'), fontsConfig(folder));
    try {
      renameSync(staging, folder);
    } catch {
      rmSync(staging, { recursive: true, force: true });
    }
  }
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return {
    executablePath: join(folder, 'chromium'),
    args: [...FLAGS, ...PACKAGED_FLAGS],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** The package's own file looks for fonts in /tmp/fonts only; without any font the browser ends at the first text. */
const fontsConfig = (
  folder: string,
): string => `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;

/** An installed Chromium or Chrome, else the one that came with `npm install` (Linux on x64). */
export function findBrowser(): FoundBrowser {
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: FLAGS, env: process.env };
  const missing =
    'No browser found for the browser tests: install Chromium or Chrome (Debian, Ubuntu: `sudo apt-get install chromium`) and run the tests again.';
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(missing);
  try {
    return packagedChromium();
  } catch (cause) {
    throw new Error(missing, { cause });
  }
}

/** A headless browser for tests and screenshots; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = findBrowser();
  return playwright.launch({ executablePath, args: [...args], env: definedOnly(env), headless: true });
}

const definedOnly = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
