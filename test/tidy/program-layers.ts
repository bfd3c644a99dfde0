import type { Layer } from './layer.ts';

/** Between the programs of the tree. */
export const programLayers: Layer[] = [
  {
    name: 'nothing imports a main.ts, nor bench/ or test/ from outside',
    fix: 'Move what is needed into a module of its own; a main.ts only reads the configuration and starts.',
    applies: () => true,
    forbids: ({ file }, { path }) => {
      if (file === null) return false;
      const outside = (folder: string) => file.startsWith(`${folder}/`) && !path.startsWith(`${folder}/`);
      return /(^|\/)main\.ts$/.test(file) || outside('bench') || outside('test');
    },
    catches: [
      { 'server/cli/a.ts': "import '../main.ts';" },
      { 'server/start.ts': "import { median } from '../bench/figure.ts';" },
      { 'server/jobs/a.test.ts': "import { system } from '../../test/stories/system.ts';" },
    ],
    allows: [{ 'test/a.test.ts': "import './stories/system.ts';", 'bench/a.ts': "import './figure.ts';" }],
  },
  {
    name: 'the emulator imports nothing of server/, demo/ or src/',
    fix: "Write it again in emulator/: it must not share the server's mistakes, and is of use without Ledgerline.",
    applies: ({ path }) => path.startsWith('emulator/'),
    forbids: ({ file }) => /^(server|demo|src)\//.test(file ?? ''),
    catches: [
      { 'emulator/api/a.ts': "import { sign } from '../../server/http/signature.ts';" },
      { 'emulator/record-page/a.ts': "import type { Money } from '../../src/app/cards/contract.ts';" },
    ],
  },
  {
    name: 'what runs in HubSpot imports nothing out of its own root under src/app',
    fix: 'HubSpot uploads and builds each root by itself; copy the few lines, or move both files under one root.',
    applies: ({ path }) => path.startsWith('src/'),
    forbids: ({ file }, { path }) => file !== null && !file.startsWith(`${path.split('/').slice(0, 3).join('/')}/`),
    catches: [
      { 'src/app/cards/a.tsx': "import { words } from '../settings/words.ts';" },
      { 'src/app/functions/source/a.ts': "import type { Config } from '../../../../server/config.ts';" },
    ],
    allows: [
      { 'src/app/cards/__tests__/a.ts': "import '../contract.ts';\nimport { Text } from '@hubspot/ui-extensions';" },
    ],
  },
];
