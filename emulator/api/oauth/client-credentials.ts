import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import { badScopes } from './faults.ts';
import type { AppTokenRow } from './tokens.ts';

/** What an app may ask for itself; beside these, the object scopes that its configuration names. */
export const JOURNAL_SCOPES = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
  'developer.webhooks_journal.snapshots.read',
  'developer.webhooks_journal.snapshots.write',
] as const;

/** A token of the app itself, for the webhooks journal: of no portal, without a refresh token. */
export function clientCredentials(hub: Hub, app: App, scope: string | undefined): object {
  const asked = (scope ?? '').split(/[ ,]+/).filter(Boolean);
  const allowed = new Set<string>([...JOURNAL_SCOPES, ...app.scopes, ...app.optionalScopes]);
  const refused = asked.filter((one) => !allowed.has(one));
  if (refused.length > 0) throw badScopes(refused);
  const seconds = hub.settings.accessTokenSeconds;
  // Whether the scope may be left out is not documented; then the app gets all that it may have.
  const scopes = asked.length > 0 ? asked : [...allowed];
  const token = `na1-${hub.random.uuid()}`;
  const row: AppTokenRow = { appId: app.registration.appId, scopes, expiresAt: hub.clock.now() + seconds * 1000 };
  hub.tables.put('appTokens', token, row);
  return { token_type: 'bearer', access_token: token, expires_in: seconds, scopes, token_use: 'client_credentials' };
}
