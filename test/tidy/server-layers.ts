import type { Layer } from './layer.ts';

/**
 * What the engine may import: libraries that compute the same answer from the same input and touch nothing else. zod and
 * yaml read the mapping; the others are what its transforms are made of, where being right takes tables or care that
 * should not be written twice: exact decimals, calendars and time zones, numbering plans, names of countries, and CEL.
 */
const PURE = [
  'zod',
  'yaml',
  'big.js',
  'temporal-polyfill',
  'libphonenumber-js',
  'i18n-iso-countries',
  '@marcbachmann/cel-js',
];

/** Inside server/: the engine decides, connectors speak, the rest runs both. */
export const serverLayers: Layer[] = [
  {
    name: 'the engine imports nothing but itself and libraries that only compute',
    fix: 'Move what does I/O out of server/engine, and hand what it needs in as a parameter.',
    applies: (source) => source.path.startsWith('server/engine/'),
    forbids: ({ file, pack }, source) => {
      if (file !== null) return !file.startsWith('server/engine/') || (!source.isTest && file.includes('/testing/'));
      const allowed = source.isTest ? [...PURE, 'fast-check', '@jest/globals'] : PURE;
      return !allowed.includes(pack ?? '');
    },
    catches: [
      { 'server/engine/a.ts': "import { readFile } from 'node:fs/promises';" },
      { 'server/engine/a.ts': "import pg from 'pg';" },
      { 'server/engine/a.ts': "import { evaluate } from 'cel-js';" },
      { 'server/engine/a.ts': "export * from '../store/db.ts';" },
      { 'server/engine/a.ts': "const later = await import('../jobs/loop.ts');" },
      { 'server/engine/a.ts': "import type { Db } from '../store/db.ts';" },
      { 'server/engine/a.ts': "import { World } from './testing/world.ts';" },
    ],
    allows: [
      { 'server/engine/a.ts': "import { z } from 'zod';\nimport { b } from './b.ts'; // not from '../store/db.ts'" },
      { 'server/engine/a.ts': "import { Environment } from '@marcbachmann/cel-js';\nimport Big from 'big.js';" },
      { 'server/engine/a.test.ts': "import fc from 'fast-check';\nimport { World } from './testing/world.ts';" },
    ],
  },
  {
    name: 'a connector imports the engine, secret.ts and its own folder, never another part of the server',
    fix: 'Speak to the rest through the Connector interface (server/engine/connector.ts); hand in what is missing.',
    applies: ({ path }) => /^server\/connectors\/[^/]+\//.test(path),
    forbids: ({ file }, source) => {
      if (file === null) return false;
      const own = source.path.split('/').slice(0, 3).join('/');
      const shared =
        /^server\/connectors\/[^/]+\.ts$/.test(file) ||
        (source.isTest && file.startsWith('server/connectors/testing/'));
      const isSecret = file === 'server/secret.ts';
      return !(file.startsWith('server/engine/') || file.startsWith(`${own}/`) || isSecret || shared);
    },
    catches: [
      { 'server/connectors/sql/a.ts': "import { call } from '../hubspot/call.ts';" },
      { 'server/connectors/sql/a.ts': "import { openDb } from '../../store/db.ts';" },
      { 'server/connectors/hubspot/a.ts': "import type { App } from '../../http/app.ts';" },
      { 'server/connectors/sql/a.ts': "import { describeConnector } from '../testing/describe-connector.ts';" },
    ],
    allows: [
      { 'server/connectors/sql/a.ts': "import pg from 'pg';\nimport '../../engine/record.ts';\nimport './b.ts';" },
      { 'server/connectors/sql/a.test.ts': "import { describeConnector } from '../testing/describe-connector.ts';" },
    ],
  },
  {
    name: "the server imports nothing of emulator/, demo/ or src/, save the types of the card's contract",
    fix: 'Reach the other program over its protocol; a test that needs both belongs in test/stories.',
    applies: ({ path }) => path.startsWith('server/'),
    forbids: ({ file, typeOnly }) =>
      /^(emulator|demo|src)\//.test(file ?? '') && !(typeOnly && file === 'src/app/cards/contract.ts'),
    catches: [
      { 'server/http/a.ts': "import { Money } from '../../src/app/cards/contract.ts';" },
      { 'server/http/a.ts': "import { type Money } from '../../src/app/cards/contract.ts';" },
      { 'server/http/a.test.ts': "import { startEmulator } from '../../emulator/start.ts';" },
      { 'server/jobs/a.ts': "const erp = require('../../demo/erp/start.ts');" },
    ],
    allows: [{ 'server/http/a.ts': "import type { Money } from '../../src/app/cards/contract.ts';" }],
  },
];
