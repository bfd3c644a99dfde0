import { afterEach, expect, test } from '@jest/globals';
import { HUBSPOT_SETTINGS, type Settings } from '../api/settings.ts';
import { authorizeUrl, connectApp, decide, startTestEmulator, type TestEmulator } from '../testing/emulator.ts';
import { PORTAL, REDIRECT, writeProject } from '../testing/project.ts';

const open: TestEmulator[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

const AFTER_OAUTH_V1 = Date.UTC(2027, 1, 16);
const AFTER_V3 = Date.UTC(2027, 8, 1);

async function started(limits: Partial<Settings>, now = Date.UTC(2026, 10, 26)): Promise<TestEmulator> {
  const emulator = await startTestEmulator({ limits, clock: { mode: 'stepped', now } });
  open.push(emulator);
  return emulator;
}

async function withApp(limits: Partial<Settings>, optionalScopes: string[] = []) {
  const app = await writeProject({ optionalScopes });
  const emulator = await startTestEmulator({ apps: [app], limits });
  open.push(emulator);
  return { emulator, app };
}

const company = { properties: { name: 'x' } };
const create = async (emulator: TestEmulator, body: object = company) =>
  emulator.send('POST', '/crm/objects/2026-09/companies', body);

async function cancelled(limits: Partial<Settings>): Promise<string[]> {
  const { emulator, app } = await withApp(limits);
  return [...(await decide(authorizeUrl(emulator.url, app), 'cancel')).searchParams.keys()];
}

async function withoutVerifier(limits: Partial<Settings>): Promise<number> {
  const { emulator, app } = await withApp(limits);
  const url = authorizeUrl(emulator.url, app, { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' });
  const code = (await decide(url, 'connect')).searchParams.get('code') ?? '';
  const client = { client_id: app.clientId, client_secret: app.clientSecret, redirect_uri: REDIRECT };
  return (await emulator.form('/oauth/2026-09/token', { ...client, grant_type: 'authorization_code', code })).status;
}

/** Reads deals with a token from before the app was given the scope for them. */
async function oldToken(limits: Partial<Settings>): Promise<number> {
  const { emulator, app } = await withApp(limits, ['crm.objects.deals.read']);
  const { access_token: token } = await connectApp(emulator, app);
  await connectApp(emulator, app, { optional_scope: 'crm.objects.deals.read' });
  return (await emulator.send('GET', '/crm/objects/2026-09/deals', undefined, token)).status;
}

async function oauthV1(limits: Partial<Settings>): Promise<number> {
  const emulator = await started(limits, AFTER_OAUTH_V1);
  return (await emulator.form('/oauth/v1/token', {})).status;
}

async function versionsAlive(limits: Partial<Settings>): Promise<number[]> {
  const emulator = await started(limits, AFTER_V3);
  const paths = ['/crm/v3/objects/companies', '/crm/associations/v4/contacts/companies/labels', '/crm/owners/2026-09'];
  return Promise.all(paths.map(async (path) => (await emulator.send('GET', path)).status));
}

async function dealStages(limits: Partial<Settings>): Promise<boolean> {
  const { body } = await (await started(limits)).send('GET', '/crm/pipelines/2026-09/deals/default/stages');
  return body.results.some((stage: { id: string }) => stage.id === 'contractsent');
}

async function createdLinked(limits: Partial<Settings>): Promise<unknown[]> {
  const emulator = await started(limits);
  const contact = await emulator.send('POST', '/crm/objects/2026-09/contacts', { properties: { lastname: 'x' } });
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 280 }];
  const body = { ...company, associations: [{ to: { id: contact.body.id }, types }] };
  const old = await emulator.send('POST', '/crm/objects/2026-03/companies', body);
  return [(await create(emulator, body)).status, old.status];
}

async function ownedBy(limits: Partial<Settings>): Promise<number[]> {
  const emulator = await started(limits);
  const [owner] = (await emulator.send('GET', '/crm/owners/2026-09')).body.results;
  const write = async (hubspot_owner_id: string) =>
    (await create(emulator, { properties: { name: 'x', hubspot_owner_id } })).status;
  return [await write(owner.id), await write(String(owner.userId))];
}

async function archivedLinks(limits: Partial<Settings>): Promise<number> {
  const emulator = await started(limits);
  return (await emulator.send('POST', '/crm/associations/2026-09/contacts/companies/batch/archive', { inputs: [] }))
    .status;
}

async function recordUrl(limits: Partial<Settings>): Promise<unknown> {
  const { body } = await create(await started(limits));
  return body.url === `https://app.hubspot.com/contacts/${PORTAL}/record/0-2/${body.id}`;
}

type Probe = (limits: Partial<Settings>) => Promise<unknown>;

/** What HubSpot's guides leave open: the default, its setting, what is asked, the answer by default and otherwise. */
const OPEN: readonly (readonly [behaviour: string, keyof Settings, Probe, usual: unknown, otherwise: unknown])[] = [
  [
    'a denial comes back with error and error_description',
    'denialTellsError',
    cancelled,
    ['error', 'error_description', 'state'],
    ['state'],
  ],
  ['a code challenge that was sent must be met', 'pkceEnforced', withoutVerifier, 400, 200],
  ['an old access token keeps the scopes of its issuance', 'tokensKeepScopes', oldToken, 403, 200],
  ['OAuth v1 ends on 16 February 2027', 'oauthV1Ends', oauthV1, 404, 400],
  [
    'v3 and v4 go on after HubSpot stops supporting them',
    'legacyPathsEnd',
    versionsAlive,
    [200, 200, 200],
    [404, 404, 200],
  ],
  ['the deal pipeline of a new account has the stage contractsent', 'contractSentStage', dealStages, true, false],
  ['2026-09 creates a record with associations', 'userEditsAssociations', createdLinked, [201, 201], [400, 201]],
  ['an owner must be there', 'ownersMustExist', ownedBy, [201, 400], [201, 201]],
  ['dated paths answer archived associations with a 200', 'associationArchiveIs204', archivedLinks, 200, 204],
  ['a record has the url of its page', 'recordUrls', recordUrl, true, false],
];

test.each(OPEN)('%s, unless the setting %s says otherwise', async (_behaviour, setting, probe, usual, otherwise) => {
  expect(await probe({ [setting]: HUBSPOT_SETTINGS[setting] })).toEqual(usual);
  expect(await probe({ [setting]: !HUBSPOT_SETTINGS[setting] })).toEqual(otherwise);
});
