/** What the emulator knows of one object type. */
export interface ObjectType {
  readonly id: string;
  readonly plural: string;
  readonly singular: string;
  /** Any one of these lets an app read (write) records. */
  readonly readScopes: readonly string[];
  readonly writeScopes: readonly string[];
  /** Any one of these lets an app write property definitions. */
  readonly schemaScopes: readonly string[];
  readonly created: 'createdate' | 'hs_createdate';
  readonly modified: 'lastmodifieddate' | 'hs_lastmodifieddate';
  /** The property that names a record; also the first one a reader sees. */
  readonly display: string;
  /** Returned when a call names no properties. */
  readonly shown: readonly string[];
  /** What `query` of a search looks at. */
  readonly searched: readonly string[];
  /** A create needs one of each group. */
  readonly required: readonly (readonly string[])[];
}

interface Facts {
  readonly display: string;
  readonly shown?: string;
  readonly searched?: string;
  /** `name|domain hs_currency`: groups separated by spaces, alternatives by bars. */
  readonly required?: string;
  readonly scope?: string;
  readonly extraScope?: string;
  readonly schemaScopes?: readonly string[];
  readonly created?: 'createdate' | 'hs_createdate';
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);

function objectType(id: string, plural: string, singular: string, facts: Facts): ObjectType {
  const scope = facts.scope ?? plural;
  const extra = facts.extraScope ? [facts.extraScope] : [];
  return {
    id,
    plural,
    singular,
    readScopes: [`crm.objects.${scope}.read`, ...extra],
    writeScopes: [`crm.objects.${scope}.write`, ...extra],
    schemaScopes: facts.schemaScopes ?? [`crm.schemas.${scope}.write`, ...extra],
    created: facts.created ?? 'hs_createdate',
    modified: singular === 'contact' ? 'lastmodifieddate' : 'hs_lastmodifieddate',
    display: facts.display,
    shown: words(facts.shown ?? facts.display),
    searched: words(facts.searched ?? facts.display),
    required: words(facts.required ?? '').map((group) => group.split('|')),
  };
}

const adjustment = {
  display: 'hs_label',
  shown: 'hs_label hs_type hs_value',
  required: 'hs_label hs_type hs_value',
  scope: 'line_items',
} as const;

/** Sources: "using object APIs" and the objects' own guides (scopes, required properties), the search guide (shown). */
export const OBJECT_TYPES: readonly ObjectType[] = [
  objectType('0-1', 'contacts', 'contact', {
    display: 'email',
    shown: 'email firstname lastname',
    searched: 'firstname lastname email phone hs_additional_emails company',
    created: 'createdate',
  }),
  objectType('0-2', 'companies', 'company', {
    display: 'name',
    shown: 'name domain',
    searched: 'website phone name domain',
    required: 'name|domain',
    created: 'createdate',
  }),
  objectType('0-3', 'deals', 'deal', {
    display: 'dealname',
    shown: 'amount closedate dealname dealstage pipeline',
    searched: 'dealname pipeline dealstage description dealtype',
    required: 'dealname dealstage',
    created: 'createdate',
  }),
  objectType('0-5', 'tickets', 'ticket', {
    display: 'subject',
    shown: 'content hs_pipeline hs_pipeline_stage hs_ticket_category hs_ticket_priority subject',
    searched: 'subject content hs_pipeline_stage',
    required: 'subject hs_pipeline_stage',
    extraScope: 'tickets',
    created: 'createdate',
  }),
  objectType('0-7', 'products', 'product', {
    display: 'name',
    shown: 'description name price',
    searched: 'name description price hs_sku',
    required: 'name',
    extraScope: 'e-commerce',
    schemaScopes: ['e-commerce'],
    created: 'createdate',
  }),
  objectType('0-8', 'line_items', 'line_item', {
    display: 'name',
    shown: 'amount name price quantity',
    extraScope: 'e-commerce',
    schemaScopes: ['e-commerce'],
    created: 'createdate',
  }),
  objectType('0-14', 'quotes', 'quote', {
    display: 'hs_title',
    shown: 'hs_expiration_date hs_status hs_title',
    searched: 'hs_title hs_quote_number',
    required: 'hs_title hs_expiration_date',
    extraScope: 'e-commerce',
  }),
  objectType('0-27', 'tasks', 'task', {
    display: 'hs_task_subject',
    searched: 'hs_task_subject hs_task_body',
    required: 'hs_timestamp',
    scope: 'contacts',
  }),
  objectType('0-46', 'notes', 'note', { display: 'hs_note_body', required: 'hs_timestamp', scope: 'contacts' }),
  objectType('0-53', 'invoices', 'invoice', {
    display: 'hs_number',
    shown: 'hs_number hs_invoice_status hs_currency',
    searched: 'hs_number hs_title',
    required: 'hs_currency',
  }),
  objectType('0-69', 'subscriptions', 'subscription', { display: 'hs_name', required: 'hs_name' }),
  objectType('0-84', 'discounts', 'discount', adjustment),
  objectType('0-85', 'fees', 'fee', adjustment),
  objectType('0-86', 'taxes', 'tax', adjustment),
  objectType('0-101', 'commerce_payments', 'commerce_payment', {
    display: 'hs_reference_number',
    shown: 'hs_initial_amount hs_initiated_date',
    required: 'hs_initial_amount hs_initiated_date',
    scope: 'commercepayments',
  }),
  objectType('0-123', 'orders', 'order', {
    display: 'hs_order_name',
    shown: 'hs_order_name hs_total_price hs_currency_code',
    searched: 'hs_order_name hs_external_order_id',
    schemaScopes: ['crm.schemas.orders.write', 'crm.objects.orders.write'],
  }),
  objectType('0-142', 'carts', 'cart', {
    display: 'hs_cart_name',
    schemaScopes: ['crm.schemas.carts.write', 'crm.objects.carts.write'],
  }),
];

const SPELLINGS: ReadonlyMap<string, ObjectType> = new Map(
  OBJECT_TYPES.flatMap((type) => [
    [type.id, type] as const,
    [type.plural, type] as const,
    [type.singular, type] as const,
    [type.plural.replaceAll('_', ''), type] as const,
    [type.singular.replaceAll('_', ''), type] as const,
  ]),
);

/** HubSpot takes the type id, singular or plural, in any case. */
export const findObjectType = (spelling: string): ObjectType | undefined => SPELLINGS.get(spelling.toLowerCase());

/** One of HubSpot's own types that rules are written about. */
export function builtInType(spelling: string): ObjectType {
  const type = findObjectType(spelling);
  if (!type) throw new Error(`HubSpot has no object type "${spelling}".`);
  return type;
}

export const CONTACT = builtInType('contacts');
export const LINE_ITEM = builtInType('line_items');
export const INVOICE = builtInType('invoices');

/** Types of the portal's own schemas have ids of their own series. */
export const isCustom = (type: ObjectType): boolean => type.id.startsWith('2-');
