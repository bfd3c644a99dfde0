/**
 * What the demo portal holds, by hand: which of the ERP's customers sales already knows and how badly, whom only sales
 * knows, and what it hopes to sell. portal.ts fills in names and addresses from the ERP's own data.
 */

export type Properties = Readonly<Record<string, string>>;

export interface KnownCustomer {
  /** The ERP's id. */
  readonly id: string;
  /** What HubSpot has otherwise; an empty text means that HubSpot has nothing there. */
  readonly but?: Properties;
  readonly contact?: Properties | true;
}

/** Found by domain. `but` is empty where both sides agree. */
export const byDomain: readonly KnownCustomer[] = [
  { id: 'ALFKI', contact: true },
  { id: 'AROUT', contact: true },
  { id: 'BERGS', but: { phone: '' }, contact: true },
  { id: 'BONAP', contact: { phone: '' } },
  { id: 'BOTTM', but: { phone: '(604) 555-4700' }, contact: true },
  { id: 'EASTC', contact: true },
  { id: 'ERNSH', but: { name: 'Ernst Handel GmbH' }, contact: true },
  { id: 'FOLKO', but: { address: '', city: '', zip: '' }, contact: true },
  { id: 'FRANK', contact: { jobtitle: 'Head of Marketing' } },
  { id: 'GREAL', but: { phone: '(541) 555-7555' }, contact: true },
  { id: 'HANAR', contact: true },
  { id: 'HUNGO', but: { phone: '+353 21 2967 542' }, contact: true },
  { id: 'KOENE', but: { name: 'Koeniglich Essen' }, contact: { phone: '' } },
  { id: 'LEHMS', contact: true },
  { id: 'LINOD', but: { phone: '', address: '' } },
  { id: 'MEREP', but: { address: '43 rue Saint-Laurent Ouest' }, contact: true },
  { id: 'OLDWO', contact: true },
  { id: 'QUICK', contact: true },
  { id: 'RATTC', but: { name: 'Rattlesnake Canyon' }, contact: true },
  { id: 'RICSU', but: { address: 'Grenzacherweg 240' }, contact: true },
  { id: 'SAVEA', contact: true },
  { id: 'SUPRD', but: { phone: '' }, contact: { jobtitle: '' } },
];

/** Without a domain: found by name and postcode, which people type as they like. */
export const byNameAndZip: readonly KnownCustomer[] = [
  { id: 'FOLIG', but: { name: 'FOLIES GOURMANDES' }, contact: true },
  { id: 'LILAS', but: { name: 'Lila-supermercado', phone: '' } },
  { id: 'SPLIR', but: { name: 'Split  Rail Beer &  Ale' }, contact: true },
  { id: 'WHITC', but: { name: 'white clover markets' }, contact: true },
];

/** Entered twice: nobody but a person can say which of the two companies is the customer. */
export const twice: readonly (KnownCustomer & { readonly second: Properties })[] = [
  { id: 'CENTC', contact: true, second: { name: 'Centro Comercial Moctezuma SA', phone: '' } },
  { id: 'GROSR', second: { name: 'Grosella Restaurante', city: '' } },
  { id: 'LAZYK', contact: true, second: { name: 'Lazy K Store', address: '' } },
  { id: 'NORTS', but: { domain: '' }, second: { name: 'NORTH/SOUTH', domain: '', phone: '' } },
];

const prospect = (key: string, name: string, phone: string, city: string, country: string, more: Properties = {}) => ({
  key,
  properties: { name, domain: `${key}.example`, phone, city, country, lifecyclestage: 'lead', ...more },
});

/** Known to sales only. */
export const prospects = [
  prospect('harbor-and-rye', 'Harbor & Rye', '(207) 555-0143', 'Portland', 'USA', { state: 'ME', zip: '04101', industry: 'RESTAURANTS' }),
  prospect('nordlicht-feinkost', 'Nordlicht Feinkost', '040 5550 1188', 'Hamburg', 'Germany', { zip: '20457', industry: 'FOOD_BEVERAGES' }),
  prospect('maison-tilleul', 'Maison Tilleul', '04.55.50.19.27', 'Lyon', 'France', { zip: '69002', industry: 'RESTAURANTS' }),
  prospect('pescador-do-norte', 'Pescador do Norte', '(22) 555-0110', 'Porto', 'Portugal', { zip: '4050-253', industry: 'FOOD_PRODUCTION' }),
  prospect('bluebird-provisions', 'Bluebird Provisions', '(303) 555-0162', 'Denver', 'USA', { state: 'CO', zip: '80202', industry: 'WHOLESALE' }),
  prospect('trattoria-lanterna', 'Trattoria Lanterna', '010-5550171', 'Genova', 'Italy', { zip: '16121', industry: 'RESTAURANTS' }),
  prospect('kastanje-delikatesser', 'Kastanje Delikatesser', '86 55 01 90', 'Aarhus', 'Denmark', { zip: '8000', industry: 'FOOD_BEVERAGES' }),
  prospect('mercado-la-palma', 'Mercado La Palma', '(93) 555 01 34', 'Barcelona', 'Spain', { zip: '08003', industry: 'SUPERMARKETS' }),
  prospect('old-mill-grocers', 'Old Mill Grocers', '(161) 555-0128', 'Manchester', 'UK', { zip: 'M3 4LZ', industry: 'SUPERMARKETS' }),
  prospect('sugarpine-catering', 'Sugarpine Catering', '(541) 555-0155', 'Bend', 'USA', { state: 'OR', zip: '97701', industry: 'HOSPITALITY' }),
  prospect('zur-alten-muehle', 'Gasthof Zur alten Mühle', '0662 555019', 'Salzburg', 'Austria', { zip: '5020', industry: 'HOSPITALITY' }),
  prospect('lakeshore-foods', 'Lakeshore Foods', '(312) 555-0187', 'Chicago', 'USA', { state: 'IL', zip: '60611', industry: 'WHOLESALE' }),
] as const;

