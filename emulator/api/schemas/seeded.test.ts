import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHub, type OpenHub, resetHub } from '../create-hub.ts';
import { linkTable } from '../associations/index-of-links.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { recordTable } from '../objects/record.ts';
import { Seed } from '../seed.ts';

const PORTAL = 7_000_001;
const seed = Seed.parse({
  portals: [
    {
      portalId: PORTAL,
      name: 'Seeded',
      timezone: 'UTC',
      currency: 'EUR',
      schemas: [
        {
          name: 'machine',
          labels: { singular: 'Machine', plural: 'Machines' },
          primaryDisplayProperty: 'serial',
          properties: [{ name: 'serial', label: 'Serial', type: 'string', fieldType: 'text' }],
          associatedObjects: ['companies'],
        },
      ],
      objects: {
        companies: [{ key: 'acorn', properties: { name: 'Acorn' } }],
        machine: [{ key: 'one', properties: { serial: 'S-1' } }],
      },
      associations: [{ from: ['machine', 'one'], to: ['companies', 'acorn'] }],
    },
  ],
});

let open: OpenHub;
beforeAll(async () => {
  open = await createHub({ dataDir: null, seed, apps: [], log: () => undefined });
});
afterAll(() => open.close());

test('a seed holds custom objects, their records and their links, and a reset brings back the same type id', () => {
  const { hub } = open;
  const look = () => {
    const machine = findTypeIn(hub, PORTAL, 'p_machine');
    const companies = findTypeIn(hub, PORTAL, 'companies');
    if (!machine || !companies) throw new Error('The seed was not filled in.');
    const [id] = hub.tables.rows(recordTable(PORTAL, machine)).keys();
    return { typeId: machine.id, links: hub.links.of(linkTable(PORTAL, machine, companies), id ?? '').length };
  };
  const before = look();
  expect(before).toEqual({ typeId: expect.stringMatching(/^2-\d+$/), links: 1 });
  resetHub(hub);
  expect(look()).toEqual(before);
});
