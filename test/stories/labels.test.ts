import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createEmulator, type CreatedEmulator } from '../../emulator/index.ts';
import { createHubSpotConnector } from '../../server/connectors/hubspot/connector.ts';
import { quickCall } from '../../server/connectors/hubspot/testing/quick-call.ts';
import type { Change, Connector, Need } from '../../server/engine/connector.ts';

let emulator: CreatedEmulator;
let hubspot: Connector;
let contact: string;
let company: string;
let other: string;

const PAYS = 'Billing contact';
const labels: Need[] = [PAYS, 'Decision maker', 'Ships'].map((label) => ({
  kind: 'label',
  object: 'contacts',
  to: 'companies',
  label,
}));

beforeEach(async () => {
  emulator = await createEmulator({ clock: { mode: 'stepped' } });
  const token = emulator.portal.accessToken;
  const { call } = quickCall(emulator.url, { token: () => Promise.resolve(token) });
  hubspot = createHubSpotConnector({ call, wait: (ms) => emulator.clock.advance(ms), now: () => new Date() });
  await hubspot.provision?.((await hubspot.missing?.(labels)) ?? []);
  [contact, company, other] = await Promise.all([
    create('contacts', { email: 'a@example.com' }),
    create('companies', { name: 'One' }),
    create('companies', { name: 'Other' }),
  ]);
});
afterEach(() => emulator.close());

async function request(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.portal.accessToken}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}

const create = async (object: string, properties: object): Promise<string> =>
  ((await request('POST', `/crm/objects/2026-09/${object}`, { properties })) as { id: string }).id;

/** A person gives the association these labels besides those it has. */
async function labelledByPerson(id: string, ...given: string[]): Promise<void> {
  const at = '/crm/associations/2026-09/contacts/companies';
  const known = (await request('GET', `${at}/labels`)) as {
    results: { category: string; typeId: number; label: string | null }[];
  };
  const all = [...(await labelsOf(id)), ...given];
  const types = known.results.filter(({ label }) => label === null || all.includes(label));
  await request(
    'PUT',
    `/crm/objects/2026-09/contacts/${contact}/associations/companies/${id}`,
    types.map(({ category, typeId }) => ({ associationCategory: category, associationTypeId: typeId })),
  );
}

const labelsOf = async (id: string): Promise<readonly string[]> => {
  const found = await hubspot.associatedMany?.({ object: 'contacts', ids: [contact], to: 'companies' });
  return (found?.get(contact) ?? []).find((one) => one.id === id)?.labels.toSorted() ?? ['(not associated)'];
};

const ends = (id: string) => ({ from: { object: 'contacts', id: contact }, to: { object: 'companies', id } });
const associate = (id: string, label?: string, ...unlabel: string[]): Change => ({
  kind: 'associate',
  ...ends(id),
  ...(label !== undefined && { label }),
  ...(unlabel.length > 0 && { unlabel }),
});
const done = async (...changes: Change[]): Promise<void> => {
  expect((await hubspot.write(changes)).map(({ status }) => status)).toEqual(changes.map(() => 'done'));
};

test('a label is given besides those of people and the primary company; what is there already is no write', async () => {
  await labelledByPerson(company, 'Decision maker', 'Primary');
  await done(associate(company, PAYS), associate(other, PAYS));
  expect(await labelsOf(company)).toEqual([PAYS, 'Decision maker', 'Primary']);
  expect(await labelsOf(other)).toEqual([PAYS]);
  const { writes } = emulator.stats();
  await done(associate(company, PAYS), associate(other, PAYS));
  expect(emulator.stats().writes).toBe(writes);
});

test('a changed label takes the place of ours alone', async () => {
  await done(associate(company, PAYS));
  await labelledByPerson(company, 'Decision maker', 'Primary');
  await done(associate(company, 'Ships', PAYS));
  expect(await labelsOf(company)).toEqual(['Decision maker', 'Primary', 'Ships']);
  await done(associate(company, undefined, 'Ships'));
  expect(await labelsOf(company)).toEqual(['Decision maker', 'Primary']);
});

test('what ends is ours: the association, or the label alone where a person gave it another one', async () => {
  await done(associate(company, PAYS), associate(other, PAYS));
  await labelledByPerson(company, 'Primary');
  await labelledByPerson(other, 'Decision maker');
  await done(
    { kind: 'dissociate', ...ends(company), label: PAYS },
    { kind: 'dissociate', ...ends(other), label: PAYS },
  );
  expect(await labelsOf(company)).toEqual(['(not associated)']);
  expect(await labelsOf(other)).toEqual(['Decision maker']);
});

test('a label that the account does not have is refused with a sentence', async () => {
  expect(await hubspot.write([associate(company, 'Unheard of')])).toMatchObject([
    { status: 'failed', reason: expect.stringContaining('no association label "Unheard of" of contacts') },
  ]);
});
