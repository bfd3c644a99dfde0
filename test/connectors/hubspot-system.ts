import { createEmulator, type CreatedEmulator } from '../../emulator/index.ts';
import { PORTAL, writeProject } from '../../emulator/testing/project.ts';
import { createHubSpotConnector } from '../../server/connectors/hubspot/connector.ts';
import { quickCall } from '../../server/connectors/hubspot/testing/quick-call.ts';
import { HUBSPOT_VERSION } from '../../server/connectors/hubspot/version.ts';
import type { Clerk, TestSystem } from '../../server/connectors/testing/test-system.ts';
import type { Connector } from '../../server/engine/connector.ts';

const COMPANIES = `/crm/objects/${HUBSPOT_VERSION}/companies`;
const REFERENCE = 'll_reference';
/** So often the connector itself sends what it may repeat. */
const ATTEMPTS = 4;
/** The sweep goes back ten minutes every time, since the search index may be that late. */
const PAST_THE_OVERLAP_MS = 11 * 60_000;

/** The emulator with a clock that stands still, and the connector on it as the server sets it up. */
export async function startHubSpot(): Promise<TestSystem> {
  const withoutRights = await writeProject({
    auth: 'static',
    appId: 78,
    requiredScopes: ['crm.objects.contacts.read'],
  });
  const emulator = await createEmulator({
    clock: { mode: 'stepped' },
    limits: { searchLagMs: 0, propertyLagMs: 0 },
    portal: { portalId: PORTAL },
    apps: [withoutRights],
  });
  const { accessToken, apps } = emulator.portals()[0] ?? emulator.portal;
  const open = ({ url = emulator.url, token = accessToken } = {}): Connector =>
    createHubSpotConnector({
      call: quickCall(url, { token: () => Promise.resolve(token) }).call,
      wait: (ms) => emulator.clock.advance(ms),
      now: () => new Date(emulator.clock.now()),
      objects: ['companies', 'contacts'],
    });
  const connector = open();
  const need = { kind: 'field', object: 'companies', name: REFERENCE, label: 'Our reference', type: 'string' } as const;
  await connector.provision?.((await connector.missing?.([{ ...need, unique: true }])) ?? []);
  const wrongToken = `${accessToken}-wrong`;
  return {
    connector,
    sample: { object: 'companies', text: 'address', reference: REFERENCE, required: { name: 'Sample Ltd' } },
    morePages: 101,
    refused: { fields: { numberofemployees: 'many' }, words: /many.*number/i },
    clerk: clerkAt(emulator, accessToken),
    trouble: {
      async busy() {
        emulator.faults.add({ match: { pathPrefix: '/crm' }, status: 429, retryAfter: 30 });
        return { connector: untilClosed(emulator, open()), afterMs: 30_000 };
      },
      unreachable: async () => open({ url: 'http://127.0.0.1:1' }),
      wrongCredentials: async () => open({ token: wrongToken }),
      missingRight: async () => ({
        connector: open({ token: apps.find(({ appId }) => appId === 78)?.accessToken ?? '' }),
        words: /crm\.objects\.companies\.read|scope/,
      }),
      async losesAnswer() {
        emulator.faults.add({ match: { path: `${COMPANIES}/batch/upsert` }, dropAfterWrite: true, times: ATTEMPTS });
        return untilClosed(emulator, open());
      },
    },
    settle: () => emulator.clock.advance(PAST_THE_OVERLAP_MS),
    webhooks: {
      async sent() {
        const event = { portalId: PORTAL, subscriptionType: 'object.creation', objectTypeId: '0-2', objectId: 4711 };
        const request = { headers: {}, body: Buffer.from(JSON.stringify([event])) };
        return { request, about: [{ object: 'companies', id: '4711' }] };
      },
    },
    secrets: [accessToken, wrongToken],
    logged: () => '',
    async close() {
      await connector.close();
      await emulator.close();
    },
  };
}

/** The fault lasts as long as the connector. */
const untilClosed = (emulator: CreatedEmulator, connector: Connector): Connector => ({
  ...connector,
  async close() {
    emulator.faults.clear();
    await connector.close();
  },
});

function clerkAt(emulator: CreatedEmulator, token: string): Clerk {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${emulator.url}${COMPANIES}${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
  const createOne = async (address: string): Promise<string> =>
    String(((await ask('POST', '', { properties: { name: 'Sample Ltd', address } })) as { id: unknown }).id);
  return {
    async create(texts) {
      const ids: string[] = [];
      for (const text of texts) ids.push(await createOne(text));
      return ids;
    },
    edit: async (id, address) => void (await ask('PATCH', `/${id}`, { properties: { address } })),
    remove: async (id) => void (await ask('DELETE', `/${id}`)),
    // The clock stands still.
    createAtTheTimeOf: (_id, text) => createOne(text),
    async countByReference(reference) {
      const filters = [{ propertyName: REFERENCE, operator: 'EQ', value: reference }];
      return ((await ask('POST', '/search', { filterGroups: [{ filters }] })) as { total: number }).total;
    },
  };
}
