import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { signature } from '../from-outside/wire.ts';
import { PORTAL } from '../../emulator/testing/project.ts';
import { CLIENT_SECRET, PUBLIC_ORIGIN, type KillSystem } from './system.ts';

const BATCH = 5;
const EVERY_MS = 100;
const PATH = '/webhooks/hubspot';

export interface Flood {
  /** What each company's phone was set to last. The notice of it was accepted, or `stop` is still to be called. */
  readonly phones: ReadonlyMap<string, string>;
  /** Notices that were answered with 204, and requests that were not, which are sent again. */
  readonly figures: { accepted: number; sentAgain: number };
  /** Resolves when all is accepted that was changed. */
  stop(): Promise<void>;
}

/** People change companies and make new ones, batch after batch, and HubSpot tells of each until it is heard. */
export function startFlood(system: KillSystem, companies: readonly string[]): Flood {
  const phones = new Map<string, string>();
  const figures = { accepted: 0, sentAgain: 0 };
  let no = 0;
  const phone = (): string => `+49 30 ${String(++no).padStart(7, '0')}`;
  const some = <T>(one: (index: number) => T): T[] => Array.from({ length: BATCH }, (_, index) => one(index));
  const oneBatch = async (): Promise<void> => {
    const first = no;
    const changed = await write(
      system,
      'update',
      some((index) => ({
        id: companies[(first + index) % companies.length],
        properties: { phone: phone() },
      })),
    );
    const made = await write(
      system,
      'create',
      some(() => ({ properties: { name: `New ${no}`, phone: phone() } })),
    );
    for (const { id, properties } of [...changed, ...made]) phones.set(id, properties.phone);
    await tell(
      system,
      [...changed.map(({ id }) => event('propertyChange', id)), ...made.map(({ id }) => event('creation', id))],
      figures,
    );
  };
  const stopping = new AbortController();
  const all = (async () => {
    while (!stopping.signal.aborted) {
      await oneBatch();
      await wait(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    phones,
    figures,
    async stop() {
      stopping.abort();
      await all;
    },
  };
}

const Written = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.object({ phone: z.string() }) })),
});

async function write({ hubspot }: KillSystem, what: 'create' | 'update', inputs: readonly object[]) {
  const { body } = await hubspot.send('POST', `/crm/objects/2026-09/companies/batch/${what}`, { inputs });
  return Written.parse(body).results;
}

const event = (kind: 'propertyChange' | 'creation', id: string): object => ({
  eventId: Number(id),
  subscriptionId: 1,
  portalId: PORTAL,
  occurredAt: Date.now(),
  subscriptionType: `company.${kind}`,
  attemptNumber: 0,
  objectId: Number(id),
  changeSource: 'CRM_UI',
  ...(kind === 'propertyChange' && { propertyName: 'phone' }),
});

/** As HubSpot does: again and again, signed anew, until it is answered with 204. */
async function tell(system: KillSystem, told: readonly object[], figures: Flood['figures']): Promise<void> {
  const body = JSON.stringify(told);
  for (;;) {
    const headers = {
      ...signature('POST', PUBLIC_ORIGIN + PATH, body, CLIENT_SECRET),
      'content-type': 'application/json',
    };
    const url = system.door();
    const status =
      url &&
      (await fetch(url + PATH, { method: 'POST', headers, body }).then(
        (answer) => answer.status,
        () => null,
      ));
    if (status === 204) return void (figures.accepted += told.length);
    if (status !== null && status !== 503) throw new Error(`A webhook was answered with ${status}.`);
    figures.sentAgain += 1;
    await wait(50);
  }
}
