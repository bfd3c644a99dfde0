import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type TestEmulator } from '../testing/emulator.ts';
import { writeProject } from '../testing/project.ts';

const AT = '/crm/objects/2026-09';

let hubspot: TestEmulator;
let token: string;
beforeAll(async () => {
  const app = await writeProject();
  hubspot = await startTestEmulator({ apps: [app], limits: { urlCharacters: 500, searchesPerSecond: 0 } });
  token = (await connectApp(hubspot, app)).access_token;
  await hubspot.send('POST', `${AT}/contacts`, { properties: { email: 'a@x.example' } });
});
afterAll(() => hubspot.close());

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
  readonly token?: string;
}

const email = { properties: { email: 'a@x.example' } };

/** Section 6: what is asked, the status, the category. */
const REFUSALS: readonly (readonly [what: string, asked: Asked, status: number, category: string])[] = [
  ['an unknown property', { path: '/contacts', body: { properties: { x: '1' } } }, 400, 'VALIDATION_ERROR'],
  ['a body of another shape', { path: '/contacts', body: { properties: 'x' } }, 400, 'VALIDATION_ERROR'],
  ['an object type that is not there', { method: 'GET', path: '/nothings' }, 400, 'VALIDATION_ERROR'],
  ['no token that is known', { method: 'GET', path: '/contacts', token: 'unknown' }, 401, 'INVALID_AUTHENTICATION'],
  ['a missing scope', { method: 'GET', path: '/deals' }, 403, 'MISSING_SCOPES'],
  ['an id that nobody has', { method: 'GET', path: '/contacts/5' }, 404, 'OBJECT_NOT_FOUND'],
  ['a unique value of another record', { path: '/contacts', body: email }, 409, 'CONFLICT'],
  [
    'an address that is too long',
    { method: 'GET', path: `/contacts?properties=${'x'.repeat(500)}` },
    414,
    'VALIDATION_ERROR',
  ],
  ['a limit', { path: '/contacts/search', body: {} }, 429, 'RATE_LIMITS'],
];

describe('every refusal has status, message, category and a correlation id of its own', () => {
  test.each(REFUSALS)('%s', async (_what, asked, status, category) => {
    const { method = 'POST', path, body, token: other = token } = asked;
    const ask = () => hubspot.send(method, `${AT}${path}`, body, other);
    const [first, second] = [await ask(), await ask()];
    expect([first.status, first.body]).toEqual([
      status,
      expect.objectContaining({ status: 'error', category, message: expect.any(String) }),
    ]);
    expect(first.body.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second.body.correlationId).not.toBe(first.body.correlationId);
  });
});

test('an unknown property is told twice: as JSON in the message, and in errors', async () => {
  const { body } = await hubspot.send('POST', `${AT}/contacts`, { properties: { missing: '1' } }, token);
  const nested = JSON.parse(body.message.replace('Property values were not valid: ', ''));
  expect(nested).toEqual([
    {
      isValid: false,
      message: 'Property "missing" does not exist',
      error: 'PROPERTY_DOESNT_EXIST',
      name: 'missing',
      localizedErrorMessage: 'Property "missing" does not exist',
      portalId: 12_345_678,
    },
  ]);
  expect(body.errors).toEqual([
    {
      message: 'Property "missing" does not exist',
      code: 'PROPERTY_DOESNT_EXIST',
      context: { propertyName: ['missing'] },
    },
  ]);
});

test('a missing scope is named, with where to read about scopes', async () => {
  const { body } = await hubspot.send('GET', `${AT}/deals`, undefined, token);
  expect(body).toMatchObject({
    errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.read'] } }],
    links: { scopes: expect.stringContaining('https://') },
  });
});
