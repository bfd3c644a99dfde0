import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, copyFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './editions.ts';

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

async function lint(cwd: string, ...paths: string[]): Promise<Report> {
  const oxlint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const stdout = await new Promise<string>((resolve) => {
    // Findings make the exit code 1; the report says the rest.
    execFile(process.execPath, [oxlint, '--format=json', ...paths], { cwd }, (_error, output) => resolve(output));
  });
  return JSON.parse(stdout) as Report;
}

/** What HubSpot's sandbox would refuse, each in one line. */
const BAD_CARD = `import { hubspot } from '@hubspot/ui-extensions';
import { secret } from '../../outside.ts';
hubspot.extend(() => {
  console.log(secret);
  window.alert('hello');
  localStorage.setItem('a', 'b');
  void fetch('https://example.com');
  return <div>{document.title}</div>;
});
`;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'ledgerline-lint-'));
  await copyFile(path.join(ROOT, '.oxlintrc.json'), path.join(dir, '.oxlintrc.json'));
  await symlink(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'), 'junction');
  await mkdir(path.join(dir, 'src/app/cards'), { recursive: true });
  await writeFile(path.join(dir, 'src/app/cards/Bad.tsx'), BAD_CARD);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test("the cards, the settings and the home pass HubSpot's rules", async () => {
  const { diagnostics } = await lint(ROOT, 'src/app/cards', 'src/app/settings', 'src/app/pages');
  expect(diagnostics).toEqual([]);
});

test("HubSpot's rules are in force: a bad card is reported by each", async () => {
  const { diagnostics } = await lint(dir, 'src');
  const rules = new Set(diagnostics.map(({ code }) => code));
  expect([...rules]).toEqual(
    expect.arrayContaining(
      [
        'no-html-elements',
        'no-parent-imports',
        'no-console',
        'no-browser-dialogs',
        'no-browser-storage',
        'no-native-http',
        'no-dom-access',
      ].map((rule) => `hubspot-ui(${rule})`),
    ),
  );
});
