// Runs before `npm start` and `npm test`, on whatever Node the reader has (>= 20): plain JavaScript, no dependencies.
// It installs what is missing, once, so that either command is the only one a newcomer needs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const stamp = join(root, 'node_modules', '.ledgerline-installed');
const NEEDED_BYTES = 1_500_000_000;

function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 20)
  stop(`Ledgerline needs Node 20 or newer; this is ${process.version}. Install a newer one and run the command again.`);

// Written only after `npm ci` succeeded, so that an interrupted install is noticed and done again.
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) install();
checkRuntime();

function install() {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < NEEDED_BYTES)
    stop(
      `The disk has ${Math.floor((bavail * bsize) / 1e6)} MB free and the install needs 1,500 MB. Free some space and run the command again.`,
    );
  console.error('Installing what Ledgerline needs (once, about a minute) ...');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, args] = npm ? [process.execPath, [npm, ...flags]] : ['npm', flags];
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error || status !== 0)
    stop(
      "The install did not finish (see npm's message above). Check the network and the free disk space, then run the command again: it starts the install anew.",
    );
  writeFileSync(stamp, wanted);
}

/** npm puts node_modules/.bin first on the PATH of its scripts, where the packaged Node 24 is; elsewhere the reader's own must do. */
function checkRuntime() {
  const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const { stdout } = spawnSync('node', ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, PATH },
    shell: process.platform === 'win32',
  });
  const [, runtimeMajor] = /^v(\d+)\./.exec(stdout ?? '') ?? [];
  if (Number(runtimeMajor) < 24)
    stop(
      `No Node 24 is packaged for ${process.platform}-${process.arch} and this one is ${stdout?.trim()}. Install Node 24 or newer and run the command again.`,
    );
}
