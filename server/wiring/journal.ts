import { setTimeout as wait } from 'node:timers/promises';
import { UNCOUNTED } from '../connectors/hubspot/budget/budget.ts';
import { createCall } from '../connectors/hubspot/call.ts';
import { createJournal } from '../connectors/hubspot/journal/reader.ts';
import { keepInStep } from '../connectors/hubspot/journal/subscriptions.ts';
import { wantedSubscriptions } from '../connectors/hubspot/journal/wanted.ts';
import { objectTypeId } from '../connectors/hubspot/object-types.ts';
import type { Transport } from '../connectors/hubspot/transport.ts';
import type { Mapping } from '../engine/mapping.ts';
import { createAppToken } from '../http/app-token.ts';
import type { OAuthClient } from '../http/oauth-client.ts';
import type { JournalFeed } from '../jobs/left/left-feed.ts';

const SCOPES = ['read', 'subscriptions.read', 'subscriptions.write'].map((one) => `developer.webhooks_journal.${one}`);
const READS = /^crm\.objects\..*\.read$/;

interface JournalParts {
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly oauth: OAuthClient;
  /** Of the app; those that read objects are needed to subscribe to them. */
  readonly scopes: readonly string[];
  readonly mapping: Mapping;
  readonly log: { warn(details: object, message: string): void };
  readonly now: () => number;
}

/** The journal of an app with OAuth. No account's limit counts its calls, and its own (100 a second) is far away. */
export function createJournalFeed({ apiUrl, transport, oauth, scopes, mapping, log, now }: JournalParts): JournalFeed {
  const call = createCall({
    transport,
    budget: UNCOUNTED,
    token: createAppToken(oauth, [...SCOPES, ...scopes.filter((scope) => READS.test(scope))], now),
    wait: (ms) => wait(ms),
    random: Math.random,
  });
  const objects = [...new Set(mapping.pairs.map((pair) => pair.left))];
  const told = new Set<string>();
  return {
    journal: createJournal(call, apiUrl),
    async keepInStep(portals) {
      const wanted = portals.flatMap((portalId) => wantedSubscriptions(mapping, portalId));
      const { kept, made, refused } = await keepInStep(call, wanted, new Set(portals));
      for (const { wanted: one, reason } of refused) {
        if (told.has(reason)) continue;
        told.add(reason);
        log.warn({ portalId: one.portalId, objectTypeId: one.objectTypeId }, `not told by the journal: ${reason}`);
      }
      return portals.map((portalId) => {
        const typeIds = new Set(
          [...kept, ...made]
            .filter((one) => one.portalId === portalId && one.subscriptionType === 'OBJECT')
            .map((one) => one.objectTypeId),
        );
        return {
          portalId,
          objects: objects.filter((name) => typeIds.has(objectTypeId(name) ?? '')),
          isNew: made.some((one) => one.portalId === portalId),
        };
      });
    },
  };
}