/** People the ERP does not know: buyers at prospects, colleagues at customers. */
export const people: readonly { readonly company: string; readonly properties: Properties }[] = [
  { company: 'harbor-and-rye', properties: { firstname: 'Nora', lastname: 'Whitcomb', jobtitle: 'Owner', email: 'nora@harbor-and-rye.example', phone: '(207) 555-0144' } },
  { company: 'nordlicht-feinkost', properties: { firstname: 'Jens', lastname: 'Petersen', jobtitle: 'Einkauf', email: 'j.petersen@nordlicht-feinkost.example' } },
  { company: 'maison-tilleul', properties: { firstname: 'Camille', lastname: 'Roux', jobtitle: 'Chef', email: 'camille.roux@maison-tilleul.example' } },
  { company: 'bluebird-provisions', properties: { firstname: 'Darnell', lastname: 'Hayes', jobtitle: 'Purchasing Lead', email: 'dhayes@bluebird-provisions.example', phone: '(303) 555-0163' } },
  { company: 'mercado-la-palma', properties: { firstname: 'Laia', lastname: 'Ferrer', jobtitle: 'Compras', email: 'laia@mercado-la-palma.example' } },
  { company: 'old-mill-grocers', properties: { firstname: 'Priya', lastname: 'Shah', jobtitle: 'Category Buyer', email: 'priya.shah@old-mill-grocers.example' } },
  { company: 'lakeshore-foods', properties: { firstname: 'Tom', lastname: 'Okafor', jobtitle: 'VP Procurement', email: 'tokafor@lakeshore-foods.example', phone: '(312) 555-0188' } },
  { company: 'ernsh', properties: { firstname: 'Lena', lastname: 'Gruber', jobtitle: 'Buchhaltung', email: 'lena.gruber@ernst-handel.example', phone: '7675-3430' } },
  { company: 'savea', properties: { firstname: 'Maria', lastname: 'Delgado', jobtitle: 'Accounts Payable', email: 'maria.delgado@save-a-lot-markets.example' } },
  { company: 'quick', properties: { firstname: 'Anke', lastname: 'Vogel', jobtitle: 'Disposition', email: 'anke.vogel@quick-stop.example' } },
];

type Deal = readonly [company: string, name: string, amount: string, stage: string, closes: string];

export const deals: readonly Deal[] = [
  ['ernsh', 'Ernst Handel: Christmas assortment', '18400.00', 'contractsent', '2026-12-04'],
  ['savea', 'Save-a-lot: annual framework', '96000.00', 'decisionmakerboughtin', '2027-01-29'],
  ['quick', 'QUICK-Stop: second warehouse', '54250.00', 'presentationscheduled', '2027-02-26'],
  ['hanar', 'Hanari Carnes: seafood line', '12800.00', 'qualifiedtobuy', '2027-01-15'],
  ['alfki', 'Alfreds Futterkiste: spring order', '2150.00', 'closedwon', '2026-10-09'],
  ['hungo', 'Hungry Owl: wine list 2027', '9600.00', 'contractsent', '2026-12-11'],
  ['rattc', 'Rattlesnake Canyon: cheese subscription', '7440.50', 'closedwon', '2026-09-18'],
  ['frank', 'Frankenversand: catalogue 2027', '23900.00', 'presentationscheduled', '2027-03-05'],
  ['whitc', 'White Clover: store brand pilot', '15300.00', 'decisionmakerboughtin', '2026-12-18'],
  ['bottm', 'Bottom-Dollar: condiments promo', '4980.00', 'closedlost', '2026-08-28'],
  ['harbor-and-rye', 'Harbor & Rye: opening order', '6200.00', 'appointmentscheduled', '2027-01-08'],
  ['nordlicht-feinkost', 'Nordlicht: tea and coffee range', '11750.00', 'qualifiedtobuy', '2027-02-12'],
  ['bluebird-provisions', 'Bluebird: regional distribution', '38500.00', 'presentationscheduled', '2027-03-19'],
  ['mercado-la-palma', 'Mercado La Palma: trial pallet', '3400.00', 'appointmentscheduled', '2026-12-22'],
  ['lakeshore-foods', 'Lakeshore: private label sauces', '71000.00', 'decisionmakerboughtin', '2027-04-30'],
];
