import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { ConfigError, RetryLater } from '../../engine/error.ts';
import { Refused } from '../../jobs/refused.ts';
import { Secret } from '../../secret.ts';
import { type AdminDeps, adminRouter } from './router.ts';

const run = { id: 'r1', kind: 'plan', state: 'done', counts: { create: 2 }, done: 5, total: 5, error: null } as const;
const logged: string[] = [];
const asked: unknown[] = [];
let trouble: Error | null = null;
let server: Server;
let url = '';

const sync = {
  status: () => Promise.resolve({ portals: [], connection: { name: 'ERP', up: true } }),
  begin: (portalId: number, kind: string) => {
    if (trouble !== null) return Promise.reject(trouble);
    asked.push([portalId, kind]);
    return Promise.resolve('r1');
  },
  runView: (portalId: number, id: string) => Promise.resolve(portalId === 7 && id === 'r1' ? run : null),
  retry: (...what: unknown[]) => {
    asked.push(what);
    return Promise.resolve(3);
  },
  inbox: () => Promise.resolve([]),
  ignore: (...what: unknown[]) => {
    asked.push(what);
    return Promise.resolve();
  },
  edit: (...what: unknown[]) => {
    asked.push(what);
    return Promise.resolve();
  },
  link: (portalId: number, wanted: { leftId: string }) => {
    if (wanted.leftId === '9') return Promise.reject(new Refused('companies 9 is linked with customer B.'));
    asked.push([portalId, wanted]);
    return Promise.resolve();
  },
  runs: (...what: unknown[]) => {
    asked.push(what);
    return Promise.resolve([]);
  },
  undo: (...what: unknown[]) => {
    asked.push(what);
    return Promise.resolve('r9');
  },
  origins: () => Promise.resolve([]),
  explain: (...record: unknown[]) => {
    asked.push(record);
    return Promise.resolve([]);
  },
} as unknown as AdminDeps['sync'];

const trail: unknown[] = [];
let isWritable = true;
const audit: AdminDeps['audit'] = {
  begin(deed) {
    if (!isWritable) return Promise.reject(new Error('the store is away'));
    return Promise.resolve(trail.push(deed));
  },
  end(...ended) {
    trail.push(ended);
    return Promise.resolve();
  },
  list: () => Promise.resolve([]),
};

beforeAll(async () => {
  const log = {
    warn: (_: object, message: string) => logged.push(message),
    error: (_: object, message: string) => logged.push(message),
  };
  server = express()
    .use('/admin', adminRouter({ sync, installs: {} as AdminDeps['installs'], audit, token: new Secret('t0ken'), log }))
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  trouble = null;
  logged.length = 0;
  asked.length = 0;
  trail.length = 0;
  isWritable = true;
});

async function call(method: string, path: string, authorization: string | null = 'Bearer t0ken', body?: string) {
  const headers = { ...(authorization !== null && { authorization }), 'content-type': 'application/json' };
  const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

describe('link', () => {
  test('takes a pair and two ids', async () => {
    const { status, body } = await call('POST', '/portals/7/link?pair=customer&left=1&right=A');
    expect([status, body]).toEqual([200, { linked: { pair: 'customer', left: '1', right: 'A' } }]);
    expect(asked).toEqual([[7, { pair: 'customer', leftId: '1', rightId: 'A' }]]);
  });

  test('says what is missing, and why it is refused', async () => {
    expect((await call('POST', '/portals/7/link?pair=customer&left=1')).status).toBe(400);
    const { status, body } = await call('POST', '/portals/7/link?pair=customer&left=9&right=A');
    expect([status, body]).toEqual([
      409,
      { error: { code: 'refused', message: 'companies 9 is linked with customer B.' } },
    ]);
  });
});

describe('an entry of the inbox', () => {
  const post = (path: string, body: string) => call('POST', `/portals/7${path}`, 'Bearer t0ken', body);

  test('is retried, ignored, and edited', async () => {
    await post('/retry?entry=12', '');
    await post('/inbox/12/ignore', '{"reason": "closed"}');
    await post('/inbox/12/edit', '{"side": "right", "values": {"phone": "1"}}');
    expect(asked).toEqual([
      [7, 12],
      [7, 12, 'closed'],
      [7, { entryId: 12, side: 'right', values: { phone: '1' } }],
    ]);
  });

  test.each([
    ['/inbox/12/ignore', '{"reason": ""}', 'Say why'],
    ['/inbox/twelve/ignore', '{"reason": "closed"}', 'is a number'],
    ['/inbox/12/edit', '{"side": "right", "values": {}}', 'Say whose record'],
    ['/inbox/12/edit', '{"side"', 'cannot be read as JSON'],
  ])('%s with %s is refused', async (path, body, message) => {
    const answer = await post(path, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining(message) } } });
  });
});

