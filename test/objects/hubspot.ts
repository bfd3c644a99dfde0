import { portalToken } from '../../emulator/api/oauth/installs.ts';
import { startTestEmulator, type TestEmulator } from '../../emulator/testing/emulator.ts';
import { PORTAL, writeProject } from '../../emulator/testing/project.ts';
import { createHubSpotConnector } from '../../server/connectors/hubspot/connector.ts';
import { quickCall } from '../../server/connectors/hubspot/testing/quick-call.ts';
import type { Change, Connector, Outcome } from '../../server/engine/connector.ts';
import type { Fields, RecordRef } from '../../server/engine/record.ts';

export const REFERENCE = 'ledgerline_erp_id';

/** An account with the connector of everything, and an app that was granted companies and contacts only. */
export interface HubSpot {
  readonly emulator: TestEmulator;
  readonly connector: Connector;
  /** What the app may do. */
  readonly ofApp: Connector;
  write(change: Change): Promise<Outcome>;
  made(object: string, id: string, fields: Fields): Promise<RecordRef>;
  provision(object: string): Promise<void>;
}

/** `objects`: those that the connector describes when it is not asked for any by name. */
export async function startHubSpot(objects?: readonly string[]): Promise<HubSpot> {
  const app = { ...(await writeProject({ auth: 'static' })), installedIn: [PORTAL] };
  const emulator = await startTestEmulator({ apps: [app], clock: { mode: 'stepped' } });
  const connectorWith = (token: string): Connector =>
    createHubSpotConnector({
      call: quickCall(emulator.url, { token: () => Promise.resolve(token) }).call,
      wait: async (ms) => void (await emulator.advance(ms)),
      now: () => new Date(),
      ...(objects && { objects }),
    });
  const { body } = await emulator.send('GET', '/_emulator/portals');
  const connector = connectorWith(portalToken(PORTAL));
  const write = async (change: Change): Promise<Outcome> => {
    const [outcome] = await connector.write([change]);
    if (!outcome) throw new Error('There is no outcome.');
    return outcome;
  };
  return {
    emulator,
    connector,
    ofApp: connectorWith(body[0].apps[0].accessToken),
    write,
    async made(object, id, fields) {
      const outcome = await write(create(object, id, fields));
      if (outcome.status !== 'done') throw new Error(`${object} ${id}: ${outcome.reason}`);
      return { object, id: outcome.id };
    },
    async provision(object) {
      await connector.provision?.((await connector.missing?.([reference(object)])) ?? []);
    },
  };
}

export const reference = (object: string) =>
  ({ kind: 'field', object, name: REFERENCE, label: 'ERP id', type: 'string', unique: true }) as const;

export const create = (object: string, id: string, fields: Fields): Change => ({
  kind: 'create',
  object,
  referenceField: REFERENCE,
  reference: id,
  fields,
});
