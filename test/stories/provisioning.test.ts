import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createEmulator, type CreatedEmulator, type CreateOptions } from '../../emulator/index.ts';
import { quickCall } from '../../server/connectors/hubspot/testing/quick-call.ts';
import { createHubSpotConnector } from '../../server/connectors/hubspot/connector.ts';
import type { Connector, FieldNeed, Need } from '../../server/engine/connector.ts';

let emulator: CreatedEmulator;
let hubspot: Connector;
let calls = 0;
/** The connector ends before the call of this number, as a process that is killed. */
let dieBefore = Number.POSITIVE_INFINITY;

async function open(options: CreateOptions = {}): Promise<void> {
  // HubSpot's delays pass as fast as the connector waits for them.
  emulator = await createEmulator({
    clock: { mode: 'stepped' },
    ...options,
    portal: { tier: 'enterprise', ...options.portal },
  });
  connect();
}

/** Another process, on the same account. */
function connect(): void {
  const token = emulator.portal.accessToken;
  const { call } = quickCall(emulator.url, { token: () => Promise.resolve(token) });
  hubspot = createHubSpotConnector({
    call(request) {
      calls += 1;
      return calls >= dieBefore ? Promise.reject(new Error('killed')) : call(request);
    },
    wait: (ms) => emulator.clock.advance(ms),
    now: () => new Date(),
  });
}
beforeEach(() => {
  calls = 0;
  dieBefore = Number.POSITIVE_INFINITY;
});
afterEach(() => emulator.close());

const field = (object: string, name: string, rest: Partial<FieldNeed> = {}): FieldNeed => ({
  kind: 'field',
  object,
  name,
  label: name,
  type: 'string',
  unique: false,
  ...rest,
});
const options = (...values: string[]) => values.map((value) => ({ value, label: value.toUpperCase() }));

const display = field('machine', 'serial_no');
const everything: Need[] = [
  { kind: 'object', object: 'machine', singular: 'Machine', plural: 'Machines', display },
  field('companies', 'll_id', { unique: true }),
  field('companies', 'll_level', { type: 'enumeration', options: options('gold', 'silver') }),
  field('companies', 'll_terms', { group: { name: 'terms', label: 'Terms' } }),
  field('companies', 'industry', { type: 'enumeration', options: options('ROBOTS') }),
  field('machine', 'll_id', { unique: true }),
  display,
  { kind: 'association', object: 'machine', to: 'companies' },
  { kind: 'label', object: 'contacts', to: 'companies', label: 'Pays the bills' },
];

const missing = async (): Promise<string[]> =>
  ((await hubspot.missing?.(everything)) ?? []).map((need) =>
    [need.kind, need.object, 'name' in need ? need.name : 'to' in need ? need.to : ''].join(' ').trim(),
  );

test('everything that is missing is told, created, and known; industry keeps the options that it had', async () => {
  await open();
  expect(await missing()).toEqual([
    'object machine',
    'group companies ledgerline',
    'group companies terms',
    'field companies ll_id',
    'field companies ll_level',
    'field companies ll_terms',
    'options companies industry',
    'group machine ledgerline',
    'field machine ll_id',
    'field machine serial_no',
    'association machine companies',
    'label contacts companies',
  ]);
  await hubspot.provision?.((await hubspot.missing?.(everything)) ?? []);
  expect(await missing()).toEqual([]);

  const described = await hubspot.describe(['companies', 'machine']);
  const found = (object: string, name: string) =>
    described.find((one) => one.name === object)?.fields.find((one) => one.name === name);
  expect(found('companies', 'll_level')).toMatchObject({ type: 'enumeration', options: ['gold', 'silver'] });
  expect(found('companies', 'industry')?.options).toEqual(expect.arrayContaining(['ACCOUNTING', 'ROBOTS']));
  expect(found('machine', 'll_id')).toMatchObject({ unique: true });
});

