import type { Hub } from '../hub.ts';
import { invalid } from '../http/errors.ts';

/** Table of addresses that were deleted for privacy without a contact having them; keyed by address. */
const blockedTable = (portalId: number): string => `blockedEmails/${portalId}`;

export const blockEmail = (hub: Hub, portalId: number, email: string): void =>
  hub.tables.put(blockedTable(portalId), email.trim().toLowerCase(), { since: hub.clock.now() });

/** HubSpot keeps such an address from being used again; its answer is not documented. */
export function requireWelcome(hub: Hub, portalId: number, email: string): void {
  if (!hub.settings.privacyDeletionBlocksEmail || !hub.tables.rows(blockedTable(portalId)).has(email)) return;
  const message = `The e-mail address ${email} was deleted for privacy and cannot be used.`;
  throw invalid(message, { errors: [{ message, code: 'BLOCKED_EMAIL', context: { propertyName: ['email'] } }] });
}
