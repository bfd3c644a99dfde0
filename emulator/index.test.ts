import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createEmulator, type CreatedEmulator, type CreateOptions } from './index.ts';
import { PORTAL, writeProject } from './testing/project.ts';

const AT = '/crm/objects/2026-09/companies';
const open: CreatedEmulator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const created = async (options?: CreateOptions): Promise<CreatedEmulator> => {
  const emulator = await createEmulator(options);
  open.push(emulator);
  return emulator;
};

interface Listed {
  readonly results: readonly { readonly properties: { readonly name: string } }[];
}
async function names({ url, portal }: CreatedEmulator): Promise<string[]> {
  const answer = await fetch(`${url}${AT}`, { headers: { authorization: `Bearer ${portal.accessToken}` } });
  return ((await answer.json()) as Listed).results.map(({ properties }) => properties.name);
}
const create = ({ url, portal }: CreatedEmulator, name: string): Promise<Response> =>
  fetch(`${url}${AT}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${portal.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ properties: { name } }),
  });

describe('createEmulator', () => {
  test('is there within 300 ms, with a portal and a token', async () => {
    const took: number[] = [];
    for (let start = 0; start < 5; start += 1) {
      const started = performance.now();
      await created();
      took.push(performance.now() - started);
    }
    // The best of five: what else this machine does at the moment is not the emulator's fault.
    expect(Math.min(...took)).toBeLessThan(300);
    const [hubspot] = open;
    expect(hubspot?.portal.portalId).toBe(PORTAL);
    expect(hubspot && (await names(hubspot))).toEqual(['Acorn Bakery', 'Birch Timber']);
  });

  test('two of them know nothing of each other', async () => {
    const [one, two] = [await created({ portal: {} }), await created({ portal: {} })];
    expect((await create(one, 'Only here')).status).toBe(201);
    expect([await names(one), await names(two)]).toEqual([['Only here'], []]);
  });

  test('takes a portal, apps, limits and a clock', async () => {
    const hubspot = await created({
      portal: {
        portalId: 5,
        name: 'Five',
        tier: 'free',
        objects: { companies: [{ key: 'a', properties: { name: 'A' } }] },
      },
      apps: [{ ...(await writeProject({ auth: 'static' })), installedIn: [5] }],
      limits: { batchInputs: 10 },
      clock: { mode: 'stepped', now: '2026-11-23T12:00:00Z' },
    });
    expect(hubspot.portal).toMatchObject({ portalId: 5, name: 'Five', tier: 'free', apps: [{ appId: 77 }] });
    expect(hubspot.clock.view()).toMatchObject({ now: '2026-11-23T12:00:00.000Z', mode: 'stepped' });
    await hubspot.clock.advance(1000, { settle: true });
    expect(new Date(hubspot.clock.now()).toISOString()).toBe('2026-11-23T12:00:01.000Z');
    await hubspot.clock.set({ mode: 'real', to: '2030-01-01T00:00:00Z' });
    expect(hubspot.clock.view().now).toMatch(/^2030-01-01T00:00:0/);
  });

  test('disturbs, remembers, counts, snapshots, restores and resets without HTTP', async () => {
    const hubspot = await created({ portal: {} });
    await create(hubspot, 'Kept');
    hubspot.snapshot('kept');
    hubspot.faults.add({ status: 503, times: 1 });
    expect([(await create(hubspot, 'Refused')).status, (await create(hubspot, 'Lost')).status]).toEqual([503, 201]);
    expect(hubspot.faults.list()).toMatchObject([{ status: 503, hits: 1 }]);
    expect(hubspot.stats()).toMatchObject({ requests: 3, writes: 2 });
    expect(hubspot.requests().map(({ status }) => status)).toEqual([201, 503, 201]);
    hubspot.restore('kept');
    expect([await names(hubspot), hubspot.faults.list()]).toEqual([['Kept'], []]);
    hubspot.reset();
    expect(await names(hubspot)).toEqual([]);
    expect(() => hubspot.restore('none')).toThrow('There is no snapshot "none": take one with snapshot("none").');
  });
});

const YAML = `
portals:
  - portalId: 7
    name: From a file
    timezone: Europe/Berlin
    currency: EUR
    objects:
      companies:
        - key: a
          properties: { name: A, numberofemployees: 12 }
      contacts:
        - { key: b, properties: { email: b@x.example } }
    associations:
      - { from: [contacts, b], to: [companies, a] }
`;

describe('a seed', () => {
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(await mkdtemp(join(tmpdir(), 'emulator-seed-')), name);
    await writeFile(path, text);
    return path;
  };
  const json = JSON.stringify({
    portals: [{ portalId: 7, name: 'J', timezone: 'UTC', currency: 'EUR', objects: {}, associations: [] }],
  });

  test('brings own properties and pipelines, which its records use', async () => {
    const erpId = { name: 'erp_id', label: 'ERP id', type: 'string', fieldType: 'text', hasUniqueValue: true } as const;
    const stages = [{ stageId: 'new', label: 'New', displayOrder: 0, metadata: { probability: '0.1' } }];
    const deal = { dealname: 'D', pipeline: 'partners', dealstage: 'new' };
    const hubspot = await created({
      portal: {
        properties: { companies: [erpId] },
        pipelines: { deals: [{ pipelineId: 'partners', label: 'Partners', displayOrder: 1, stages }] },
        objects: {
          companies: [{ key: 'a', properties: { name: 'A', erp_id: '7' } }],
          deals: [{ key: 'd', properties: deal }],
        },
      },
    });
    const read = async (path: string): Promise<object> =>
      (
        await fetch(`${hubspot.url}/crm/objects/2026-09/${path}`, {
          headers: { authorization: `Bearer ${hubspot.portal.accessToken}` },
        })
      ).json() as Promise<object>;
    expect(await read('companies/7?idProperty=erp_id')).toMatchObject({ properties: { name: 'A' } });
    expect(await read('deals')).toMatchObject({
      results: [{ properties: { dealstage: 'new', pipeline: 'partners' } }],
    });
  });

  test.each([
    ['portal.yaml', YAML, ['A']],
    ['portal.yml', YAML, ['A']],
    ['portal.json', json, []],
  ])('is read from %s', async (name, text, expected) => {
    const hubspot = await created({ seed: await file(name, text) });
    expect([hubspot.portal.portalId, await names(hubspot)]).toEqual([7, expected]);
  });

  test.each([
    [
      'a zone that does not exist',
      YAML.replace('Europe/Berlin', 'Berlin'),
      'IANA name of a time zone, for example Europe/Berlin',
      'portals[0].timezone',
    ],
    ['a field that nobody knows', YAML.replace('currency:', 'curency:'), 'curency', 'portals[0]'],
    [
      'a list as a value',
      YAML.replace('{ name: A', '{ name: [A]'),
      'Invalid input',
      'portals[0].objects.companies[0].properties.name',
    ],
    [
      'an end without a key',
      YAML.replace('[contacts, b]', '[contacts]'),
      'must be [object type, key of a record]',
      'portals[0].associations[0].from',
    ],
    ['a record that HubSpot refuses', YAML.replace('name: A', 'no_such: A'), 'companies "a" is refused', 'no_such'],
    [
      'a property that HubSpot refuses',
      `${YAML}    properties: { companies: [{ name: 1x, label: X, type: string, fieldType: text }] }\n`,
      'the property "1x" of companies is refused',
      '1x',
    ],
    ['half a line', YAML.replace('currency: EUR', 'currency: ['), 'is not YAML', ''],
  ])('with %s names file, place and fix', async (_name, text, sentence, place) => {
    const path = await file('wrong.yaml', text);
    const error = await createEmulator({ seed: path }).catch((reason: unknown) => reason);
    expect(String(error)).toContain(path);
    expect(String(error)).toContain(sentence);
    expect(String(error)).toContain(place);
  });

  test('that is given inline is checked too, and so are apps, clock and settings', async () => {
    await expect(createEmulator({ seed: { portals: [] } })).rejects.toThrow('must have at least one portal');
    await expect(createEmulator({ portal: { timezone: 'Mars' } })).rejects.toThrow('portals[0].timezone');
    await expect(createEmulator({ apps: [{}] as never })).rejects.toThrow('[0].clientId');
    await expect(createEmulator({ clock: { mode: 'scaled' } })).rejects.toThrow('the mode "scaled" needs a factor');
    await expect(createEmulator({ limits: { nothing: 1 } as never })).rejects.toThrow('There is no setting "nothing"');
    await expect(createEmulator({ seed: { portals: [] }, portal: {} })).rejects.toThrow('a portal or a seed, not both');
  });
});