describe('the ledger', () => {
  test('lists runs of some kinds', async () => {
    expect((await call('GET', '/portals/7/runs?kind=sync&kind=undo')).body).toEqual({ runs: [] });
    expect(asked).toEqual([[7, { kinds: ['sync', 'undo'], limit: 50 }]]);
    expect((await call('GET', '/portals/7/runs?limit=0')).status).toBe(400);
  });

  test('begins an undo, or the look at one', async () => {
    const undo = (body: string) => call('POST', '/portals/7/undo', 'Bearer t0ken', body);
    expect(await undo('{"plan": true, "runId": "r1"}')).toMatchObject({ status: 202, body: { runId: 'r9' } });
    expect(asked).toEqual([[7, { runId: 'r1' }, { plan: true }]]);
    expect((await undo('{"runId": "r1"}')).status).toBe(400);
    expect((await undo('{"plan": true, "run": "r1"}')).status).toBe(400);
  });
});

describe('v5.0.0-16.3.3 the audit trail', () => {
  test('has who did what, before it is done, and how it ended; no secret and no value of a record', async () => {
    await call('POST', '/portals/7/inbox/12/edit', undefined, '{"side": "right", "values": {"phone": "030 1"}}');
    expect(trail).toEqual([
      {
        portalId: 7,
        actor: 'operator',
        address: expect.stringContaining('127.0.0.1'),
        action: 'POST /portals/7/inbox/12/edit',
        detail: { side: 'right' },
      },
      [7, 1, 200],
    ]);
    await call('POST', '/connect', undefined, '{"accessToken": "pat-secret-secret"}');
    expect(JSON.stringify(trail)).not.toContain('pat-secret');
    await call('POST', '/portals/7/purge');
    expect(trail.at(-2)).toMatchObject({ portalId: 0, action: 'POST /portals/7/purge' });
  });

  test('is of what changes something; what cannot be written down is not done', async () => {
    await call('GET', '/portals/7/inbox');
    await call('POST', '/portals/7/plan', 'Bearer wrong');
    expect(trail).toEqual([]);
    isWritable = false;
    expect((await call('POST', '/portals/7/retry')).status).toBe(500);
    expect(asked).toEqual([]);
  });
});

describe('the admin API', () => {
  test.each([null, 'Bearer wrong', 'Bearer ', 'Bearer t0ken2', 'Basic t0ken', 't0ken'])(
    'refuses %p, whatever the path, and says where the token is',
    async (authorization) => {
      for (const path of ['/status', '/nothing']) {
        const { status, headers, body } = await call('GET', path, authorization);
        expect(status).toBe(401);
        expect(headers.get('www-authenticate')).toBe('Bearer');
        expect(body).toEqual({ error: { code: 'unauthorized', message: expect.stringContaining('admin-token') } });
      }
      expect(logged).toHaveLength(2);
    },
  );

  test('begins runs and shows them', async () => {
    for (const kind of ['plan', 'sync']) {
      expect(await call('POST', `/portals/7/${kind}`)).toMatchObject({ status: 202, body: { runId: 'r1' } });
    }
    expect(asked).toEqual([
      [7, 'plan'],
      [7, 'sync'],
    ]);
    expect((await call('GET', '/portals/7/runs/r1')).body).toEqual(run);
    expect(await call('GET', '/portals/7/runs/r2')).toMatchObject({
      status: 404,
      body: { error: { code: 'no_such_run' } },
    });
    expect((await call('GET', '/status')).body).toMatchObject({ connection: { name: 'ERP' } });
  });

  test('retries, lists the inbox, explains a record and one field of it', async () => {
    expect((await call('POST', '/portals/7/retry')).body).toEqual({ retried: 3 });
    expect((await call('GET', '/portals/7/inbox')).body).toEqual({ inbox: [] });
    expect((await call('GET', '/portals/7/explain?object=companies&id=5')).body).toEqual({ pairs: [], entries: [] });
    await call('GET', '/portals/7/explain?object=companies&id=5&field=phone');
    expect(asked).toEqual([
      [7, undefined],
      [7, 'companies', '5', undefined],
      [7, 'companies', '5', 'phone'],
    ]);
  });

  test.each([
    ['GET', '/portals/7/explain?object=companies', 400, 'Say which record'],
    ['GET', '/portals/7/explain?object=a&object=b&id=1', 400, 'Say which record'],
    ['POST', '/portals/0/plan', 400, 'is a number'],
    ['POST', '/portals/seven/retry', 400, 'is a number'],
    ['POST', '/portals/%E0%A4%A/plan', 400, '%'],
    ['GET', '/portals/7/plan', 404, 'no such path'],
  ])('%s %s is %i', async (method, path, status, message) => {
    expect(await call(method, path)).toMatchObject({
      status,
      body: { error: { message: expect.stringContaining(message) } },
    });
  });

  test('what a person must settle is 409 with the fix', async () => {
    trouble = new ConfigError('Column "fax" does not exist.', 'Correct line 12.');
    const { status, body } = await call('POST', '/portals/7/plan');
    expect(status).toBe(409);
    expect(body).toEqual({
      error: { code: 'needs_configuration', message: 'Column "fax" does not exist. Correct line 12.' },
    });
  });

  test('what passes by itself is 503 with Retry-After', async () => {
    trouble = new RetryLater('HubSpot is busy.', 1500);
    const { status, headers } = await call('POST', '/portals/7/plan');
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('2');
  });

  test('a bug is 500, logged, and tells a stranger nothing', async () => {
    trouble = new Error('select * from secret_table');
    const { status, body } = await call('POST', '/portals/7/plan');
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret_table');
    expect(logged).toEqual(['admin call failed']);
  });
});
