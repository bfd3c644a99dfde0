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

/** Properties become readable only at the second look, as at HubSpot. */
async function portalWith(properties: Property[]) {
  const groups: unknown[] = [];
  const looks = new Map<string, number>();
  fake = await scriptedHubSpot(({ method, path, body }) => {
    const [, name] = /\/companies\/([a-z_]+)$/.exec(path) ?? [];
    if (name === 'groups' && method === 'GET') return { status: 200, body: { results: groups } };
    if (name === 'groups') {
      if (groups.length > 0) return { status: 409, body: { message: 'exists' } };
      groups.push(body);
      return { status: 201, body: {} };
    }
    if (method === 'POST') {
      const property = body as Property;
      if (properties.some((one) => one.name === property.name)) return { status: 409, body: { message: 'exists' } };
      properties.push(property);
      return { status: 201, body: property };
    }
    if (name === undefined) return { status: 200, body: { results: properties } };
    looks.set(name, (looks.get(name) ?? 0) + 1);
    const property = properties.find((one) => one.name === name);
    return looks.get(name) === 1 || !property
      ? { status: 404, body: { message: 'not yet' } }
      : { status: 200, body: property };
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
