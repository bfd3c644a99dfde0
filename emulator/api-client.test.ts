import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@hubspot/api-client';
import type { AppRegistration } from './app-registration.ts';
import { authorizeUrl, decide, startTestEmulator, type TestEmulator } from './testing/emulator.ts';
import { PORTAL, REDIRECT, writeProject } from './testing/project.ts';

/** HubSpot's own client, unmodified, by `basePath`. */
describe('@hubspot/api-client', () => {
  let hubspot: TestEmulator;
  let app: AppRegistration;
  let client: Client;
  beforeAll(async () => {
    app = await writeProject();
    hubspot = await startTestEmulator({ apps: [app] });
    client = new Client({ basePath: hubspot.url, limiterOptions: { maxConcurrent: 6 } });
    const back = await decide(authorizeUrl(hubspot.url, app), 'connect');
    const code = back.searchParams.get('code') ?? '';
    const { tokensApi } = client.oauth;
    const tokens = await tokensApi.create('authorization_code', code, REDIRECT, app.clientId, app.clientSecret);
    expect(tokens.expiresIn).toBe(1800);
    client.setAccessToken(tokens.accessToken);
  });
  afterAll(() => hubspot.close());

  test('oauth.accessTokensApi knows the portal', async () => {
    const token = (
      await client.oauth.tokensApi.create(
        'refresh_token',
        undefined,
        undefined,
        app.clientId,
        app.clientSecret,
        await refreshToken(),
      )
    ).accessToken;
    expect((await client.oauth.accessTokensApi.get(token)).hubId).toBe(PORTAL);
  });

  const refreshToken = async (): Promise<string> => {
    const back = await decide(authorizeUrl(hubspot.url, app), 'connect');
    const code = back.searchParams.get('code') ?? '';
    return (await client.oauth.tokensApi.create('authorization_code', code, REDIRECT, app.clientId, app.clientSecret))
      .refreshToken;
  };

  test('crm.companies.basicApi', async () => {
    const { basicApi } = client.crm.companies;
    const made = await basicApi.create({ properties: { name: 'By client', phone: '1' }, associations: [] });
    expect(made.createdAt).toBeInstanceOf(Date);
    await basicApi.update(made.id, { properties: { phone: '2' } });
    expect((await basicApi.getById(made.id, ['phone'])).properties['phone']).toBe('2');
    const page = await basicApi.getPage(1);
    expect(page.paging?.next?.after).toBe(page.results[0]?.id);
    await basicApi.archive(made.id);
    await expect(basicApi.getById(made.id)).rejects.toMatchObject({ code: 404 });
  });

  test('crm.companies.batchApi', async () => {
    const { batchApi } = client.crm.companies;
    const made = await batchApi.create({
      inputs: ['one', 'two'].map((name) => ({ properties: { name }, associations: [], objectWriteTraceId: name })),
    });
    expect(made.status).toBe('COMPLETE');
    const ids = made.results.map(({ id }) => ({ id }));
    const read = await batchApi.read({ inputs: ids, properties: ['name'], propertiesWithHistory: [] });
    expect(read.results.map(({ properties }) => properties['name'])).toEqual(['one', 'two']);
    await batchApi.update({ inputs: ids.map(({ id }) => ({ id, properties: { city: 'Rome' } })) });
    await batchApi.archive({ inputs: ids });
    expect((await client.crm.companies.getAll()).map(({ id }) => id)).not.toContain(ids[0]?.id);
  });

  test('crm.companies.searchApi', async () => {
    await client.crm.companies.basicApi.create({ properties: { name: 'Searched', city: 'Turin' }, associations: [] });
    const filter = { propertyName: 'city', operator: 'EQ' as never, value: 'Turin' };
    const found = await client.crm.companies.searchApi.doSearch({
      filterGroups: [{ filters: [filter] }],
      properties: ['city'],
      limit: 10,
    });
    expect([found.total, found.results[0]?.properties['city']]).toEqual([1, 'Turin']);
  });

  test('crm.properties and crm.associations.v4', async () => {
    const property = await client.crm.properties.coreApi.create('companies', {
      name: 'by_client',
      label: 'By client',
      type: 'enumeration' as never,
      fieldType: 'select' as never,
      groupName: 'companyinformation',
      options: [{ label: 'A', value: 'a', displayOrder: 0, hidden: false }],
    });
    expect(property.options[0]?.value).toBe('a');
    const company = await client.crm.companies.basicApi.create({ properties: { name: 'End' }, associations: [] });
    const contact = await client.crm.contacts.basicApi.create({
      properties: { email: 'e@x.example' },
      associations: [],
    });
    await client.crm.associations.v4.basicApi.createDefault('contacts', contact.id, 'companies', company.id);
    const page = await client.crm.associations.v4.basicApi.getPage('contacts', contact.id, 'companies');
    // HubSpot sends a number where the client's type says text.
    expect(page.results.map(({ toObjectId }) => toObjectId as unknown)).toEqual([Number(company.id)]);
  });
});
