import type { App } from '../../projects.ts';
import type { Call, Endpoint } from '../http/endpoint.ts';
import { HubSpotError } from '../http/errors.ts';

/** The journal belongs to an app, not to a portal: only its client-credentials token opens it. */
export function callingApp(call: Call): App {
  const { app, scopes } = call.principal;
  // The developer's key comes without scopes; it opens the app's settings, not what its customers' records say.
  if (app && scopes !== null) return app;
  throw new HubSpotError(403, 'MISSING_SCOPES', 'The webhooks journal needs a client-credentials token of the app.');
}

type JournalCall = Pick<Endpoint, 'method' | 'paths' | 'run'> & {
  readonly scope: 'read' | 'subscriptions.read' | 'subscriptions.write' | 'snapshots.read' | 'snapshots.write';
};

export const journalEndpoint = ({ scope, ...rest }: JournalCall): Endpoint => ({
  ...rest,
  caller: 'app',
  budget: 'journal',
  scopes: () => [[`developer.webhooks_journal.${scope}`]],
});

/** v4 was the beta's version, at an address of its own, and goes on until 30 March 2027. */
export const journalPaths = (area: string, rest: string): string[] => [
  ...['2026-03', '2026-09'].map((version) => `/webhooks-journal/${area}/${version}${rest}`),
  `/webhooks/v4/${area}${rest}`,
];
