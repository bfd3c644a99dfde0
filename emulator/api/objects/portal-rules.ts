import { HubSpotError, invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { pipelinesOf } from '../pipelines/pipeline.ts';
import type { ObjectType } from './types.ts';

type Values = Readonly<Record<string, string>>;

const NAMES_OF_CONTACT = ['email', 'firstname', 'lastname'];
const NEED_PAYMENTS = ['commerce_payment', 'subscription'];

/** What only some portals ask of a new record; the settings say which. `given` is what the caller wrote. */
export function requireByPortal(hub: Hub, portalId: number, type: ObjectType, given: Values): void {
  const { contactsNeedName, dealsNeedPipeline, paymentsSetUp } = hub.settings;
  if (contactsNeedName && type.singular === 'contact' && !NAMES_OF_CONTACT.some((name) => given[name])) {
    throw missing(type, NAMES_OF_CONTACT.join(' or '));
  }
  const choosing = dealsNeedPipeline && type.singular === 'deal' && !given['pipeline'];
  if (choosing && pipelinesOf(hub.tables, portalId, type.id).length > 1) throw missing(type, 'pipeline');
  if (!paymentsSetUp && NEED_PAYMENTS.includes(type.singular)) {
    throw new HubSpotError(403, 'FORBIDDEN', `Payments are not set up in account ${portalId}.`);
  }
}

const missing = (type: ObjectType, name: string): HubSpotError =>
  invalid(`Error creating ${type.singular.toUpperCase()}. Some required properties were not set.`, {
    context: { properties: [name] },
  });
