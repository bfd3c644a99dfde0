import { afterEach, describe, expect, test } from '@jest/globals';
import type { FieldNeed, Need } from '../../engine/connector.ts';
import { createHubSpotConnector } from './connector.ts';
import { quickCall } from './testing/quick-call.ts';
import { scriptedHubSpot, type ScriptedHubSpot } from './testing/scripted-hubspot.ts';

interface Property {
  readonly name: string;
  readonly type: string;
  readonly hasUniqueValue?: boolean;
}

let fake: ScriptedHubSpot;
afterEach(() => fake.close());

/** Properties become known only at the second look, as at HubSpot. `batch`: how many a batch makes before it gives up. */
async function portalWith(properties: Property[], { batch = Infinity } = {}) {
  const groups: unknown[] = [];
  let isFresh = false;
  const make = (property: Property): boolean => {
    if (properties.some((one) => one.name === property.name)) return false;
    properties.push(property);
    return (isFresh = true);
  };
  fake = await scriptedHubSpot(({ method, path, body }) => {
    if (path.endsWith('/groups') && method === 'GET') return { status: 200, body: { results: groups } };
    if (path.endsWith('/groups')) {
      if (groups.length > 0) return { status: 409, body: { message: 'exists' } };
      groups.push(body);
      return { status: 201, body: {} };
    }
    if (path.endsWith('/batch/create')) {
      const made = (body as { inputs: Property[] }).inputs.slice(0, batch).filter(make);
      return { status: 207, body: { results: made, errors: [{ message: 'some are there' }] } };
    }
    if (path.endsWith('/batch/update')) return { status: 200, body: { results: [] } };
    if (method === 'POST') {
      return make(body as Property) ? { status: 201, body } : { status: 409, body: { message: 'exists' } };
    }
    const results = isFresh ? [] : properties;
    isFresh = false;
    return { status: 200, body: { results } };
  });
  const { call } = quickCall(fake.url);
  return createHubSpotConnector({ call, wait: () => Promise.resolve(), now: () => new Date(0) });
}

const need = (type: FieldNeed['type'], unique = false): FieldNeed => ({
  kind: 'field',
  object: 'companies',
  name: 'ledgerline_erp_id',
  label: 'ERP id',
  type,
  unique,
});

describe('provision', () => {
  test('creates group and property, waits until it is known, and can be repeated', async () => {
    const properties: Property[] = [];
    const connector = await portalWith(properties);
    const needs = [need('string', true)];
    const group = { kind: 'group', object: 'companies', name: 'ledgerline', label: 'Ledgerline' };
    expect(await connector.missing?.(needs)).toEqual([group, ...needs]);
    await connector.provision?.([group as Need, ...needs]);
    await connector.provision?.(needs);
    await connector.provision?.(needs);
    expect(properties).toMatchObject([
      { name: 'ledgerline_erp_id', groupName: 'ledgerline', type: 'string', fieldType: 'text', hasUniqueValue: true },
    ]);
    expect(await connector.missing?.(needs)).toEqual([]);
  });

  test('properties of one object are made in one call; those that it leaves out, by one each', async () => {
    const balance: FieldNeed = { ...need('decimal'), name: 'ledgerline_balance' };
    const posts = () => fake.seen.filter(({ method }) => method === 'POST').map(({ path }) => path.split('2026-09')[1]);
    const all: Property[] = [];
    await (await portalWith(all)).provision?.([need('string', true), balance]);
    expect([all.length, posts()]).toEqual([2, ['/companies/batch/create']]);
    await fake.close();
    const some: Property[] = [];
    await (await portalWith(some, { batch: 1 })).provision?.([need('string', true), balance]);
    expect([some.length, posts()]).toEqual([2, ['/companies/batch/create', '/companies']]);
  });

  test('a property of another type is named, with the way out', async () => {
    const connector = await portalWith([{ name: 'ledgerline_erp_id', type: 'number' }]);
    await expect(connector.missing?.([need('string')])).rejects.toThrow(
      'is of type decimal, and the mapping needs string',
    );
  });

  test('a property that is not unique cannot become it', async () => {
    const connector = await portalWith([{ name: 'ledgerline_erp_id', type: 'string' }]);
    await expect(connector.missing?.([need('string', true)])).rejects.toThrow('not unique');
  });
});
