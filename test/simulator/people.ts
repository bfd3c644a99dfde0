import type { Value } from '../../server/engine/record.ts';
import { REFUSED } from './model-connector.ts';
import type { ModelRecord, ModelRecords } from './model-records.ts';
import type { Random } from './random.ts';
import { SHARED } from './systems.ts';
import { OUT } from './variant.ts';

/** One thing that a person does on one of the sides. `step` numbers make a person's values differ from all earlier ones. */
export type Deed = (crm: ModelRecords, erp: ModelRecords, random: Random, step: number) => Edit | null;

/** What a person wrote into a field; the last one who did on one side only must be obeyed in the end. */
export interface Edit {
  readonly side: 'left' | 'right';
  readonly id: string;
  readonly field: string;
  readonly value: Value;
}

const one = (records: readonly ModelRecord[], random: Random): ModelRecord | null =>
  records.length === 0 ? null : random.pick(records);

const DOMAINS = ['alfki.example', 'bonap.example', 'chops.example', null];
const STATES = ['open', 'paid', 'voided'];
/** Amounts that no float holds exactly, and more digits than one has. */
const AMOUNTS = ['0.1', '0.2', '19.99', '1000000000000000.01', '9007199254740993.07', '-3.3'];

const editOf =
  (side: Edit['side'], object: string): Deed =>
  (crm, erp, random, step) => {
    const records = side === 'left' ? crm : erp;
    const all = records.all(object);
    // The oldest customer is everybody's favourite: what goes wrong only when both sides edit one record happens more often.
    const record = random.chance(0.4) ? all[0] : one(all, random);
    if (!record) return null;
    const field = random.pick(SHARED);
    const value = random.chance(0.1) ? null : random.chance(0.04) ? REFUSED : `${side} ${step}`;
    records.put(object, record.id, { [field]: value });
    return { side, id: record.id, field, value };
  };

const renames: Deed = (_crm, erp, random, step) => {
  const record = one(erp.all('customer'), random);
  if (record) erp.put('customer', record.id, { name: `Name ${step}`, grade: random.pick(['a', 'b', null, 'unknown']) });
  return null;
};

const segments: Deed = (crm, _erp, random, step) => {
  const record = one(crm.all('companies'), random);
  if (record) crm.put('companies', record.id, { segment: `segment ${step}` });
  return null;
};

const newCustomer: Deed = (_crm, erp, random, step) => {
  erp.create('customer', { name: `Customer ${step}`, domain: random.pick(DOMAINS), phone: `erp ${step}` });
  return null;
};

const newCompany: Deed = (crm, _erp, random, step) => {
  crm.create('companies', { name: `Company ${step}`, domain: random.pick(DOMAINS), region: `crm ${step}` });
  return null;
};

const invoices: Deed = (_crm, erp, random) => {
  const customer = one(erp.all('customer'), random);
  if (!customer) return null;
  const amount = random.pick(AMOUNTS);
  const currency = random.pick(['EUR', 'USD']);
  erp.create('invoice', { amount, currency, status: 'draft', customer_id: customer.id });
  return null;
};

const posts: Deed = (_crm, erp, random) => {
  const invoice = one(erp.all('invoice'), random);
  if (invoice) erp.put('invoice', invoice.id, { status: random.pick(STATES), amount: random.pick(AMOUNTS) });
  return null;
};

const moves: Deed = (_crm, erp, random) => {
  const invoice = one(erp.all('invoice'), random);
  const customer = one(erp.all('customer'), random);
  if (!invoice) return null;
  const value = random.chance(0.2) ? null : (customer?.id ?? null);
  erp.put('invoice', invoice.id, { customer_id: value });
  return { side: 'right', id: invoice.id, field: 'customer_id', value };
};

/** Fields of one direction are nobody's to edit on the other side; people do it nevertheless. */
const meddles: Deed = (crm, _erp, random, step) => {
  const invoice = one(crm.all('invoices'), random);
  if (invoice) crm.put('invoices', invoice.id, { amount: String(step) });
  return null;
};

const deletes =
  (side: Edit['side'], object: string): Deed =>
  (crm, erp, random) => {
    const records = side === 'left' ? crm : erp;
    const record = one(records.all(object), random);
    if (record) records.remove(object, record.id);
    return null;
  };

const restores =
  (side: Edit['side'], object: string): Deed =>
  (crm, erp, random) => {
    const records = side === 'left' ? crm : erp;
    const record = one(records.removed(object), random);
    if (record) records.restore(object, record.id);
    return null;
  };

/** Companies become one, under an id of its own or the one that stays. */
const mergesCompanies: Deed = (crm, _erp, random) => {
  const companies = crm.all('companies');
  const [primary, other] = [one(companies, random), one(companies, random)];
  if (primary && other && primary !== other) crm.merge('companies', primary.id, other.id, random.chance(0.7));
  return null;
};

/** Customers become one; their invoices go along. */
const mergesCustomers: Deed = (_crm, erp, random) => {
  const customers = erp.all('customer');
  const [primary, other] = [one(customers, random), one(customers, random)];
  if (!primary || !other || primary === other) return null;
  const id = erp.merge('customer', primary.id, other.id, false);
  for (const invoice of erp.all('invoice')) {
    if (invoice.fields['customer_id'] === other.id) erp.put('invoice', invoice.id, { customer_id: id });
  }
  return null;
};
/** Somebody decides that a customer is none of the other system's business, or is again. */
const turns =
  (side: Edit['side'], object: string): Deed =>
  (crm, erp, random) => {
    const records = side === 'left' ? crm : erp;
    const record = one(records.all(object), random);
    if (record) records.put(object, record.id, { out: random.chance(0.5) ? OUT : null });
    return null;
  };

/** People correct themselves, perhaps while what they wrote first is on its way. */
export function corrects(last: Edit, crm: ModelRecords, erp: ModelRecords, step: string): Edit | null {
  const { side, id, field } = last;
  const [records, object] = side === 'left' ? [crm, 'companies'] : [erp, 'customer'];
  // The record may be gone, or have become another one.
  if (records.get(object, id)?.id !== id) return null;
  const value = `${side} ${step}`;
  records.put(object, id, { [field]: value });
  return { side, id, field, value };
}

/** Those that change records that are there on both sides. */
export const EDITS: readonly Deed[] = [editOf('left', 'companies'), editOf('right', 'customer'), renames, segments];

/** By how often they are done. */
export const DEEDS: readonly Deed[] = [
  ...Array.from({ length: 5 }, () => editOf('left', 'companies')),
  ...Array.from({ length: 5 }, () => editOf('right', 'customer')),
  newCustomer,
  newCustomer,
  newCustomer,
  newCompany,
  renames,
  segments,
  meddles,
  invoices,
  invoices,
  invoices,
  posts,
  posts,
  moves,
  mergesCompanies,
  mergesCustomers,
  turns('left', 'companies'),
  turns('right', 'customer'),
  deletes('left', 'companies'),
  deletes('right', 'customer'),
  restores('left', 'companies'),
  restores('right', 'customer'),
  deletes('right', 'invoice'),
  restores('right', 'invoice'),
];
