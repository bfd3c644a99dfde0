import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { datedPath } from './dated-path.ts';
import type { Exchange } from './exchange.ts';
import type { KnownError } from './known-errors.ts';
import { checkingConformance } from './middleware.ts';
import { operationsIn } from './published-files.ts';
import { recorderInto } from './recorder.ts';
import { closeRun, linesOf, openRun } from './run-folder.ts';
import { coverageReport, summaryOf } from './summary.ts';
import { validatorOver } from './validate.ts';
import { CONTACTS, OBJECTS, WEBHOOKS } from './testing/published.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
  const files = { 'contacts.json': CONTACTS, 'objects.json': OBJECTS, 'webhooks.json': WEBHOOKS };
  for (const [file, document] of Object.entries(files)) await writeFile(join(folder, file), JSON.stringify(document));
});
afterEach(() => rm(folder, { recursive: true }));

const RECORD = { id: '1', createdAt: '2026-01-01T00:00:00Z', properties: { email: 'a@x.example' } };
const GOOD: Exchange = {
  method: 'GET',
  url: '/crm/objects/2026-09/contacts/1?archived=false',
  requestType: null,
  requestBody: undefined,
  status: 200,
  responseType: 'application/json; charset=utf-8',
  responseBody: Buffer.from(JSON.stringify(RECORD)),
};
const CREATE: Exchange = {
  ...GOOD,
  method: 'POST',
  url: '/crm/v3/objects/contacts',
  requestType: 'application/json',
  requestBody: { properties: { email: 'a@x.example' } },
  status: 201,
};
const ERROR = { status: 400, responseBody: Buffer.from('{"message":"no","category":"X"}') };
const answering = (body: unknown): Pick<Exchange, 'responseBody'> => ({
  responseBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const told = (exchange: Exchange): string[] =>
  validatorOver(
    folder,
    operationsIn(folder),
  )(exchange).mismatches.map(({ side, where, message }) => `${side} ${where} ${message}`);

describe('an exchange is held against what HubSpot publishes', () => {
  test.each<[string, Exchange, string[]]>([
    ['a read', GOOD, []],
    ['a creation', CREATE, []],
    ['an error', { ...GOOD, ...ERROR }, []],
    [
      'nothing to delete',
      { ...GOOD, method: 'DELETE', url: '/crm/objects/2026-03/contacts/1', status: 204, ...answering('') },
      [],
    ],
    ['a request that HubSpot refused', { ...CREATE, ...ERROR, requestBody: 7 }, []],
    ['an unknown call that was refused', { ...GOOD, url: '/crm/none/2026-03', ...ERROR }, []],
  ])('%s as published has no mismatch', (_, exchange, expected) => {
    expect(told(exchange)).toEqual(expected);
  });

  const { createdAt: _, ...withoutDate } = RECORD;
  test.each<[string, Exchange, string]>([
    [
      'a required field missing',
      { ...GOOD, ...answering(withoutDate) },
      'response body/createdAt is required but missing',
    ],
    ['a wrong type', { ...GOOD, ...answering({ ...RECORD, id: 1 }) }, 'response body/id must be string'],
    [
      'a wrong date',
      { ...GOOD, ...answering({ ...RECORD, createdAt: 'x' }) },
      'response body/createdAt must match format "date-time"',
    ],
    [
      'a wrong value in a map',
      { ...GOOD, ...answering({ ...RECORD, properties: { a: 1 } }) },
      'response body/properties/a must be string',
    ],
    [
      'an unknown field',
      { ...GOOD, ...answering({ ...RECORD, more: 1 }) },
      'response body/more is a field that the file does not know',
    ],
    ['an undocumented status', { ...GOOD, status: 202 }, 'response status is none of 200'],
    [
      'another content type',
      { ...GOOD, responseType: 'text/html' },
      'response content-type is none of application/json',
    ],
    ['no JSON', { ...GOOD, ...answering('<p>') }, 'response body is not JSON'],
    [
      'a body where none is',
      { ...GOOD, method: 'DELETE', url: '/crm/v3/objects/contacts/1', status: 204 },
      'response body is sent where the file has none',
    ],
    [
      'an error without its category',
      { ...GOOD, status: 400, ...answering({ message: 'no' }) },
      'response error/category is required but missing',
    ],
    [
      'an invented field of an error',
      { ...GOOD, status: 400, ...answering({ message: 'no', category: 'X', hint: 1 }) },
      'response error/hint is a field that the file does not know',
    ],
    [
      'an unknown parameter',
      { ...GOOD, url: `${GOOD.url}&page=2` },
      'request query/page is a parameter that the file does not know',
    ],
    [
      'a parameter of a wrong type',
      { ...GOOD, url: '/crm/objects/2026-09/contacts/1?archived=maybe' },
      'request query/archived must be boolean',
    ],
    [
      'a required field of the request missing',
      { ...CREATE, requestBody: {} },
      'request body/properties is required but missing',
    ],
    [
      'an unknown field of the request',
      { ...CREATE, requestBody: { properties: {}, id: 1 } },
      'request body/id is a field that the file does not know',
    ],
    ['no body', { ...CREATE, requestBody: undefined }, 'request body is required but missing'],
    [
      'a body of another type',
      { ...CREATE, requestType: 'text/plain' },
      'request content-type is none of application/json',
    ],
    [
      'a call that nobody published',
      { ...GOOD, url: '/crm/none/2026-03' },
      'request operation is in none of the files',
    ],
  ])('%s is a mismatch', (_what, exchange, expected) => {
    expect(told(exchange)).toEqual([expected]);
  });

  test('what a file describes as anything, or only refers to, takes anything', () => {
    const url = '/webhooks/v3/7/subscriptions';
    const requestBody = { eventType: 'contact.creation', active: true, any: 'text', missing: 7 };
    expect(told({ ...CREATE, url, requestBody, ...answering('{}') })).toEqual([]);
  });

  test('of the branches of a choice, the closest one says what is wrong', () => {
    const url = '/app-webhooks/2026-09/7/subscriptions';
    const requestBody = { eventType: 'contact.creation', active: 1 };
    expect(told({ ...CREATE, url, requestBody, ...answering('{}') })).toEqual(['request body/active must be boolean']);
  });
});

describe('calls of every version find their operation', () => {
  test.each([
    ['/crm/v3/objects/contacts', '/crm/objects/2026-03/contacts'],
    ['/crm/objects/2026-09/contacts', '/crm/objects/2026-03/contacts'],
    ['/crm/v4/associations/a/b/batch/read', '/crm/associations/2026-03/a/b/batch/read'],
    ['/crm/v3/associations/a/b/batch/read', '/crm/2026-03/associations/a/b/batch/read'],
    ['/crm/v3/owners/', '/crm/owners/2026-03'],
    ['/crm/v4/objects/a/1/associations/b', '/crm/objects/2026-03/a/1/associations/b'],
    ['/crm/v3/schemas/x', '/crm-object-schemas/2026-03/schemas/x'],
    ['/crm-object-schemas/v3/schemas', '/crm-object-schemas/2026-03/schemas'],
    ['/webhooks/v3/7/settings', '/webhooks/2026-03/7/settings'],
    ['/app-webhooks/2026-09/7/settings', '/webhooks/2026-03/7/settings'],
    ['/webhooks/v4/journal/latest', '/webhooks-journal/journal/2026-03/latest'],
    ['/cms/v3/hubdb/tables', '/cms/hubdb/2026-03/tables'],
    ['/settings/v3/currencies/codes', '/settings/currencies/2026-03/codes'],
    ['/oauth/v1/token', '/oauth/2026-03/token'],
    ['/oauth/authorize', '/oauth/authorize'],
  ])('%s -> %s', (called, dated) => {
    expect(datedPath(called)).toBe(dated);
  });

  test.each([
    ['contacts/1', 'contacts.json'],
    ['CONTACT/1', 'contacts.json'],
    ['0-1/1', 'contacts.json'],
    ['notes/1', 'objects.json'],
  ])('%s is an object of %s', (path, file) => {
    const { operations } = validatorOver(folder, operationsIn(folder))({ ...GOOD, url: `/crm/v3/objects/${path}` });
    expect(operations.map((operation) => operation.file)).toEqual([file]);
  });
});

describe('a run', () => {
  const KNOWN: KnownError[] = [/^body\/id$/, /^body\/never$/].map((where) => ({
    operation: /contacts/,
    side: 'response',
    where,
    reason: 'planted',
    evidence: 'planted',
  }));

  test('gathers what every emulator saw, over HTTP, and sets known errors apart', async () => {
    const { dir, plan } = openRun(folder);
    const app = express();
    app.use(checkingConformance(recorderInto(dir, KNOWN)));
    app.post('/crm/objects/2026-03/contacts', (_request, response) => {
      response.status(400).json({ message: 'no', category: 'X' });
    });
    app.get('/crm/objects/2026-03/contacts/:id', (request, response) => {
      response.json({ ...RECORD, id: Number(request.params.id), invented: true });
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    for (const id of [1, 2]) await (await fetch(`http://127.0.0.1:${port}/crm/objects/2026-03/contacts/${id}`)).text();
    await (await fetch(`http://127.0.0.1:${port}/crm/objects/2026-03/contacts`, { method: 'POST' })).text();
    await new Promise((resolve) => server.close(resolve));
    const { exchanges, mismatches, unusedKnownErrors, counts } = summaryOf(linesOf(dir), KNOWN);
    closeRun(dir);
    expect(exchanges).toBe(3);
    expect(mismatches.map(({ where }) => where)).toEqual(['body/invented']);
    expect(unusedKnownErrors).toEqual([KNOWN[1]]);
    const report = coverageReport(plan.operations, counts);
    expect(report).toContain('exercised: 1 of 6');
    expect(report).toContain('| GET /crm/objects/2026-03/contacts/{contactId} | 2 | 0 |');
    expect(report).toContain('| POST /crm/objects/2026-03/contacts | **never** | 1 |');
  });

  test('tells an exchange that could not be checked instead of ending the emulator', async () => {
    const { dir } = openRun(folder);
    const record = recorderInto(dir, []);
    await rm(join(folder, 'contacts.json'));
    record(GOOD);
    const { mismatches } = summaryOf(linesOf(dir), []);
    closeRun(dir);
    expect(mismatches.map(({ where, message }) => `${where} ${message}`)).toEqual([
      expect.stringContaining('exchange could not be checked: ENOENT'),
    ]);
  });
});
