import { describe, expect, test } from '@jest/globals';
import { accountAnswer, alfki, documentsAnswer, invoiceRow } from './__tests__/samples.ts';
import { createCardData, type Place, type Transport } from './data.ts';

const URL_OF_SERVER = 'https://ledgerline.example.com';
const place = (path: string): Place => ({
  portalId: 42,
  objectTypeId: '0-2',
  objectId: '7',
  variables: { LEDGERLINE_URL: URL_OF_SERVER, LEDGERLINE_DATA_PATH: path },
});

/** A transport that writes down what it is asked and answers as told. */
function transportOf(reply: { fetch?: () => Promise<Response>; serverless?: () => Promise<unknown> }) {
  const asked: unknown[][] = [];
  const unused = () => Promise.reject(new Error('the wrong path was taken'));
  const transport: Transport = {
    fetch: (...parts) => (asked.push(parts), (reply.fetch ?? unused)()),
    serverless: (...parts) => (asked.push(parts), (reply.serverless ?? unused)()),
  };
  return { transport, asked };
}
const json =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

describe('marketplace edition', () => {
  test('asks the server through the signing proxy', async () => {
    const { transport, asked } = transportOf({ fetch: json(accountAnswer([alfki])) });
    const reply = await createCardData(transport, place('fetch')).account();
    expect(reply).toEqual({ ok: true, answer: accountAnswer([alfki]) });
    expect(asked).toEqual([
      [`${URL_OF_SERVER}/cards/v1/account?objectTypeId=0-2&objectId=7`, { method: 'GET', timeout: 10_000 }],
    ]);
  });

  test('asks for one page of documents', async () => {
    const { transport, asked } = transportOf({ fetch: json(documentsAnswer([invoiceRow('INV-1')])) });
    await createCardData(transport, place('fetch')).documents('invoice', 3);
    expect(asked[0]?.[0]).toBe(
      `${URL_OF_SERVER}/cards/v1/documents?objectTypeId=0-2&objectId=7&kind=invoice&page=3&pageSize=10`,
    );
  });

  test("shows the server's own words for a refusal", async () => {
    const error = { code: 'not_installed', message: 'Install the app again.' };
    const { transport } = transportOf({ fetch: json({ error }, 403) });
    expect(await createCardData(transport, place('fetch')).account()).toEqual({ ok: false, ...error });
  });

  test.each([
    ['a page of a proxy', () => Promise.resolve(new Response('<html>', { status: 502 })), 'unreachable'],
    ['a status without words', json({}, 500), 'unreachable'],
    ['no connection', () => Promise.reject(new Error('timeout')), 'unreachable'],
    ['another shape', json({ view: 'account' }), 'unreadable'],
    [
      'money as a float',
      json(accountAnswer([{ ...alfki, creditLimit: { minor: '1.5', currency: 'EUR' } }])),
      'unreadable',
    ],
  ])('%s is a failure with a code', async (_name, fetch, code) => {
    const { transport } = transportOf({ fetch });
    expect(await createCardData(transport, place('fetch')).account()).toEqual({ ok: false, code, message: null });
  });
});

describe('private edition', () => {
  test('asks the app function, and says which account', async () => {
    const answer = documentsAnswer([invoiceRow('INV-1')]);
    const { transport, asked } = transportOf({ serverless: () => Promise.resolve({ ok: true, answer }) });
    const reply = await createCardData(transport, place('serverless')).documents('invoice', 2);
    expect(reply).toEqual({ ok: true, answer });
    const record = { portalId: 42, objectTypeId: '0-2', objectId: '7' };
    const parameters = { ...record, view: 'documents', kind: 'invoice', page: 2, pageSize: 10 };
    expect(asked).toEqual([['card_data', { parameters }]]);
  });

  test.each([
    ['a refusal', () => Promise.resolve({ ok: false, code: 'x', message: 'Do y.' }), { code: 'x', message: 'Do y.' }],
    ['a thrown error', () => Promise.reject(new Error('APP_ERROR')), { code: 'unreachable', message: null }],
    ['nothing', () => Promise.resolve(undefined), { code: 'unreadable', message: null }],
  ])('%s is a failure', async (_name, serverless, expected) => {
    const { transport } = transportOf({ serverless });
    expect(await createCardData(transport, place('serverless')).account()).toEqual({ ok: false, ...expected });
  });
});

test('a profile without the variables is said to be the cause', async () => {
  const { transport, asked } = transportOf({});
  const reply = await createCardData(transport, { ...place('fetch'), variables: {} }).account();
  expect(reply).toEqual({ ok: false, code: 'misconfigured', message: null });
  expect(asked).toEqual([]);
});
