import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { objectName } from '../../server/connectors/hubspot/object-types.ts';
import { keptIn, mappedFields, writes } from '../../server/engine/fields.ts';
import { parseMapping } from '../../server/engine/parse.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

const Webhooks = z.object({
  config: z.object({
    subscriptions: z.object({
      crmObjects: z.array(z.object({ objectType: z.string(), propertyName: z.string().optional() })),
    }),
  }),
});

test('HubSpot pushes every property whose edits the ready mappings carry to the ERP', () => {
  const { crmObjects } = Webhooks.parse(JSON.parse(read('src/app/webhooks/webhooks-hsmeta.json'))).config.subscriptions;
  const pushed = crmObjects.map(({ objectType, propertyName }) => `${objectName(objectType)} ${propertyName}`);
  const files = globSync('server/mappings/*.yaml', { cwd: ROOT }).filter((file) => !file.endsWith('connection.yaml'));
  const carried = files.flatMap((file) =>
    parseMapping(read(file), file).pairs.flatMap((pair) =>
      mappedFields(pair)
        .filter((field) => writes(field, 'right'))
        .flatMap((field) => keptIn(field, 'left').map((name) => `${pair.left} ${name}`)),
    ),
  );
  expect(carried).not.toEqual([]);
  expect(carried.filter((one) => !pushed.includes(one))).toEqual([]);
});