test('records of a custom object are written, read and associated under its name', async () => {
  await open();
  await hubspot.provision?.((await hubspot.missing?.(everything)) ?? []);
  const [created, company] = await hubspot.write([
    { kind: 'create', object: 'machine', referenceField: 'll_id', reference: 'M1', fields: { serial_no: 'X-1' } },
    { kind: 'create', object: 'companies', referenceField: 'll_id', reference: 'C1', fields: { name: 'Alfreds' } },
  ]);
  const id = created?.status === 'done' ? created.id : '';
  const companyId = company?.status === 'done' ? company.id : '';
  const records = await hubspot.get({ object: 'machine', ids: ['M1'], fields: ['serial_no'], by: 'll_id' });
  expect(records).toMatchObject([{ object: 'machine', id, fields: { serial_no: 'X-1' } }]);
  const from = { object: 'machine', id };
  expect(await hubspot.write([{ kind: 'associate', from, to: { object: 'companies', id: companyId } }])).toEqual([
    { status: 'done', id },
  ]);
  expect(await hubspot.associated?.(from, 'companies')).toEqual([companyId]);
  const pages: number[] = [];
  for await (const page of hubspot.read({ object: 'machine', fields: ['serial_no'], cursor: null }))
    pages.push(page.records.filter(({ object }) => object === 'machine').length);
  expect(pages).toEqual([1]);
  const typeId = (await emulatorType()) ?? '';
  expect(await hubspot.named?.([{ side: 'left', object: typeId, id }])).toEqual([
    { side: 'left', object: 'machine', id },
  ]);
});

async function emulatorType(): Promise<string | undefined> {
  const response = await fetch(`${emulator.url}/crm-object-schemas/2026-09/schemas`, {
    headers: { authorization: `Bearer ${emulator.portal.accessToken}` },
  });
  const { results } = (await response.json()) as { results: { name: string; objectTypeId: string }[] };
  return results.find(({ name }) => name === 'machine')?.objectTypeId;
}

test('killed before any one of its calls, the next attempt finishes it, and makes nothing twice', async () => {
  await open();
  emulator.snapshot('before');
  for (let at = 1; ; at += 1) {
    emulator.restore('before');
    connect();
    calls = 0;
    dieBefore = at;
    const died = await attempt();
    dieBefore = Number.POSITIVE_INFINITY;
    if (!died) break;
    connect();
    await attempt();
    expect(await missing()).toEqual([]);
  }
}, 60_000);

async function attempt(): Promise<boolean> {
  try {
    await hubspot.provision?.((await hubspot.missing?.(everything)) ?? []);
    return false;
  } catch (error) {
    if ((error as Error).message === 'killed') return true;
    throw error;
  }
}

describe('what cannot be had is a sentence with the way out', () => {
  const refusal = async (...needs: Need[]): Promise<string> => {
    const attempted = async () => hubspot.provision?.((await hubspot.missing?.(needs)) ?? []);
    const error = await attempted().then(
      () => null,
      (reason: unknown) => reason as Error & { fix?: string },
    );
    return `${error?.name}: ${error?.message} ${error?.fix}`;
  };

  test('a custom object without Enterprise', async () => {
    await open({ portal: { tier: 'professional' }, limits: { customObjectsNeedEnterprise: true } });
    expect(await refusal(...everything.slice(0, 1))).toMatch(
      /^ConfigError: .*Custom objects need Enterprise.* map to one of the objects of HubSpot instead/,
    );
  });

  test('a property of another type, and options of one that HubSpot keeps to itself', async () => {
    await open();
    expect(await refusal(field('companies', 'industry'))).toContain('is of type enumeration, and the mapping needs');
    const status = field('invoices', 'hs_invoice_status', { type: 'enumeration', options: options('lost') });
    expect(await refusal(status)).toMatch(/does not let anybody add "lost" .* Map to options it has/);
  });

  test('the eleventh unique property', async () => {
    await open();
    const many = Array.from({ length: 11 }, (_, index) => field('companies', `unique_${index}`, { unique: true }));
    expect(await refusal(...many)).toMatch(/HubSpot does not create .* Make room or allow it in the HubSpot account/);
  });
});
