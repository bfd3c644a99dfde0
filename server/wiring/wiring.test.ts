import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { readConfig } from '../config.ts';
import { adminToken, makeDataFolder } from './data-folder.ts';
import { listen } from './listen.ts';
import { appScopes, readPlan } from './read-files.ts';
import { dayIn } from './workflow.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledgerline-wiring-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const plan = (mapping: string, connection: string) =>
  readPlan(
    readConfig({ LEDGERLINE_MAPPING: mapping, LEDGERLINE_CONNECTION: connection, ERP_URL: 'postgresql://a@b:1/c' }),
  );

describe('the files of the operator', () => {
  test('a file that is not there is named with its variable', () => {
    expect(() => plan(join(folder, 'none.yaml'), 'x')).toThrow(/LEDGERLINE_MAPPING names .*none\.yaml.*ENOENT/);
  });

  test('nothing configured is one sentence, not a crash later on', () => {
    expect(() => readPlan(readConfig({}))).toThrow('has not been told what to keep in step');
  });

  test('the mapping must name the connections that there are', () => {
    const pair = '[{ name: a, left: b, right: c, reference: d, fields: [] }]';
    const mapping = file('m.yaml', `{ version: 1, left: hubspot, right: odoo, pairs: ${pair} }`);
    const connection = file('c.yaml', '{ connector: sql, objects: {} }');
    expect(() => plan(mapping, connection)).toThrow('joins "hubspot" with "odoo"');
  });

  test("the install asks for the scopes of the app's own configuration", () => {
    expect(appScopes()).toEqual({
      required: expect.arrayContaining(['oauth', 'crm.objects.companies.write']),
      optional: expect.arrayContaining(['crm.objects.carts.write']),
    });
  });
});

describe('the data folder', () => {
  test('the operator token is made once and is for its owner only', () => {
    makeDataFolder(folder);
    const first = adminToken(folder).reveal();
    expect(adminToken(folder).reveal()).toBe(first);
    expect(first.length).toBeGreaterThan(40);
    expect(statSync(join(folder, 'admin-token')).mode & 0o777).toBe(0o600);
  });

  test('a folder that cannot be made is named', () => {
    const blocked = file('a-file', '');
    expect(() => makeDataFolder(join(blocked, 'data'))).toThrow(/The data folder .*a-file.data cannot be made/);
  });
});

describe('listening', () => {
  test('a port that is taken is one sentence', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, () => resolve()));
    const { port } = other.address() as AddressInfo;
    await expect(listen(express(), port)).rejects.toThrow(`Port ${port} is in use.`);
    await new Promise((resolve) => other.close(resolve));
  });

  test('a call that is running ends before the server is closed', async () => {
    const app = express();
    const arrived = Promise.withResolvers<() => void>();
    app.get('/', (_request, response) => arrived.resolve(() => response.end('done')));
    const listening = await listen(app, 0);
    const call = fetch(`http://localhost:${listening.port}/`);
    const answer = await arrived.promise;
    const closing = listening.close();
    answer();
    expect(await (await call).text()).toBe('done');
    await closing;
  });
});

test('what is due is judged by the day of the business, not of the server', () => {
  const moment = new Date('2026-05-01T23:30:00Z');
  expect([dayIn('UTC', moment), dayIn('Europe/Berlin', moment)]).toEqual(['2026-05-01', '2026-05-02']);
});
