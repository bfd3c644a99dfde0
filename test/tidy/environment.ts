import type { Rule } from './source.ts';

/** Who may read the environment, and why. */
const ENVIRONMENT_READERS: readonly (readonly [RegExp, string])[] = [
  [/^server\/config\.ts$/, 'turns it into the typed configuration'],
  [/(^|\/)main\.ts$/, 'a program hands its environment to its own start function'],
  [/^server\/cli\/ledgerline\.ts$/, 'the command line is a program; it hands the environment to config.ts'],
  [/^demo\/start\.ts$/, 'the demo is a program'],
  [/^demo\/launch\/program\.ts$/, 'hands PATH and the like on to the programs it starts'],
  [/^emulator\/record-page\/build\/card-bundles\.ts$/, 'hands PATH and the like on to the builder it starts'],
  [
    /^emulator\/record-page\/build\/card-builder\.ts$/,
    "a program of its own, because HubSpot's builder reads its mode there",
  ],
  [
    /^emulator\/record-page\/fixture-app\/src\/app\/functions\//,
    'an app function gets its secrets through the environment',
  ],
  [
    /^emulator\/conformance\/environment\.ts$/,
    'tells the emulators of a test run, in whatever process, that their exchanges are checked',
  ],
  [/^bench\/bench\.ts$/, 'the benchmarks are a program'],
  [/^scripts\//, 'scripts are programs'],
  [/^src\/app\/functions\//, 'HubSpot hands an app function its secrets through the environment'],
  [/^emulator\/record-page\/function-[^/]*\.(ts|mjs|js)$/, "the emulator's function runner sets it as HubSpot does"],
];

export const environment: Rule = {
  name: 'process.env is read at the entrance of a program only',
  fix: `Take the value as a parameter. Readers: ${ENVIRONMENT_READERS.map(([path]) => path.source).join(', ')}.`,
  check: (files) =>
    files
      .filter((source) => source.isCode && !source.isTest)
      .filter((source) => source.facts.members.has('process.env') || importsEnv(source.text))
      .filter((source) => !ENVIRONMENT_READERS.some(([path]) => path.test(source.path)))
      .map((source) => `${source.path} reads process.env`),
  catches: [
    { 'server/http/a.ts': 'const port = process.env.PORT;' },
    { 'server/http/a.ts': "const port = globalThis.process['env'].PORT;" },
    { 'emulator/start.ts': "import { env } from 'node:process';" },
  ],
  allows: [{ 'server/config.ts': 'process.env.PORT', 'server/main.ts': 'process.env', 'a.ts': "'process.env'" }],
};

const importsEnv = (text: string): boolean => /import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'(node:)?process'/.test(text);
