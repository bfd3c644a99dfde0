/** Object type ids as webhooks, cards and HubSpot's own URLs write them; the connector's objects have the plural names. */
const NAMES: Readonly<Record<string, string>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
  '0-5': 'tickets',
  '0-7': 'products',
  '0-8': 'line_items',
  '0-14': 'quotes',
  '0-53': 'invoices',
  '0-69': 'subscriptions',
  '0-84': 'discounts',
  '0-85': 'fees',
  '0-86': 'taxes',
  '0-101': 'commerce_payments',
  '0-123': 'orders',
  '0-136': 'leads',
  '0-142': 'carts',
  '0-162': 'services',
  '0-970': 'projects',
};
const KNOWN = new Set(Object.values(NAMES));

/** Objects that no webhook of ours is about, and that a mapping may still name. */
const OTHERS = new Set(['calls', 'communications', 'emails', 'goal_targets', 'meetings', 'notes', 'tasks', 'users']);

const IRREGULAR: Readonly<Record<string, string>> = { company: 'companies', tax: 'taxes' };

/** The object's name from any of HubSpot's spellings: `0-2`, `company`, `COMPANIES`. Custom types (`2-123`) keep their id. */
export function objectName(spelling: string): string | null {
  const word = spelling.toLowerCase();
  const name = NAMES[word] ?? IRREGULAR[word] ?? (KNOWN.has(word) ? word : `${word}s`);
  if (KNOWN.has(name)) return name;
  return /^2-\d{1,19}$/.test(word) ? word : null;
}

/** Whether HubSpot knows the object by this name in every account. `2-123` is a name, too, although of one account. */
export const isStandardObject = (name: string): boolean => KNOWN.has(name) || OTHERS.has(name);

/** Contacts alone kept the name that the property had before there were other objects. */
export const modifiedProperty = (object: string): string =>
  object === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';

/** What a mapping can name without further setting. */
export const STANDARD_OBJECTS = [
  'companies',
  'contacts',
  'deals',
  'products',
  'orders',
  'line_items',
  'invoices',
] as const;

/** What HubSpot needs of a new record: one property of each group ("using object APIs" and the objects' own guides). */
export const REQUIRED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  companies: [['name', 'domain']],
  contacts: [['email', 'firstname', 'lastname']],
  deals: [['dealname'], ['dealstage']],
  tickets: [['subject'], ['hs_pipeline_stage']],
  products: [['name']],
  quotes: [['hs_title'], ['hs_expiration_date']],
  invoices: [['hs_currency']],
  subscriptions: [['hs_name']],
  discounts: [['hs_label'], ['hs_type'], ['hs_value']],
  fees: [['hs_label'], ['hs_type'], ['hs_value']],
  taxes: [['hs_label'], ['hs_type'], ['hs_value']],
  commerce_payments: [['hs_initial_amount'], ['hs_initiated_date']],
};

const TYPE_IDS = new Map(Object.entries(NAMES).map(([typeId, name]) => [name, typeId]));

/** `0-2` for `companies`, `2-123` for itself; null for an object that a mapping calls by a name of its account. */
export const objectTypeId = (name: string): string | null => TYPE_IDS.get(name) ?? (/^2-\d+$/.test(name) ? name : null);
