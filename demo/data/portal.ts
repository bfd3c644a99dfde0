/**
 * Writes the seed of the demo portal from portal-plan.ts and the ERP's customers:
 *
 *   node demo/data/portal.ts > demo/portal.json
 *
 * The same input gives the same file. Its format belongs to the emulator (emulator/api/seed.ts).
 */
import { openDatabase } from '../erp/database.ts';
import {
  byDomain,
  byNameAndZip,
  deals,
  people,
  prospects,
  twice,
  type KnownCustomer,
  type Properties,
} from './portal-plan.ts';

interface SeedRecord {
  readonly key: string;
  readonly properties: Properties;
}
type End = readonly [objectType: string, key: string];

interface ErpCustomer extends Record<string, string | null> {
  readonly id: string;
}

/** HubSpot's property -> the ERP's column. */
const companyColumns = {
  name: 'name',
  domain: 'domain',
  phone: 'phone',
  address: 'address',
  city: 'city',
  zip: 'postal_code',
  state: 'region',
  country: 'country',
};
const contactColumns = { email: 'email', firstname: 'first_name', lastname: 'last_name', jobtitle: 'title', phone: 'contact_phone' };

const companies: SeedRecord[] = [];
const contacts: SeedRecord[] = [];
const associations: { from: End; to: End }[] = [];

/** Fields that HubSpot has nothing in are left out, as a POST would. */
function filled(properties: Readonly<Record<string, string | null | undefined>>): Properties {
  return Object.fromEntries(Object.entries(properties).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function taken(row: ErpCustomer, columns: Readonly<Record<string, string>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(columns).map(([property, column]) => [property, row[column] ?? null]));
}

function addCompany(key: string, row: ErpCustomer, but: Properties | undefined): void {
  const properties = { ...taken(row, companyColumns), lifecyclestage: 'customer', industry: 'FOOD_BEVERAGES', ...but };
  companies.push({ key, properties: filled(properties) });
}

function addContact(company: string, properties: Properties, key: string): void {
  contacts.push({ key, properties: filled(properties) });
  associations.push({ from: ['contacts', key], to: ['companies', company] });
}

function addKnown(customers: ReadonlyMap<string, ErpCustomer>, known: KnownCustomer, more: Properties = {}): ErpCustomer {
  const row = customers.get(known.id);
  if (!row) throw new Error(`The ERP has no customer ${known.id}.`);
  const key = known.id.toLowerCase();
  addCompany(key, row, { ...more, ...known.but });
  if (known.contact) {
    const but = known.contact === true ? {} : known.contact;
    addContact(key, { ...taken(row, contactColumns), lifecyclestage: 'customer', ...but } as Properties, `${key}-1`);
  }
  return row;
}

// The day decides nothing that is read here; it is given so that the run does not depend on the clock.
const db = await openDatabase(null, '2026-01-01');
const { rows } = await db.query<ErpCustomer>(
  `select c.id, c.name, c.domain, c.phone, c.address, c.city, c.postal_code, c.region, c.country,
     p.email, p.first_name, p.last_name, p.title, p.phone as contact_phone
   from customer c join contact p on p.customer_id = c.id order by c.id`,
);
await db.close();
const customers = new Map(rows.map((row) => [row.id, row]));

for (const known of byDomain) addKnown(customers, known);
for (const known of byNameAndZip) addKnown(customers, known, { domain: '' });
for (const known of twice) addCompany(`${known.id.toLowerCase()}-2`, addKnown(customers, known), { ...known.but, ...known.second });
companies.push(...prospects);
for (const [index, { company, properties }] of people.entries()) {
  addContact(company, { ...properties, lifecyclestage: 'lead' }, `person-${index + 1}`);
}
const dealRecords = deals.map(([company, dealname, amount, dealstage, closes], index) => {
  const key = `deal-${index + 1}`;
  const dealtype = prospects.some((prospect) => prospect.key === company) ? 'newbusiness' : 'existingbusiness';
  associations.push({ from: ['deals', key], to: ['companies', company] });
  const contact = associations.find(({ from, to }) => from[0] === 'contacts' && to[1] === company)?.from;
  if (contact) associations.push({ from: ['deals', key], to: contact });
  const properties = { dealname, amount, deal_currency_code: 'USD', pipeline: 'default', dealstage, dealtype, closedate: `${closes}T17:00:00.000Z` };
  return { key, properties };
});

const portal = {
  portalId: 12_345_678,
  name: 'Ledgerline demo',
  timezone: 'America/New_York',
  currency: 'USD',
  objects: { companies, contacts, deals: dealRecords },
  associations,
};
process.stdout.write(`${JSON.stringify({ portals: [portal] }, null, 2)}\n`);
