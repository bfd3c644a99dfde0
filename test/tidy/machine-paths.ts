import type { Rule } from './source.ts';

/** First segments of absolute paths on people's and build machines. */
const MACHINE_PATH = /(?<![\w.$}/:-])\/(work|home|root|Users|tmp|mnt)\/[\w.-]/g;

export const machinePaths: Rule = {
  name: 'no path of somebody’s machine is written down',
  fix: 'Write paths from the root of the repository; make temporary folders with mkdtemp(tmpdir()).',
  check: (files) =>
    files
      .filter((source) => !source.isTest && source.path !== 'package-lock.json')
      .flatMap((source) => [...source.text.matchAll(MACHINE_PATH)].map(([found]) => `${source.path}: ${found}…`)),
  catches: [
    { 'docs/a.md': 'See `/home/ann/ledgerline`.' },
    { 'scripts/a.ts': "const folder = '/tmp/out';" },
    { 'README.md': 'cd /mnt/ledgerline' },
  ],
  allows: [{ 'docs/a.md': 'https://example.com/home/page and server/home/x and /homes/a', 'a.test.ts': "'/tmp/x'" }],
};
