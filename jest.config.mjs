import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const common = {
  // What the files of one run share is kept there: the first sync of the demo.
  globals: { testRunFolder: join(tmpdir(), `ledgerline-run-${randomUUID()}`) },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
const folders = (...names) => names.map((name) => `<rootDir>/${name}/**/*.test.ts`);

export default {
  projects: [
    { ...common, displayName: 'unit', testMatch: folders('server', 'emulator', 'demo', 'bench', 'scripts') },
    {
      ...common,
      displayName: 'cards',
      testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/src/**/*.test.tsx'],
      setupFiles: ['<rootDir>/test/cards-setup.ts'],
    },
    { ...common, displayName: 'whole', testMatch: folders('test') },
  ],
  // The second one holds every exchange with the emulator against the OpenAPI files that HubSpot publishes.
  reporters: ['default', '<rootDir>/emulator/conformance/jest-reporter.ts'],
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/sequence/longest-first.mjs',
  globalTeardown: '<rootDir>/test/sequence/forget-run.mjs',
  testTimeout: 60_000,
  // The v8 provider was four to five times slower here and reported a never-called function as covered.
  coverageProvider: 'babel',
  collectCoverageFrom: ['{server,emulator,demo,src}/**/*.{ts,tsx}', '!**/*.test.*', '!**/main.ts'],
};
