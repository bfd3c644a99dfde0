import { BlockList } from 'node:net';
import { inspect } from 'node:util';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { ConnectorType } from '../connectors/connector-type.ts';
import { createReferenceConnector } from '../connectors/testing/reference/connector.ts';
import { KEY, ReferenceSystem } from '../connectors/testing/reference/system.ts';
import { Secret } from '../secret.ts';
import { readConnection } from './connector-types.ts';

const Config = z.strictObject({
  connector: z.literal('reference'),
  timeZone: z.string().default('UTC'),
  api_key: z.string().transform((key) => new Secret(key)),
});
const reference: ConnectorType<z.infer<typeof Config>> = {
  name: 'reference',
  secrets: ['api_key'],
  config: Config,
  create: (config) => createReferenceConnector({ system: new ReferenceSystem(), key: config.api_key }),
};
const secrets = new Map([['ERP_API_KEY', new Secret(KEY)]]);
const read = (text: string, given = secrets) => readConnection(text, 'erp.yaml', given, [reference]);
const deps = { log: { warn: () => {} }, fence: new BlockList(), now: () => new Date() };

test('the file names the connector, the environment has its secrets, and the connection has a name', async () => {
  const connection = read('{ connector: reference, timeZone: Europe/Berlin, name: acme-de }');
  expect([connection.name, connection.timeZone]).toEqual(['acme-de', 'Europe/Berlin']);
  expect(await connection.open(deps).describe()).toMatchObject([{ name: 'item' }]);
  expect(inspect(connection, { depth: 9 })).not.toContain(KEY);
  expect(read('connector: reference').name).toBe('reference');
});

test('each mistake in it is one sentence with the fix, and no secret is repeated', () => {
  expect(() => read('connector: referenze')).toThrow('erp.yaml: there is no connector "referenze".');
  expect(() => read('connector: reference', new Map())).toThrow('needs ERP_API_KEY, which is not set');
  expect(() => read('{ connector: reference, name: Ä }')).toThrow('name: must be a short name in small letters');
  expect(() => read('{ connector: reference, zone: x }')).toThrow(/erp\.yaml: .*zone/);
  expect(() => read('a: [')).toThrow('erp.yaml is not valid YAML');
  const clear = () => read(`{ connector: reference, api_key: ${KEY} }`);
  expect(clear).toThrow('"api_key" is a secret and must not stand in a file');
  expect(clear).not.toThrow(KEY);
});

test('sql is there, and takes its address from ERP_URL', async () => {
  const url = new Map([['ERP_URL', new Secret('postgresql://reader:geheim@127.0.0.1:1/books')]]);
  const connection = readConnection('{ connector: sql, objects: {} }', 'erp.yaml', url);
  const connector = connection.open(deps);
  expect([connection.name, connector.name]).toEqual(['sql', 'sql']);
  await connector.close();
});
