import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type TestEmulator } from '../testing/emulator.ts';
import { PORTAL, writeProject } from '../testing/project.ts';

const TYPES = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 280 }];

let hubspot: TestEmulator;
let company: string;
beforeAll(async () => {
  hubspot = await startTestEmulator({ clock: { mode: 'stepped' }, limits: { shuffleBatchResults: false } });
  const contact = await hubspot.send('POST', '/crm/objects/2026-09/contacts', { properties: { lastname: 'x' } });
  const associations = [{ to: { id: contact.body.id }, types: TYPES }];
  const body = { properties: { name: 'x' }, associations };
  company = (await hubspot.send('POST', '/crm/objects/2026-09/companies', body)).body.id;
});
afterAll(() => hubspot.close());

/** Section 4.4: a path of v3 or v4, and what it is called now. `{id}` is a company with a contact. */
const MOVED: readonly (readonly [before: string, now: string])[] = [
  ['/crm/v3/objects/companies', '/crm/objects/{v}/companies'],
  ['/crm/v3/objects/companies/{id}', '/crm/objects/{v}/companies/{id}'],
  ['/crm/v3/properties/companies', '/crm/properties/{v}/companies'],
  ['/crm/v3/properties/companies/groups', '/crm/properties/{v}/companies/groups'],
  ['/crm/v3/pipelines/deals', '/crm/pipelines/{v}/deals'],
  ['/crm/v3/owners', '/crm/owners/{v}'],
  ['/crm/v3/imports', '/crm/imports/{v}'],
  ['/crm/v3/schemas', '/crm-object-schemas/{v}/schemas'],
  ['/crm-object-schemas/v3/schemas', '/crm-object-schemas/{v}/schemas'],
  ['/crm/v4/associations/companies/contacts/labels', '/crm/associations/{v}/companies/contacts/labels'],
  ['/crm/associations/v4/companies/contacts/labels', '/crm/associations/{v}/companies/contacts/labels'],
  ['/crm/v4/objects/companies/{id}/associations/contacts', '/crm/objects/{v}/companies/{id}/associations/contacts'],
  ['/cms/v3/hubdb/tables', '/cms/hubdb/{v}/tables'],
  ['/account-info/v3/details', '/account-info/{v}/details'],
  ['/settings/v3/currencies/company-currency', '/settings/currencies/{v}/company-currency'],
];

test.each(MOVED)('%s is %s now, and answers all that it answered', async (before, now) => {
  const old = await hubspot.send('GET', before.replace('{id}', company));
  expect(old.status).toBe(200);
  for (const version of ['2026-03', '2026-09']) {
    const dated = await hubspot.send('GET', now.replace('{id}', company).replace('{v}', version));
    expect(dated.status).toBe(200);
    expect(dated.body).toMatchObject(relinked(old.body, before, now, version));
  }
});

/** Links to the next page name the path that was called. */
function relinked(body: object, before: string, now: string, version: string): object {
  const [from, to] = [before, now.replace('{v}', version)].map((path) => path.replace('{id}', company)) as [
    string,
    string,
  ];
  return JSON.parse(JSON.stringify(body).replaceAll(`api.hubapi.com${from}?`, `api.hubapi.com${to}?`)) as object;
}

test('a write of one version is read by all', async () => {
  const made = await hubspot.send('POST', '/crm/v3/objects/companies', { properties: { name: 'by v3' } });
  for (const path of ['/crm/objects/2026-03', '/crm/objects/2026-09', '/crm/v3/objects']) {
    const read = await hubspot.send('GET', `${path}/companies/${made.body.id}`);
    expect(read.body.properties.name).toBe('by v3');
  }
});

test('the version comes after the name of the API: /crm/2026-09/objects is no path', async () => {
  expect((await hubspot.send('GET', '/crm/2026-09/objects/companies')).status).toBe(404);
});

test('a token of v1 is refreshed by 2026-09, without a redirect address, and says what v1 does not', async () => {
  const app = await writeProject();
  const emulator = await startTestEmulator({ apps: [app] });
  try {
    const { refresh_token } = await connectApp(emulator, app);
    const form = { grant_type: 'refresh_token', client_id: app.clientId, client_secret: app.clientSecret };
    const old = await emulator.form('/oauth/v1/token', { ...form, refresh_token });
    expect(Object.keys(old.body).toSorted()).toEqual(['access_token', 'expires_in', 'refresh_token', 'token_type']);
    for (const version of ['v3', '2026-03', '2026-09']) {
      const { body } = await emulator.form(`/oauth/${version}/token`, {
        ...form,
        refresh_token: old.body.refresh_token,
      });
      expect(body).toMatchObject({ refresh_token, hub_id: PORTAL, token_use: 'access_token', expires_in: 1800 });
      expect(body.scopes).toContain('crm.objects.companies.read');
    }
  } finally {
    await emulator.close();
  }
});
