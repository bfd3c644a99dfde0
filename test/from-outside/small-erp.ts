/** The customers of the emulator's small portal, one of whom owes more than his limit. */
export const TABLES = `
create table customer (id text primary key, name text not null, domain text, phone text, credit_limit numeric(12, 2),
  currency text not null, updated_at timestamptz not null default clock_timestamp());
create table invoice (id text primary key, customer_id text not null references customer, number text not null,
  status text not null, issued_on date not null, due_on date, currency text not null, total numeric(12, 2) not null,
  balance numeric(12, 2) not null, updated_at timestamptz not null default clock_timestamp());
create function touched() returns trigger language plpgsql
  as $$ begin new.updated_at := clock_timestamp(); return new; end $$;
create trigger touched before update on customer for each row execute function touched();
create trigger touched before update on invoice for each row execute function touched();
insert into customer (id, name, domain, phone, credit_limit, currency) values
  ('ACORN', 'Acorn Bakery', 'acorn.example', '+49 30 5550101', 1000, 'EUR'),
  ('BIRCH', 'Birch Timber', 'birch.example', '+46 8 5550102', 1000, 'EUR');
insert into invoice (id, customer_id, number, status, issued_on, due_on, currency, total, balance) values
  ('1', 'ACORN', 'INV-1', 'open', '2026-01-10', '2026-02-10', 'EUR', 1250.50, 1250.50),
  ('2', 'BIRCH', 'INV-2', 'paid', '2026-01-10', '2026-02-10', 'EUR', 99.00, 0);
`;

export const CONNECTION = `
connector: sql
timeZone: UTC
objects:
  customer: { relation: customer, key: id, changedAt: updated_at, writable: [phone] }
accounts:
  relation: customer
  changedAt: updated_at
  columns: { id: id, number: id, name: name, creditLimit: credit_limit, currency: currency }
documents:
  invoice:
    relation: invoice
    changedAt: updated_at
    columns:
      id: id
      accountId: customer_id
      number: number
      state: status
      issuedOn: issued_on
      dueOn: due_on
      currency: currency
      total: total
      balance: balance
`;

export const MAPPING = `
version: 1
left: hubspot
right: sql
pairs:
  - name: customer
    left: companies
    right: customer
    reference: ledgerline_erp_id
    match:
      - [{ left: domain, right: domain }]
    fields:
      - { left: name, right: name, direction: to-left }
      - { left: phone, right: phone, rule: newest }
    provision:
      - { name: ledgerline_erp_id, label: ERP id, type: string, unique: true }
`;
