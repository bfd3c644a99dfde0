import type { CrmRecord } from '../crm.ts';

/** How the record page presents one object type. */
export interface Kind {
  readonly objectTypeId: string;
  /** The spelling in addresses: `/records/companies/1`. */
  readonly plural: string;
  readonly singular: string;
  /** Properties whose values, joined, name the record; the first group with a value counts. */
  readonly title: readonly (readonly string[])[];
  readonly subtitle: string;
  /** Shown in the left sidebar, in this order, where the portal defines them. */
  readonly about: readonly string[];
  /** Columns of the index page and of association lists. */
  readonly columns: readonly string[];
  /** Headline figures of the Overview tab. */
  readonly highlights: readonly string[];
}

const words = (text: string): string[] => text.split(' ');

export const KINDS: readonly Kind[] = [
  {
    objectTypeId: '0-2',
    plural: 'companies',
    singular: 'company',
    title: [['name'], ['domain']],
    subtitle: 'domain',
    about: words('name domain phone address city zip country industry lifecyclestage hubspot_owner_id'),
    columns: words('phone city country createdate'),
    highlights: words('createdate lifecyclestage hs_lastmodifieddate'),
  },
  {
    objectTypeId: '0-1',
    plural: 'contacts',
    singular: 'contact',
    title: [['firstname', 'lastname'], ['email']],
    subtitle: 'jobtitle',
    about: words('email phone mobilephone firstname lastname jobtitle company address city zip country lifecyclestage'),
    columns: words('email phone createdate'),
    highlights: words('createdate lifecyclestage lastmodifieddate'),
  },
  {
    objectTypeId: '0-3',
    plural: 'deals',
    singular: 'deal',
    title: [['dealname']],
    subtitle: 'amount',
    about: words(
      'dealname amount deal_currency_code closedate dealstage pipeline hubspot_owner_id dealtype description',
    ),
    columns: words('amount dealstage closedate'),
    highlights: words('createdate closedate amount'),
  },
  {
    objectTypeId: '0-123',
    plural: 'orders',
    singular: 'order',
    title: [['hs_order_name'], ['hs_external_order_id']],
    subtitle: 'hs_total_price',
    about: words('hs_order_name hs_external_order_id hs_total_price hs_currency_code hs_pipeline_stage hs_pipeline'),
    columns: words('hs_total_price hs_currency_code'),
    highlights: words('hs_createdate hs_total_price hs_currency_code'),
  },
  {
    objectTypeId: '0-53',
    plural: 'invoices',
    singular: 'invoice',
    title: [['hs_number'], ['hs_title']],
    subtitle: 'hs_invoice_status',
    about: words(
      'hs_number hs_title hs_invoice_status hs_invoice_date hs_due_date hs_amount_billed hs_balance_due hs_currency',
    ),
    columns: words('hs_invoice_status hs_balance_due hs_due_date'),
    highlights: words('hs_invoice_date hs_due_date hs_balance_due'),
  },
  {
    objectTypeId: '0-7',
    plural: 'products',
    singular: 'product',
    title: [['name']],
    subtitle: 'hs_sku',
    about: words('name hs_sku price hs_price_usd description'),
    columns: words('hs_sku price createdate'),
    highlights: words('createdate price hs_sku'),
  },
];

/** Any of HubSpot's spellings, in any case: `companies`, `COMPANY`, `0-2`. */
export function findKind(spelling: string): Kind | undefined {
  const wanted = spelling.toLowerCase();
  return KINDS.find((kind) => [kind.objectTypeId, kind.plural, kind.singular].includes(wanted));
}

/** A record of an object type the page does not know shows its id. */
export function titleOf(kind: Kind, record: Pick<CrmRecord, 'id' | 'properties'>): string {
  for (const names of kind.title) {
    const text = names
      .map((name) => record.properties[name] ?? '')
      .filter(Boolean)
      .join(' ');
    if (text) return text;
  }
  return `${kind.singular} ${record.id}`;
}
